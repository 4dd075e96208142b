import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  canonicalPurl,
  canonicalVers,
  compareVersions,
  formatPurl,
  inRange,
  parsePurl,
  parseVers,
  toVers,
  updateAdvisories,
} from '@stoa/components';

const corpus = process.env['STOA_CORPUS'];
if (!corpus) console.warn('STOA_CORPUS is not set: the outside cases are not looked at.');

/** The ecosystem each file of `versions` speaks of, by how its name begins. */
const ecosystems: Readonly<Record<string, string>> = {
  alpine: 'Alpine',
  cran: 'CRAN',
  debian: 'Debian',
  hackage: 'Hackage',
  maven: 'Maven',
  nuget: 'NuGet',
  packagist: 'Packagist',
  pub: 'Pub',
  pypi: 'PyPI',
  redhat: 'Red Hat',
  rubygems: 'RubyGems',
  semver: 'npm',
};
const signs: Readonly<Record<string, number>> = { '<': -1, '=': 0, '>': 1 };

describe.skipIf(!corpus)('versions', () => {
  const folder = join(corpus ?? '', 'versions');
  test.each(corpus ? readdirSync(folder).filter((name) => name.endsWith('.txt')) : [])('%s', (name) => {
    const ecosystem = ecosystems[name.split('-', 1)[0]!]!;
    const lines = readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !/^(#|\/\/)/.test(line));
    const wrong = lines.filter((line) => {
      const [, a, sign, b] = /^(\S+)\s+([<=>])\s+(\S+)$/.exec(line)!;
      const order = signs[sign!]!;
      return compareVersions(ecosystem, a!, b!) !== order || compareVersions(ecosystem, b!, a!) !== 0 - order;
    });
    console.log(`versions: ${name}: ${lines.length - wrong.length} of ${lines.length}`);
    expect(lines.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });
});

interface OutsideTest {
  test_type: string;
  input: unknown;
  expected_output?: unknown;
  expected_failure?: boolean;
}

describe.skipIf(!corpus)('vers-spec', () => {
  const folder = join(corpus ?? '', 'vers-spec');
  test.each(corpus ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [])('%s', (name) => {
    judgeAll(name, readTests(join(folder, name)), doVers);
  });
});

describe.skipIf(!corpus)('purl-spec', () => {
  const folder = join(corpus ?? '', 'purl-spec');
  const names = corpus ? readdirSync(join(folder, 'types')).map((name) => join('types', name)) : [];
  test.each([...names, join('spec', 'specification-test.json')])('%s', (name) => {
    judgeAll(name, readTests(join(folder, name)), doPurl);
  });
});

test.skipIf(!corpus)('the real advisories are read without loss', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-corpus-'));
  const results = await updateAdvisories({
    sources: { osv: join(corpus!, 'osv'), kev: join(corpus!, 'kev') },
    folder,
    ecosystems: ['npm', 'PyPI', 'Go', 'crates.io', 'Bitnami'],
  });
  rmSync(folder, { recursive: true });
  console.log(
    results.map(({ ecosystem, advisories, bad }) => `${ecosystem}: ${advisories} advisories, ${bad} bad`).join('; '),
  );
  expect(results.every(({ outcome, bad }) => outcome === 'updated' && bad === 0)).toBe(true);
});

function readTests(path: string): OutsideTest[] {
  return JSON.parse(readFileSync(path, 'utf8')).tests;
}

function judgeAll(name: string, tests: readonly OutsideTest[], run: (test: OutsideTest) => unknown): void {
  expect(tests.length).toBeGreaterThan(0);
  const wrong = tests.flatMap((test) => {
    const got = attempt(() => run(test));
    const isRight = test.expected_failure
      ? got instanceof Error
      : JSON.stringify(plain(got)) === JSON.stringify(plain(test.expected_output));
    return isRight ? [] : [{ input: test.input, got, wanted: test.expected_output ?? 'an error' }];
  });
  console.log(`${name}: ${tests.length - wrong.length} of ${tests.length}`);
  expect(wrong).toEqual([]);
}

function doVers({ test_type: type, input }: OutsideTest): unknown {
  if (type === 'validate') return canonicalVers(input as string);
  if (type === 'parse') {
    const { scheme, constraints } = parseVers(input as string);
    return { scheme, version_constraints: constraints.map(({ comparator, version }) => [comparator, version]) };
  }
  if (type === 'containment') {
    const { vers, version } = input as { vers: string; version: string };
    return inRange('', version, vers);
  }
  if (type === 'from_native') {
    const { scheme, native_range: range } = input as { scheme: string; native_range: string };
    return toVers(scheme, range);
  }
  const { input_scheme: scheme, versions } = input as { input_scheme: string; versions: string[] };
  if (type === 'equality') return compareVersions(scheme, versions[0]!, versions[1]!) === 0;
  // NuGet's cases write the sorted versions in lower case, which are the same versions.
  const order = versions.toSorted((a, b) => compareVersions(scheme, a, b));
  return scheme === 'nuget' ? order.map((version) => version.replace(/-[^+]*/, (word) => word.toLowerCase())) : order;
}

function doPurl({ test_type: type, input }: OutsideTest): unknown {
  if (type === 'parse') return parsePurl(input as string);
  return type === 'build' ? formatPurl(input as never) : canonicalPurl(input as string);
}

function attempt(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

/** Without what is null or empty, and in one order, so that two ways to write the same parts are equal. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const filled = Object.entries(value).filter(([, each]) => each !== null && each !== '');
  return Object.fromEntries(
    filled.map(([key, each]) => [key, plain(each)] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
