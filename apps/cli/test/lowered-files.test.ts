import { mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLoweredFiles } from '../src/lowered-files.ts';

function repository(): string {
  const root = mkdtempSync(join(tmpdir(), 'stoa-lowered-'));
  mkdirSync(join(root, '.git'));
  return root;
}

const bytes = new Uint8Array([1, 2, 3]);

test('what a check has lowered is there for the next one, for its owner alone', () => {
  const root = repository();
  const first = openLoweredFiles(root, 'one')!;
  first.put('key', bytes);
  expect(openLoweredFiles(root, 'one')!.get('key'), 'nothing is written before the end').toBeNull();
  first.flush();
  expect([...openLoweredFiles(root, 'one')!.get('key')!]).toEqual([...bytes]);
  const folder = join(root, '.git/stoa/lowered/one');
  expect(readdirSync(folder)).toEqual(['key']);
  expect(statSync(join(folder, 'key')).mode & 0o077).toBe(0);
});

test('another build knows nothing of it, and takes its place', () => {
  const root = repository();
  const old = openLoweredFiles(root, 'old')!;
  old.put('key', bytes);
  old.flush();
  const next = openLoweredFiles(root, 'next')!;
  expect(next.get('key')).toBeNull();
  next.put('other', bytes);
  next.flush();
  expect(readdirSync(join(root, '.git/stoa/lowered'))).toEqual(['next']);
});

test('it is bounded: large entries are not kept, the oldest go', () => {
  const root = repository();
  const kept = openLoweredFiles(root, 'one')!;
  kept.put('large', new Uint8Array(300 * 1024));
  for (let at = 0; at < 2001; at += 1) kept.put(`key${at}`, bytes);
  kept.flush();
  expect(kept.get('large')).toBeNull();
  expect(readdirSync(join(root, '.git/stoa/lowered/one'))).toHaveLength(1000);
});

test('in a linked work tree it stands where git keeps what is its own; where nothing can be written, nothing is', () => {
  const root = mkdtempSync(join(tmpdir(), 'stoa-lowered-'));
  const own = join(repository(), '.git/worktrees/side');
  mkdirSync(own, { recursive: true });
  writeFileSync(join(root, '.git'), `gitdir: ${own}\n`);
  const kept = openLoweredFiles(root, 'one')!;
  kept.put('key', bytes);
  kept.flush();
  expect(readdirSync(join(own, 'stoa/lowered/one'))).toEqual(['key']);

  const full = repository();
  writeFileSync(join(full, '.git/stoa'), '');
  const none = openLoweredFiles(full, 'one')!;
  none.put('key', bytes);
  none.flush();
  expect(none.get('key')).toBeNull();
  expect(openLoweredFiles(full, undefined)).toBeUndefined();
});
