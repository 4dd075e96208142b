import { expect, test } from 'vitest';
import { compareVersions, knowsVersions, toPurl } from '@stoa/components';

test.each([
  [
    'npm',
    [
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
  ],
  ['Go', ['v0.0.0-20200622213623-75b288015ac9', 'v0.3.5', 'v0.3.10', 'v1.0.0-rc.1', 'v1.0.0']],
  [
    'PyPI',
    [
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
  ],
])('%s: every version is older than those after it', (ecosystem, versions) => {
  versions.forEach((a, i) =>
    versions.forEach((b, j) => expect(compareVersions(ecosystem, a, b), `${a} ${b}`).toBe(Math.sign(i - j))),
  );
});

test('the same version written differently is the same', () => {
  expect(compareVersions('PyPI', '1.0', 'v1.0.0')).toBe(0);
  expect(compareVersions('npm', '1.0.0+build.1', '1.0.0')).toBe(0);
});

test('an order that is not known is not guessed', () => {
  expect(knowsVersions('Maven')).toBe(false);
  expect(() => compareVersions('Maven', '1', '2')).toThrow(RangeError);
  expect(() => compareVersions('constructor', '1', '2')).toThrow(RangeError);
});

test('package URLs are canonical', () => {
  expect(toPurl('npm', '@Scope/Name', '1.0.0')).toBe('pkg:npm/%40scope/name@1.0.0');
  expect(toPurl('PyPI', 'Flask_Login', '0.5')).toBe('pkg:pypi/flask-login@0.5');
  expect(toPurl('Go', 'github.com/Gin-gonic/gin', 'v1.0.0+incompatible')).toBe(
    'pkg:golang/github.com/gin-gonic/gin@v1.0.0%2Bincompatible',
  );
});
