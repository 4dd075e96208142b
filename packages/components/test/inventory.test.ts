import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockfileReaders } from '../src/inventory/index.ts';
import { takeInventory } from './take-inventory.ts';

const cases = join(import.meta.dirname, 'cases');

// `STOA_WRITE_CASES=1` writes the expectations anew, to be reviewed as data.
test.each(readdirSync(cases))('inventory of %s', async (name) => {
  const folder = join(cases, name);
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'expected.json')
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
  const files = Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path))]));
  const { components, coverage } = await takeInventory(files);
  const expected = join(folder, 'expected.json');
  const told = components.map(({ purl, name, version, ecosystem, location, declaredAt, ...rest }) => ({
    purl,
    name,
    version,
    ecosystem,
    at: `${location.path}:${location.line ?? ''}`,
    ...(declaredAt && { declaredAt: `${declaredAt.path}:${declaredAt.line ?? ''}` }),
    ...rest,
  }));
  if (process.env['STOA_WRITE_CASES'] || !existsSync(expected))
    writeFileSync(expected, `${JSON.stringify(told, null, 2)}\n`);
  expect(JSON.parse(JSON.stringify(told))).toEqual(JSON.parse(readFileSync(expected, 'utf8')));
  expect(coverage.looked).toBeGreaterThan(0);
  expect(coverage.skipped).toEqual([]);
});

test('every kind of file has a case', () => {
  const seen = new Set(
    readdirSync(cases).flatMap((name) =>
      (JSON.parse(readFileSync(join(cases, name, 'expected.json'), 'utf8')) as { source: string }[]).map(
        (one) => one.source,
      ),
    ),
  );
  /** Made up from parts in tests of their own. */
  const binary = ['jar', 'program', 'rpm', 'node-installed'];
  expect(lockfileReaders.map(({ id }) => id).filter((id) => !seen.has(id) && !binary.includes(id))).toEqual([]);
  expect(new Set(lockfileReaders.map(({ id }) => id)).size).toBe(lockfileReaders.length);
});

test.each([
  ['package-lock.json', '{"packages": {'],
  ['package-lock.json', '[]'],
  ['package-lock.json', '<html>sign in</html>'],
  ['pnpm-lock.yaml', 'a: &a [x]\nb: &b [*a, *a]\n'],
  ['yarn.lock', 'hello'],
  ['Cargo.lock', '[[package]\nname = '],
  ['go.mod', 'nothing here'],
])('a broken %s is skipped, named, and the rest goes on', async (name, text) => {
  const { components, coverage } = await takeInventory({ [name]: text, 'other/requirements.txt': 'django==2.2' });
  expect(components.map(({ purl }) => purl)).toEqual(['pkg:pypi/django@2.2']);
  expect(coverage).toMatchObject({ looked: 1, skippedTotal: 1, skipped: [{ place: name, reason: 'malformed' }] });
});

test('a lock file of 100,000 packages is read in bounded time, and one over the limit is skipped whole', async () => {
  const packages = Object.fromEntries(
    Array.from({ length: 100_000 }, (_, index) => [`node_modules/p${index}`, { version: '1.0.0' }]),
  );
  const text = JSON.stringify({ lockfileVersion: 3, packages });
  // Microseconds of this thread: others are at work on the machine.
  const begin = process.threadCpuUsage();
  expect((await takeInventory({ 'package-lock.json': text })).components).toHaveLength(100_000);
  expect(process.threadCpuUsage(begin).user).toBeLessThan(15_000_000);
  const limited = await takeInventory({ 'package-lock.json': text }, { maxComponents: 1000 });
  expect(limited.components).toEqual([]);
  expect(limited.coverage.skipped[0]?.detail).toMatch(/more than 1000/);
});
