import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openRevision, openStaged, openWorkTree, readChangesSince, readStagedChanges } from '@stoa/tree';

const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function git(root: string, ...parameters: string[]): string {
  return execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@acme.example', ...parameters], {
    cwd: root,
    encoding: 'utf8',
  });
}

function repository(format = 'sha1'): string {
  const root = mkdtempSync(join(tmpdir(), 'stoa-changes-'));
  made.push(root);
  git(root, 'init', '-q', '-b', 'main', `--object-format=${format}`);
  return root;
}

const text = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString();
const strange = 'a "quoted"\nname\tü.js';

test.each(['sha1', 'sha256'])('%s: what is staged is read as it would be committed', async (format) => {
  const root = repository(format);
  const write = (path: string, content: string) => writeFileSync(join(root, path), content);
  write('gone.js', '1');
  write('mode.sh', '1');
  write('kept.js', '1');
  git(root, 'add', '.');
  // Before the first commit everything is new.
  expect(await readStagedChanges(root)).toMatchObject({ changes: { length: 3 } });
  git(root, 'commit', '-qm', 'x');

  write(strange, 'staged');
  write('kept.js', 'staged');
  symlinkSync('kept.js', join(root, 'link.js'));
  writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xff, 0x2e, 0x6a, 0x73])]), 'x');
  git(root, 'rm', '-q', 'gone.js');
  git(root, 'update-index', '--chmod=+x', 'mode.sh');
  git(root, 'add', '.', ':!mode.sh');
  write('kept.js', 'not staged');
  const staged = await readStagedChanges(root);
  expect(staged!.changes.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
    { path: strange, kind: 'added' },
    { path: 'gone.js', kind: 'deleted' },
    { path: 'kept.js', kind: 'modified' },
    { path: 'mode.sh', kind: 'modified' },
  ]);
  expect(staged!.skipped).toMatchObject([{ reason: 'invalid-encoding' }]);

  const { after, before } = await openStaged(root);
  const [head, disk] = [await openRevision(root, 'HEAD'), await openWorkTree(root)];
  try {
    expect(await head.list()).toEqual(await before.list());
    expect(text(await head.read('kept.js'))).toBe('1');
    expect(text(await after.read('kept.js'))).toBe('staged');
    expect(text(await before.read('kept.js'))).toBe('1');
    expect(text(await disk.read('kept.js'))).toBe('not staged');
    expect(text(await after.read(strange))).toBe('staged');
    expect(await after.read('gone.js')).toBeNull();
    expect(await after.read('link.js')).toBeNull();
    expect(await after.list()).not.toContain('link.js');
    expect([...(await after.containing(['staged']))].sort()).toEqual([strange, 'kept.js']);
  } finally {
    for (const one of [after, before, head, disk]) one.close();
  }
});

test('a branch is held against where it left; new files count, and an unknown name is none', async () => {
  const root = repository();
  writeFileSync(join(root, 'a.js'), '1');
  git(root, 'add', '.');
  git(root, 'commit', '-qm', 'x');
  git(root, 'checkout', '-qb', 'feature');
  writeFileSync(join(root, 'b.js'), '1');
  git(root, 'add', '.');
  git(root, 'commit', '-qm', 'y');
  git(root, 'checkout', '-q', 'main');
  writeFileSync(join(root, 'a.js'), '2');
  git(root, 'commit', '-qam', 'z');
  git(root, 'checkout', '-q', 'feature');
  writeFileSync(join(root, 'c.js'), '1');
  expect((await readChangesSince(root, 'main'))!.changes).toEqual([
    { path: 'b.js', kind: 'added' },
    { path: 'c.js', kind: 'added' },
  ]);
  expect(await readChangesSince(root, '--output=/nowhere')).toBeNull();
});

test('what is staged is the same wherever in the repository one asks', async () => {
  const root = repository();
  mkdirSync(join(root, 'deep'));
  writeFileSync(join(root, 'deep', 'a.js'), 'one');
  git(root, 'add', '.');
  git(root, 'commit', '-qm', 'x');
  git(root, 'config', 'diff.relative', 'true');
  writeFileSync(join(root, 'b.js'), 'two');
  git(root, 'add', '.');
  const folder = join(root, 'deep');
  expect((await readStagedChanges(folder))!.changes).toEqual([{ path: 'b.js', kind: 'added' }]);
  const { after, before } = await openStaged(folder);
  try {
    expect(await after.list()).toEqual(['b.js', 'deep/a.js']);
    expect(await before.list()).toEqual(['deep/a.js']);
    expect(text(await after.read('b.js'))).toBe('two');
    expect(await after.containing(['two'])).toEqual(['b.js']);
    expect(await before.containing(['one'])).toEqual(['deep/a.js']);
  } finally {
    for (const one of [after, before]) one.close();
  }
});

test('what is not merged is said, not looked at', async () => {
  const root = repository();
  const commit = (content: string) => {
    writeFileSync(join(root, 'a.js'), content);
    git(root, 'add', '.');
    git(root, 'commit', '-qm', content);
  };
  commit('1');
  git(root, 'checkout', '-qb', 'other');
  commit('2');
  git(root, 'checkout', '-q', 'main');
  commit('3');
  expect(() => execFileSync('git', ['merge', '-q', 'other'], { cwd: root, stdio: 'ignore' })).toThrow();
  expect(await readStagedChanges(root)).toMatchObject({
    changes: [],
    skipped: [{ place: 'a.js', reason: 'malformed' }],
  });
});
