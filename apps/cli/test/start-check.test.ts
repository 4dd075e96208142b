import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

const binary = (name: string) => pathToFileURL(join(import.meta.dirname, '../bin', name)).href;
const starter = binary('start-check.mjs');
const { isFresh } = (await import(binary('fresh-bundle.mjs'))) as {
  isFresh: (folder: string, root: string) => boolean;
};

function build(folder: string, source: string): void {
  writeFileSync(join(folder, 'check.cjs'), source);
  writeFileSync(join(folder, 'build-id'), createHash('sha256').update(source).digest('hex').slice(0, 8));
}

function folderWith(source: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-start-'));
  build(folder, source);
  return folder;
}

function start(folder: string): string {
  const code = `import(${JSON.stringify(starter)}).then(({ startCheck }) => startCheck(${JSON.stringify(folder)}))`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.trim();
}

const compiledIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.compiled'));
const runsIn = (folder: string) => readFileSync(join(folder, compiledIn(folder)[0]!)).readUInt32LE();

const source = `const { basename } = require('node:path');
function later() { return basename(__filename) + ' says yes'; }
setTimeout(() => console.log(later()), 1);`;

test('what V8 has compiled of the check is there for the next run', () => {
  const folder = folderWith(source);
  expect(start(folder)).toBe('check.cjs says yes');
  expect(runsIn(folder)).toBe(1);
  expect(start(folder)).toBe('check.cjs says yes');
  expect(start(folder)).toBe('check.cjs says yes');
  expect(runsIn(folder), 'V8 has taken it each time').toBe(3);
});

test('compiled code that is damaged, or of another source, is made again', () => {
  const folder = folderWith(source);
  start(folder);
  const compiled = join(folder, compiledIn(folder)[0]!);
  writeFileSync(compiled, readFileSync(compiled).subarray(0, 300));
  expect(start(folder)).toBe('check.cjs says yes');
  expect(runsIn(folder)).toBe(1);
  const bytes = readFileSync(compiled);
  bytes[bytes.length - 20]! ^= 1;
  writeFileSync(compiled, bytes);
  expect(start(folder)).toBe('check.cjs says yes');
  expect(runsIn(folder)).toBe(1);
  build(folder, source.replace('yes', 'yet'));
  expect(start(folder)).toBe('check.cjs says yet');
});

test('where nothing can be kept it runs all the same', () => {
  const folder = folderWith(source);
  start(folder);
  const [compiled] = compiledIn(folder);
  rmSync(join(folder, compiled!));
  mkdirSync(join(folder, compiled!));
  expect(start(folder)).toBe('check.cjs says yes');
});

test('a bundle is fresh as long as nothing it was made of has changed or gone', () => {
  const root = folderWith(source);
  writeFileSync(join(root, 'engine.ts'), '');
  utimesSync(join(root, 'engine.ts'), 1, 1);
  expect(isFresh(root, root), 'nobody knows what it was made of').toBe(false);
  writeFileSync(join(root, 'check.inputs.json'), '{"engine.ts":1000}');
  expect(isFresh(root, root)).toBe(true);
  utimesSync(join(root, 'engine.ts'), new Date(), new Date(Date.now() + 60_000));
  expect(isFresh(root, root)).toBe(false);
  utimesSync(join(root, 'engine.ts'), 1, 1);
  expect(isFresh(root, root)).toBe(true);
  rmSync(join(root, 'engine.ts'));
  expect(isFresh(root, root)).toBe(false);
});
