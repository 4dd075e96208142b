import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drain, type Component, type FileTree, type SourceFile } from '@stoa/model';
import { scanInventory } from '@stoa/components';

const cases = join(import.meta.dirname, 'cases');

export function treeOf(files: Record<string, string>): FileTree {
  return {
    name: 'shop',
    files: async function* () {
      for (const [path, content] of Object.entries(files)) {
        const file: SourceFile = {
          path,
          size: content.length,
          executable: false,
          read: async () => Buffer.from(content),
        };
        yield file;
      }
    },
  };
}

async function inventory(files: Record<string, string>, options = {}) {
  const components: Component[] = [];
  const summary = await drain(scanInventory(treeOf(files), options), (item) => {
    if (item.type === 'component') components.push(item.component);
  });
  return { components, coverage: summary.coverage };
}

// `STOA_WRITE_CASES=1` writes the expectations anew, to be reviewed as data.
test.each(readdirSync(cases))('lock file %s', async (name) => {
  const folder = join(cases, name);
  const file = readdirSync(folder).find((one) => one !== 'expected.json')!;
  const { components, coverage } = await inventory({ [file]: readFileSync(join(folder, file), 'utf8') });
  const expected = join(folder, 'expected.json');
  const told = components.map(({ purl, direct, scope, hashes, location, dependsOn, licences }) => ({
    purl,
    direct,
    scope,
    line: location.line,
    hashes,
    dependsOn,
    licences,
  }));
  if (process.env['STOA_WRITE_CASES'] || !existsSync(expected))
    writeFileSync(expected, `${JSON.stringify(told, null, 2)}\n`);
  expect(JSON.parse(JSON.stringify(told))).toEqual(JSON.parse(readFileSync(expected, 'utf8')));
  expect(coverage).toMatchObject({ looked: 1, skippedTotal: 0 });
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
  const { components, coverage } = await inventory({ [name]: text, 'other/requirements.txt': 'django==2.2' });
  expect(components.map(({ purl }) => purl)).toEqual(['pkg:pypi/django@2.2']);
  expect(coverage).toMatchObject({ looked: 1, skippedTotal: 1, skipped: [{ place: name, reason: 'malformed' }] });
});

test('a lock file of 300,000 packages is read in bounded time, and one over the limit is skipped whole', async () => {
  const packages = Object.fromEntries(
    Array.from({ length: 300_000 }, (_, index) => [`node_modules/p${index}`, { version: '1.0.0' }]),
  );
  const text = JSON.stringify({ lockfileVersion: 3, packages });
  // Of this thread alone: the other tests are not to be counted in.
  const begin = process.threadCpuUsage();
  expect((await inventory({ 'package-lock.json': text })).components).toHaveLength(300_000);
  expect(process.threadCpuUsage(begin).user / 1000).toBeLessThan(15_000);
  const limited = await inventory({ 'package-lock.json': text }, { maxComponents: 1000 });
  expect(limited.components).toEqual([]);
  expect(limited.coverage.skipped[0]?.detail).toMatch(/more than 1000/);
});
