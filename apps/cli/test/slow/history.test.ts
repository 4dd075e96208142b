import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drain, type FileTree, type Observation } from '@stoa/model';
import { scanChanges, scanCode } from '@stoa/code';
import { askGit, openRevision, type Snapshot } from '@stoa/tree';

// This repository's own history: what a commit brings, found by looking at the commit, is the difference of two looks
// at everything. Changes of JavaScript and TypeScript only, which is what there is.

const root = join(import.meta.dirname, '..', '..', '..', '..');
const wanted = 6;

const commits = ((await askGit(root, ['log', '--no-merges', '--format=%H', '--', 'packages', 'apps'])) ?? '')
  .trim()
  .split('\n')
  .filter(Boolean);
const step = Math.max(1, Math.floor(Math.min(commits.length - 1, 120) / wanted));
const chosen = Array.from({ length: wanted }, (_, at) => commits[at * step]).filter((one) => one !== undefined);

test('there is a history to look at', () => {
  expect(chosen.length, 'commits; a shallow clone has too few').toBeGreaterThan(2);
});

test.each(chosen)('commit %s', async (commit) => {
  const parent = (await askGit(root, ['rev-parse', '-q', '--verify', `${commit}^`]))?.trim();
  if (!parent) return expect(commit).toBe(commits.at(-1));
  const [after, before] = [await openRevision(root, commit), await openRevision(root, parent)];
  try {
    const listed = await askGit(root, ['diff', '--name-only', '-z', '--no-renames', parent, commit]);
    const changed = (listed ?? '').split('\0').filter((path) => /\.[cm]?[jt]sx?$/.test(path));
    const found: string[] = [];
    await drain(scanChanges(after, before, changed), (item) => {
      if (item.type === 'observation') found.push(keyOf(item.observation));
    });
    const left = await full(before);
    const news = (await full(after)).filter((one) => {
      const at = left.indexOf(one);
      if (at !== -1) left.splice(at, 1);
      return at === -1;
    });
    expect(found.sort()).toEqual(news.sort());
  } finally {
    after.close();
    before.close();
  }
});

const keyOf = ({ rule, location, excerpt }: Observation) => `${rule.id} ${location?.path} ${excerpt}`;

async function full(snapshot: Snapshot): Promise<string[]> {
  const found: string[] = [];
  await drain(scanCode(treeOf(snapshot), { languages: ['javascript', 'typescript'] }), (item) => {
    if (item.type === 'observation') found.push(keyOf(item.observation));
  });
  return found;
}

function treeOf(snapshot: Snapshot): FileTree {
  return {
    name: 'history',
    async *files() {
      for (const path of await snapshot.list()) {
        const bytes = await snapshot.read(path);
        if (bytes) yield { path, size: bytes.length, executable: false, read: async () => bytes };
      }
    },
  };
}
