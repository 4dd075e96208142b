import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkArchitecture } from '../architecture/check.ts';

const root = join(import.meta.dirname, '..', '..');
const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true })));

test('the house keeps its own rules', () => {
  const report = checkArchitecture(root);
  expect(report.violations).toEqual([]);
  expect(report.rooms).toBeGreaterThan(10);
  expect(report.imports).toBeGreaterThan(200);
});

/** A small sound house; each story breaks one thing in it. */
const sound: Record<string, string> = {
  'packages/model/package.json': JSON.stringify({ name: '@stoa/model', exports: { '.': './index.ts' } }),
  'packages/model/README.md': '#',
  'packages/model/index.ts': `export { a } from './src/a.ts';`,
  'packages/model/src/a.ts': `export const a = 1;`,
  'packages/policy/package.json': JSON.stringify({
    name: '@stoa/policy',
    exports: { '.': './index.ts' },
    dependencies: { '@stoa/model': '*' },
  }),
  'packages/policy/README.md': '#',
  'packages/policy/index.ts': `export { a } from '@stoa/model';`,
};

test('a sound house passes', () => {
  expect(rulesBrokenBy({})).toEqual([]);
});

test.each<[string, Record<string, string>]>([
  ['unlisted', { 'packages/model/src/a.ts': `import '@stoa/policy';` }],
  [
    'direction',
    {
      'packages/model/package.json': JSON.stringify({
        name: '@stoa/model',
        exports: { '.': './index.ts' },
        dependencies: { '@stoa/store': '*' },
      }),
    },
  ],
  [
    'file-cycle',
    {
      'packages/model/src/a.ts': `import './b.ts'; export const a = 1;`,
      'packages/model/src/b.ts': `import type { a } from './a.ts';`,
    },
  ],
  ['pure', { 'packages/model/src/a.ts': `import { readFileSync } from 'node:fs'; export const a = readFileSync;` }],
  ['pure', { 'packages/model/src/a.ts': `export const a = () => import('child_process');` }],
  ['deep', { 'packages/policy/index.ts': `export { a } from '@stoa/model/src/a.ts';` }],
  ['relative', { 'packages/policy/index.ts': `export { a } from '../model/index.ts';` }],
  ['name', { 'packages/model/src/utils.ts': `export const b = 1;` }],
  ['door', { 'packages/model/README.md': '' }],
  [
    'unknown-room',
    {
      'packages/cellar/package.json': JSON.stringify({ name: '@stoa/cellar' }),
      'packages/cellar/README.md': '#',
      'packages/cellar/index.ts': '',
    },
  ],
])('it sees a broken rule: %s', (rule, change) => {
  expect(rulesBrokenBy(change)).toContain(rule);
});

test('a cycle of packages is seen', () => {
  const model = { name: '@stoa/model', exports: { '.': './index.ts' }, dependencies: { '@stoa/policy': '*' } };
  expect(rulesBrokenBy({ 'packages/model/package.json': JSON.stringify(model) })).toContain('package-cycle');
});

test('an empty tree is not clean', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-architecture-'));
  made.push(folder);
  expect(checkArchitecture(folder).violations.map(({ rule }) => rule)).toEqual(['empty']);
});

function rulesBrokenBy(change: Record<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-architecture-'));
  made.push(folder);
  for (const [path, content] of Object.entries({ ...sound, ...change })) {
    if (content === '' && path.endsWith('.md')) continue;
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return checkArchitecture(folder).violations.map(({ rule }) => rule);
}
