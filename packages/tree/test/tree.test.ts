import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { isSkip } from '@stoa/model';
import { openTree, readRevision } from '@stoa/tree';

const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function folder(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'stoa-tree-'));
  made.push(root);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

function git(root: string, ...parameters: string[]) {
  execFileSync(
    'git',
    ['-c', 'user.name=t', '-c', 'user.email=t@acme.example', '-c', 'init.defaultBranch=main', ...parameters],
    { cwd: root },
  );
}

async function look(root: string, options = {}) {
  const seen: string[] = [];
  const skipped: Record<string, string> = {};
  for await (const entry of (await openTree(root, options)).files()) {
    if (isSkip(entry)) skipped[entry.place] = entry.reason;
    else seen.push(entry.path);
  }
  return { seen, skipped };
}

const project = {
  'a.ts': '1',
  'src/b.ts': '2',
  'src/keep.log': 'x',
  'src/.gitignore': '!keep.log\nlocal/\n',
  '.gitignore': '*.log\ndist/\n',
  'noise.log': 'x',
  'dist/out.js': 'x',
  'src/local/c.ts': 'x',
};
const expected = ['.gitignore', 'a.ts', 'src/.gitignore', 'src/b.ts', 'src/keep.log'];

test('without git, .gitignore files of every level are honoured', async () => {
  expect((await look(folder(project))).seen).toEqual(expected);
});

test('with git, tracked and new files are seen, ignored ones are not, tracked ones that are ignored are', async () => {
  const root = folder(project);
  git(root, 'init', '-q');
  git(root, 'add', '-f', 'dist/out.js', 'a.ts');
  expect((await look(root)).seen).toEqual([...expected, 'dist/out.js'].sort());
});

test('.stoaignore leaves out what git does not', async () => {
  const root = folder({ ...project, '.stoaignore': 'src/\n' });
  expect((await look(root)).seen).toEqual(['.gitignore', '.stoaignore', 'a.ts']);
  git(root, 'init', '-q');
  expect((await look(root)).seen).toEqual(['.gitignore', '.stoaignore', 'a.ts']);
});

test('links that loop or lead out are shown and not followed; a pipe is not opened', async () => {
  const root = folder({ 'a.ts': '1', 'deep/b.ts': '2' });
  symlinkSync('.', join(root, 'deep', 'again'));
  symlinkSync('loop-b', join(root, 'loop-a'));
  symlinkSync('loop-a', join(root, 'loop-b'));
  symlinkSync('/etc', join(root, 'out'));
  symlinkSync('nowhere', join(root, 'dangling'));
  execFileSync('mkfifo', [join(root, 'pipe')]);
  expect(await look(root)).toEqual({
    seen: ['a.ts', 'deep/b.ts'],
    skipped: {
      'loop-a': 'symlink-loop',
      'loop-b': 'symlink-loop',
      out: 'outside-root',
      dangling: 'vanished',
      pipe: 'unsupported',
    },
  });
});

test.skipIf(process.getuid?.() === 0)('what may not be read is shown', async () => {
  const root = folder({ 'closed/a.ts': '1' });
  chmodSync(join(root, 'closed'), 0o000);
  expect((await look(root)).skipped).toEqual({ closed: 'unreadable' });
  chmodSync(join(root, 'closed'), 0o700);
});

test('past the limit files are counted as skipped', async () => {
  expect((await look(folder({ a: '1', b: '2', c: '3' }), { maxFiles: 2 })).skipped).toEqual({ c: 'limit-reached' });
});

test('a hostile repository configuration runs nothing', async () => {
  const root = folder({ 'a.ts': '1' });
  git(root, 'init', '-q');
  git(root, 'config', 'core.fsmonitor', `touch ${join(root, 'OWNED')}; false`);
  expect((await look(root)).seen).toEqual(['a.ts']);
  await readRevision(root);
  expect((await look(root)).seen).toEqual(['a.ts']);
});

test('branch, revision and dirt are read; outside version control they are null', async () => {
  const root = folder({ 'a.ts': '1' });
  expect(await readRevision(root)).toEqual({ branch: null, revision: null, dirty: false, toplevel: null });
  git(root, 'init', '-q');
  git(root, 'add', '.');
  git(root, 'commit', '-qm', 'x');
  expect(await readRevision(root)).toMatchObject({ branch: 'main', dirty: false });
  writeFileSync(join(root, 'a.ts'), '2');
  expect((await readRevision(root)).dirty).toBe(true);
});

test('a folder that is not there is said to be none', async () => {
  await expect(openTree('/nowhere/at/all')).rejects.toThrow(/not a folder/);
});
