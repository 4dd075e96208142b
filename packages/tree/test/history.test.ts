import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { History, Skip, StoredBlob } from '@stoa/model';
import { blameLines, openHistory } from '@stoa/tree';

const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function newRepository() {
  const root = mkdtempSync(join(tmpdir(), 'stoa-history-'));
  made.push(root);
  const git = (...parameters: string[]) =>
    execFileSync('git', parameters, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  git('init', '-q', '-b', 'main');
  git('config', 'user.name', 'Ada');
  git('config', 'user.email', 'ada@acme.example');
  const commit = (files: Record<string, string>, ...parameters: string[]) => {
    for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
    git('add', '-A');
    git('commit', '-qm', 'Change', '--allow-empty', ...parameters);
    return git('rev-parse', 'HEAD').trim();
  };
  return { root, git, commit };
}

async function read(history: History) {
  const blobs: StoredBlob[] = [];
  const skips: Skip[] = [];
  for await (const one of history.blobs()) {
    if ('reason' in one) skips.push(one);
    else blobs.push(one);
  }
  const texts = blobs.map(({ path, bytes }) => `${path}=${Buffer.from(bytes).toString('utf8')}`).sort();
  return { blobs, texts, skips };
}

test('each version of each file comes once: of branches, tags, notes, stashes, and of what was taken back', async () => {
  const { root, git, commit } = newRepository();
  commit({ 'a b.txt': 'one' });
  commit({ 'b.txt': 'one' });
  commit({ 'a b.txt': 'two' });
  git('checkout', '-qb', 'side');
  commit({ 'ключ.txt': 'three' });
  git('tag', 'v1');
  git('checkout', '-q', 'main');
  git('branch', '-qD', 'side');
  for (const text of ['older stash', 'stash']) {
    writeFileSync(join(root, 'a b.txt'), text);
    git('stash', '-q');
  }
  git('notes', 'add', '-m', 'note');
  const { texts, skips } = await read(await openHistory(root));
  expect(skips).toEqual([]);
  expect(texts.filter((text) => !text.endsWith('=note\n'))).toEqual([
    'a b.txt=older stash',
    'a b.txt=stash',
    'a b.txt=two',
    'b.txt=one',
    'ключ.txt=three',
  ]);
  expect(texts.some((text) => text.endsWith('=note\n'))).toBe(true);
});

test('who brought a version first is known, also of one that a merge made', async () => {
  const { root, git, commit } = newRepository();
  const first = commit({ 'a.txt': 'one\n' }, '--date=2021-03-01T10:00:00+02:00', '--author=Grace <grace@acme.example>');
  git('checkout', '-qb', 'side');
  commit({ 'a.txt': 'one\nside\n' });
  git('checkout', '-q', 'main');
  commit({ 'b.txt': 'one\n', 'a.txt': 'main\none\n' });
  git('merge', '-q', '--no-commit', 'side');
  const merge = commit({ 'a.txt': 'main\none\nside\nevil\n' });
  const history = await openHistory(root);
  const { blobs } = await read(history);
  const introductions = await history.introductions(new Set(blobs.map(({ id }) => id)));
  const of = (text: string) => introductions.get(blobs.find(({ bytes }) => Buffer.from(bytes).toString() === text)!.id);
  expect(of('one\n')).toEqual({
    commit: first,
    author: 'Grace',
    email: 'grace@acme.example',
    at: '2021-03-01T08:00:00.000Z',
  });
  expect(of('main\none\nside\nevil\n')?.commit).toBe(merge);
  const present = await history.current(new Set(blobs.map(({ id }) => id)));
  expect(present.size).toBe(2);
});

test('dropped commits come when they are asked for, a range brings only its own', async () => {
  const { root, git, commit } = newRepository();
  const base = commit({ 'a.txt': 'base' });
  commit({ 'b.txt': 'dropped' });
  git('reset', '-q', '--hard', base);
  expect((await read(await openHistory(root))).texts).toEqual(['a.txt=base']);
  expect((await read(await openHistory(root, { reflog: true }))).texts).toEqual(['a.txt=base', 'b.txt=dropped']);
  git('reflog', 'expire', '--expire=now', '--all');
  expect((await read(await openHistory(root, { reflog: true }))).texts).toEqual(['a.txt=base']);
  expect((await read(await openHistory(root, { unreachable: true }))).texts).toEqual(['=dropped', 'a.txt=base']);
  commit({ 'c.txt': 'brought' });
  commit({ 'c.txt': 'and taken back' });
  expect((await read(await openHistory(root, { since: base }))).texts).toEqual([
    'c.txt=and taken back',
    'c.txt=brought',
  ]);
  await expect(openHistory(root, { since: 'nowhere' })).rejects.toThrow('git knows no "nowhere"');
  await expect(openHistory(tmpdir())).rejects.toThrow('no git repository');
});

test('bare repositories are read, shallow ones say so, and one without commits is empty', async () => {
  const { root, git, commit } = newRepository();
  expect((await read(await openHistory(root))).texts).toEqual([]);
  commit({ 'a.txt': 'one' });
  commit({ 'a.txt': 'two' });
  const bare = `${root}-bare`;
  const shallow = `${root}-shallow`;
  made.push(bare, shallow);
  git('clone', '-q', '--bare', '.', bare);
  git('clone', '-q', '--depth=1', `file://${root}`, shallow);
  const whole = await openHistory(bare);
  expect(whole.incomplete).toBeNull();
  expect((await read(whole)).texts).toEqual(['a.txt=one', 'a.txt=two']);
  const part = await openHistory(shallow);
  expect(part.incomplete).toContain('shallow');
  expect((await read(part)).texts).toEqual(['a.txt=two']);
});

test('files that are too large and objects that are damaged are skips; the rest is read', async () => {
  const { root, git, commit } = newRepository();
  commit({ 'a.txt': 'first', 'large.bin': 'x'.repeat(100_000), 'z.txt': 'last' });
  const id = git('rev-parse', 'HEAD:a.txt').trim();
  const damaged = join(root, '.git/objects', id.slice(0, 2), id.slice(2));
  chmodSync(damaged, 0o644);
  writeFileSync(damaged, 'no zlib at all');
  const { texts, skips } = await read(await openHistory(root, { maxFileBytes: 1_000 }));
  expect(texts).toEqual(['z.txt=last']);
  expect(skips.map(({ place, reason }) => `${place} ${reason}`).sort()).toEqual([
    'a.txt vanished',
    'large.bin too-large',
  ]);
});

test.each([0.2, 0.5, 0.8])('a pack damaged at %f of it ends in skips, not in silence', async (share) => {
  const { root, git, commit } = newRepository();
  commit(Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`f${at}.txt`, `${at} `.repeat(500 + at)])));
  git('repack', '-adq', '--window=0');
  const folder = join(root, '.git/objects/pack');
  const pack = join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.pack'))!,
  );
  const bytes = readFileSync(pack);
  chmodSync(pack, 0o644);
  const from = Math.floor(bytes.length * share);
  writeFileSync(pack, bytes.fill(0xff, from, from + 60));
  const { blobs, skips } = await read(await openHistory(root));
  expect(skips.length).toBeGreaterThan(0);
  expect(blobs.length).toBeGreaterThan(30);
});

test('a history that cannot be walked gives what is in it all the same', async () => {
  const { root, git, commit } = newRepository();
  commit({ 'a.txt': 'one' });
  const tree = git('rev-parse', 'HEAD^{tree}').trim();
  rmSync(join(root, '.git/objects', tree.slice(0, 2), tree.slice(2)), { force: true });
  const { texts, skips } = await read(await openHistory(root));
  expect(texts).toEqual(['=one']);
  expect(skips).toMatchObject([{ place: '', reason: 'malformed', detail: expect.stringContaining('git fsck') }]);
});

test('blame says who wrote a line, and nothing of what is not committed', async () => {
  const { root, commit } = newRepository();
  const first = commit({ 'a.txt': 'one\ntwo\n' }, '--date=2020-01-02T03:04:05Z');
  writeFileSync(join(root, 'a.txt'), 'one\nchanged\n');
  const blamed = await blameLines(root, new Map([['a.txt', [1, 2]], ['none.txt', [1]]])); // prettier-ignore
  expect([...blamed]).toEqual([
    ['a.txt:1', { commit: first, author: 'Ada', email: 'ada@acme.example', at: '2020-01-02T03:04:05.000Z' }],
  ]);
});
