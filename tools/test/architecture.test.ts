import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkArchitecture, type Report } from '../architecture/check.ts';

const root = join(import.meta.dirname, '..', '..');
const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true })));

test('the house keeps its own rules', () => {
  const report = checkArchitecture(root);
  if (report.long.length > 0) console.warn(`Over 300 lines, is there a second idea?\n  ${report.long.join('\n  ')}`);
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
  ['unlisted', { 'packages/model/src/a.ts': `export type A = import('@stoa/policy').A; export const a = 1;` }],
  [
    'direction',
    {
      'packages/policy/package.json': JSON.stringify({
        name: '@stoa/policy',
        exports: { '.': './index.ts' },
        dependencies: { '@stoa/model': '*', '@stoa/server': '*' },
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
  ['pure', { 'packages/model/src/a.ts': `export type A = import('node:net').Socket; export const a = 1;` }],
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

test('a long file is pointed out, and breaks nothing', () => {
  const lines = (count: number) => `export const a = 1;${'\n'.repeat(count)}`;
  expect(check({ 'packages/model/src/a.ts': lines(300) }).long).toEqual([]);
  const report = check({ 'packages/model/src/a.ts': lines(301) });
  expect(report.long).toEqual(['packages/model/src/a.ts (301)']);
  expect(report.violations).toEqual([]);
});

test('a pure room touches the machine at its edge only', () => {
  const listed = { 'packages/secrets/package.json': JSON.stringify({ name: '@stoa/secrets', exports: { '.': '' } }) };
  const door = { 'packages/secrets/README.md': '#', 'packages/secrets/index.ts': `export {} from './src/edge/a.ts';` };
  const reads = `import 'node:fs';`;
  expect(rulesBrokenBy({ ...listed, ...door, 'packages/secrets/src/edge/a.ts': reads })).toEqual([]);
  expect(rulesBrokenBy({ ...listed, ...door, 'packages/secrets/src/b.ts': reads })).toContain('pure');
});

test('an empty tree is not clean', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-architecture-'));
  made.push(folder);
  expect(checkArchitecture(folder).violations.map(({ rule }) => rule)).toEqual(['empty']);
});

function rulesBrokenBy(change: Record<string, string>): string[] {
  return check(change).violations.map(({ rule }) => rule);
}

function check(change: Record<string, string>): Report {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-architecture-'));
  made.push(folder);
  for (const [path, content] of Object.entries({ ...sound, ...change })) {
    if (content === '' && path.endsWith('.md')) continue;
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return checkArchitecture(folder);
}
