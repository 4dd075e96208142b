import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commitToBranch } from '../src/fix-branch.ts';
import { changedLines } from '../src/terminal/changed-lines.ts';

let root = '';
const git = (...parameters: string[]) => execFileSync('git', parameters, { cwd: root, encoding: 'utf8' }).trim();
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stoa-fix-'));
  git('init', '-q', '-b', 'main');
  git('config', 'user.name', 'Somebody');
  git('config', 'user.email', 'somebody@example.com');
  mkdirSync(join(root, 'web'));
  writeFileSync(join(root, 'web/package.json'), 'one\n');
  writeFileSync(join(root, 'other.txt'), 'as it was\n');
  git('add', '.');
  git('commit', '-q', '-m', 'begin');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const commits = [
  { message: 'First', changes: [{ path: 'web/package.json', before: 'one\n', after: 'two\n' }] },
  { message: 'Second', changes: [{ path: 'web/package.json', before: 'two\n', after: 'three\n' }] },
];

test('a branch with a commit for each action; work tree, index and branch stay as they are', () => {
  writeFileSync(join(root, 'other.txt'), 'being changed\n');
  writeFileSync(join(root, 'new.txt'), 'staged\n');
  git('add', 'new.txt');
  const before = git('status', '--porcelain');
  commitToBranch(root, 'stoa/fix', commits);
  expect(git('status', '--porcelain')).toBe(before);
  expect(git('branch', '--show-current')).toBe('main');
  expect(git('log', '--format=%s', 'main..stoa/fix').split('\n')).toEqual(['Second', 'First']);
  expect(git('show', 'stoa/fix:web/package.json')).toBe('three');
  expect(git('show', 'stoa/fix:other.txt')).toBe('as it was');
  expect(readFileSync(join(root, 'web/package.json'), 'utf8')).toBe('one\n');
});

test('a part of a repository is changed at its own place', () => {
  commitToBranch(join(root, 'web'), 'stoa/fix', [
    { message: 'First', changes: [{ path: 'package.json', before: 'one\n', after: 'two\n' }] },
  ]);
  expect(git('show', 'stoa/fix:web/package.json')).toBe('two');
  expect(git('diff', '--name-only', 'main', 'stoa/fix')).toBe('web/package.json');
});

test('it refuses, and says why', () => {
  commitToBranch(root, 'stoa/fix', commits);
  expect(() => commitToBranch(root, 'stoa/fix', commits)).toThrow('The branch stoa/fix is there already');
  expect(() => commitToBranch(root, 'no..good', commits)).toThrow('git check-ref-format fails');
  const stale = [{ message: 'First', changes: [{ path: 'web/package.json', before: 'changed\n', after: 'two\n' }] }];
  expect(() => commitToBranch(root, 'other', stale)).toThrow('web/package.json has changes that are not committed');
  const bare = mkdtempSync(join(tmpdir(), 'stoa-no-git-'));
  expect(() => commitToBranch(bare, 'stoa/fix', commits)).toThrow('no git repository');
  rmSync(bare, { recursive: true });
  expect(spawnSync('git', ['show-ref', 'refs/heads/other'], { cwd: root }).status).not.toBe(0);
});

test('changed lines are shown in order, and those that stay are not', () => {
  expect(changedLines('alpha\nbravo\ncharlie\ndelta\n', 'alpha\ncharlie\necho__\ndelta\n')).toEqual([
    { sign: '-', text: 'bravo' },
    { sign: '+', text: 'echo__' },
  ]);
  expect(changedLines('same\n', 'same\n')).toEqual([]);
});
