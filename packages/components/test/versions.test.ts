import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalPurl,
  compareVersions,
  formatPurl,
  inRange,
  knowsVersions,
  parsePurl,
  PurlError,
  toPurl,
  toVers,
  VersionRangeError,
  versHas,
  parseVers,
} from '@stoa/components';

/** Each list is in order, from old to new. */
const orders: Readonly<Record<string, readonly string[]>> = {
  npm: [
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.10',
    '2.0.0',
    '99999999999999999999.0.0',
  ],
  Go: ['v0.0.0-20200622213623-75b288015ac9', 'v0.3.5', 'v0.3.10', 'v1.0.0-rc.1', 'v1.0.0'],
  PyPI: [
    '1.dev0',
    '1.0.dev456',
    '1.0a1',
    '1.0a2.dev456',
    '1.0a12',
    '1.0b1.dev456',
    '1.0b2',
    '1.0rc1',
    '1.0',
    '1.0+abc.5',
    '1.0+5',
    '1.0.post456.dev34',
    '1.0.post456',
    '1.1.dev1',
    '1!0.5',
  ],
  Maven: [
    '1-alpha-1',
    '1.0-beta1',
    '1.0-rc',
    '1.0-SNAPSHOT',
    '1.0',
    '1.0-sp',
    '1.0-xyz',
    '1-1',
    '1.0.1',
    '1.2',
    '1.10',
  ],
  RubyGems: ['1.a', '1.b1', '1', '1.0.1.pre', '1.0.1', '1.9', '1.10'],
  NuGet: ['1.0.0-alpha', '1.0.0-Beta', '1.0.0', '1.0.0.1', '1.0.1'],
  Packagist: ['1.0-dev', '1.0-alpha', '1.0-beta2', '1.0RC1', '1.0', '1.0-p1', '1.1'],
  'Debian:12': ['1.0~rc1-1', '1.0-1', '1.0-1+deb12u1', '1.0-2', '1.0.1-1', '1:0.9-1'],
  'Alpine:v3.20': ['1.0_alpha', '1.0_rc1', '1.0', '1.0-r0', '1.0-r10', '1.0_p1', '1.0a', '1.0.1', '1.1'],
  'Red Hat': ['1.0~rc1-1', '1.0-1', '1.0-1.el9', '1.0-2', '1.0^git1-1', '1.0.1-1', '1:0.5-1'],
  Pub: ['1.0.0-dev', '1.0.0', '1.0.0+1', '1.0.0+2', '1.0.1'],
  Hackage: ['1', '1.0', '1.0.0', '1.0.1', '1.1'],
  CRAN: ['0.9-1', '0.9.2', '0.10', '1.0'],
  ConanCenter: ['1.0-pre', '1.0', '1.0+b1', '1.0.1', 'cci.20200101'],
  Hex: ['1.0.0-dev', '1.0.0', '1.1.0'],
};

describe.each(Object.entries(orders))('%s', (ecosystem, versions) => {
  test('every version is older than those after it', () => {
    versions.forEach((a, i) =>
      versions.forEach((b, j) => expect(compareVersions(ecosystem, a, b), `${a} ${b}`).toBe(Math.sign(i - j))),
    );
  });

  test('any text has a place, and the same one from both sides', () => {
    const piece = fc.constantFrom(
      '0',
      '1',
      '01',
      '10',
      '.',
      '-',
      '_',
      '+',
      '~',
      '^',
      ':',
      'a',
      'rc',
      'r',
      'Z',
      ' ',
      'é',
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(compareVersions(ecosystem, a, a)).toBe(0);
        expect(compareVersions(ecosystem, a, b)).toBe(0 - compareVersions(ecosystem, b, a));
      }),
      { numRuns: 300 },
    );
  });

  test('a text of 100,000 characters takes no time', () => {
    for (const piece of ['1.', '-', '1a', '_rc', '0', '~']) {
      const text = piece.repeat(100_000 / piece.length);
      const began = performance.now();
      compareVersions(ecosystem, text, `${text}1`);
      expect(performance.now() - began).toBeLessThan(1500);
    }
  });
});

test('the same version written differently is the same', () => {
  for (const [ecosystem, a, b] of [
    ['PyPI', '1.0', 'v1.0.0'],
    ['npm', '1.0.0+build.1', '1.0.0'],
    ['Maven', '1.0.0.Final', '1'],
    ['NuGet', '1.0', '1.0.0.0'],
    ['RubyGems', '1.0', '1'],
    ['Debian', '0:1.0', '1.0'],
    ['Go', 'v1.0.0+incompatible', '1.0.0'],
  ] as const)
    expect(compareVersions(ecosystem, a, b), ecosystem).toBe(0);
});

test('an order that is not known is not guessed', () => {
  for (const ecosystem of ['Minitel', 'constructor', '__proto__', '']) {
    expect(knowsVersions(ecosystem)).toBe(false);
    expect(() => compareVersions(ecosystem, '1', '2')).toThrow(RangeError);
  }
});

describe('ranges', () => {
  test.each([
    ['npm', '^1.2', '1.9.0 1.2.0', '2.0.0 1.1.9 1.3.0-rc.1'],
    ['npm', '2.1', '2.1.0 2.1.7', '2.2.0'],
    ['npm', '>=1.x <3 || 5.0.0 - 5.2', '1.0.0 2.9.9 5.2.9', '3.0.0 4.0.0 5.3.0'],
    ['PyPI', '~=1.4.2, !=1.4.5', '1.4.2 1.4.9', '1.4.5 1.5 1.4.1'],
    ['PyPI', '==2.*', '2.0 2.99 2.1rc1', '3.0 1.9'],
    ['PyPI', '!=2.*', '1.9 3.0', '2.0 2.5'],
    ['crates.io', '1.2', '1.2.0 1.99.0', '2.0.0 1.1.9'],
    ['crates.io', '0.3.1', '0.3.9', '0.4.0 0.3.0'],
    ['crates.io', '~1.2, <1.2.5', '1.2.4', '1.2.5 1.3.0'],
    ['RubyGems', '~> 2.0.8', '2.0.8 2.0.99', '2.1.0 2.0.7'],
    ['RubyGems', '~> 2.1, != 2.3', '2.1 2.9', '2.3 3.0'],
    ['Packagist', '^1.2 || 3.*', '1.9 3.4', '2.0 4.0'],
    ['Packagist', '1.0 - 2.0', '1.0 2.0.9', '2.1'],
    ['Packagist', '~1.2', '1.2.0 1.9.9', '2.0'],
    ['Maven', '[1.0,2.0),(3,]', '1.0 1.9.9 3.1', '2.0 3'],
    ['Maven', '[1.5]', '1.5 1.5.0', '1.6'],
    ['NuGet', '1.0', '1.0 7.0', '0.9'],
    ['NuGet', '1.2.*', '1.2.9', '1.3.0'],
    ['Hex', '~> 1.2 and != 1.4.0 or == 3.0.0', '1.9.0 3.0.0', '1.4.0 2.0.0'],
    ['Pub', '>=1.2.0 <2.0.0', '1.2.0', '2.0.0'],
    ['Pub', 'any', '0.0.1', ''],
    ['Go', 'v1.2.3', 'v1.2.3 v1.9.0', 'v1.2.2 v2.0.0'],
    ['ConanCenter', '[>=1.2 <2]', '1.2 1.9', '2.0'],
    ['npm', 'vers:npm/>=1.0.0|!=1.5.0|<2.0.0', '1.0.0 1.6.0', '1.5.0 2.0.0'],
    ['npm', 'vers:npm/<1.0.0|>=2.0.0|<2.5.0|3.0.0', '0.9.0 2.4.0 3.0.0', '1.5.0 2.5.0 3.0.1'],
  ])('%s: %s', (ecosystem, range, inside, outside) => {
    for (const version of inside.split(' ')) expect(inRange(ecosystem, version, range), version).toBe(true);
    for (const version of outside.split(' ').filter(Boolean))
      expect(inRange(ecosystem, version, range), version).toBe(false);
  });

  test('what is no range is named, with what it was', () => {
    for (const [ecosystem, range] of [
      ['PyPI', '=>1.0'],
      ['Maven', '[1.0,2.0'],
      ['npm', 'vers:npm/>=1.0%GG'],
      ['npm', 'vers:unheard-of/1'],
      ['crates.io', '<<1'],
    ] as const)
      expect(() => inRange(ecosystem, '1.0', range), range).toThrow(VersionRangeError);
    expect(() => inRange('Debian', '1.0', '>= 1')).toThrow(RangeError);
  });

  test('a range goes to VERS and says the same there', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('^1.2.0', '~1.2', '>=1.0.0 <2.0.0', '1.2.3', '<=3.0.0'),
        fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)).map((numbers) => numbers.join('.')),
        (range, version) => {
          expect(versHas(parseVers(toVers('npm', range)), version)).toBe(inRange('npm', version, range));
        },
      ),
    );
  });
});

describe('package URLs', () => {
  test('are canonical', () => {
    expect(toPurl('npm', '@scope/name', '1.0.0')).toBe('pkg:npm/%40scope/name@1.0.0');
    expect(toPurl('PyPI', 'Flask_Login', '0.5')).toBe('pkg:pypi/flask-login@0.5');
    expect(toPurl('Go', 'github.com/Gin-gonic/gin', 'v1.0.0+incompatible')).toBe(
      'pkg:golang/github.com/Gin-gonic/gin@v1.0.0%2Bincompatible',
    );
    expect(toPurl('Maven', 'org.acme:thing', '1')).toBe('pkg:maven/org.acme/thing@1');
    expect(toPurl('Debian:12', 'libc6', '2.36-9+deb12u4')).toBe('pkg:deb/debian/libc6@2.36-9%2Bdeb12u4');
    expect(() => toPurl('Minitel', 'name', '1')).toThrow(RangeError);
  });

  test('what is written is read back the same', () => {
    const word = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !/[/@?#]|^\.{1,2}$/.test(text));
    const segment = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 8 })
      .filter((text) => !/\/|^\.{1,2}$/.test(text));
    fc.assert(
      fc.property(
        fc.record({
          type: fc.constantFrom('generic', 'docker', 'acme'),
          namespace: fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => segments.join('/')),
          name: fc.oneof(word, segment),
          version: segment,
          qualifiers: fc.constant({ arch: 'x=&?#@ é', vcs_url: 'git+ssh://host.example/a' }),
          subpath: segment,
        }),
        (parts) => {
          const text = formatPurl(parts);
          expect(parsePurl(text)).toEqual(parts);
          expect(canonicalPurl(text)).toBe(text);
        },
      ),
    );
  });

  test.each([
    '',
    'pkg:',
    'pkg:npm',
    'pkg:npm/',
    'npm/react@1',
    'pkg:npm/%zz',
    'pkg:1npm/a',
    `pkg:npm/${'a'.repeat(5000)}`,
  ])('what is none is refused: %s', (text) => expect(() => parsePurl(text)).toThrow(PurlError));

  test('hostile names are names', () => {
    expect(parsePurl('pkg:npm/__proto__@1').name).toBe('__proto__');
    expect(parsePurl('pkg:npm/a@1?__proto__=x').qualifiers).toEqual(Object.fromEntries([['__proto__', 'x']]));
  });
});
