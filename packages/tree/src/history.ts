import { spawn } from 'node:child_process';
import { basename, resolve } from 'node:path';
import type { History, Introduction, Skip } from '@stoa/model';
import { streamBlobs, type Wanted } from './blob-stream.ts';
import { askGit, gitEnvironment, harmless } from './git.ts';
import { partsOf } from './lines-of.ts';
import { readIntroductions } from './introductions.ts';

export interface HistoryOptions {
  /** Only what commits have brought since this one: a branch, a tag, a commit. */
  since?: string;
  /** Also what nothing but the reflog leads to: amended and dropped commits. */
  reflog?: boolean;
  /** Also what nothing leads to any more, as long as git keeps it. */
  unreachable?: boolean;
  /** Larger files are skipped: 10 MiB. */
  maxFileBytes?: number;
}

export class HistoryError extends Error {
  override readonly name = 'HistoryError';
  readonly code: 'no-repository' | 'unknown-revision';
  constructor(code: HistoryError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * All that a repository has ever held: every version of every file, once, of all branches, tags, notes and stashes.
 * Bare repositories too.
 * @throws {HistoryError}
 */
export async function openHistory(folder: string, options: HistoryOptions = {}): Promise<History> {
  const root = resolve(folder);
  const isShallow = (await askGit(root, ['rev-parse', '--is-shallow-repository']))?.trim();
  if (isShallow === undefined)
    throw new HistoryError('no-repository', `${folder} is no git repository that can be read: name one, bare or not.`);
  const range = await rangeOf(root, options);
  const maxFileBytes = options.maxFileBytes ?? 10 * 1024 * 1024;
  return {
    name: basename(root),
    incomplete: await whyIncomplete(root, isShallow === 'true'),
    blobs: () => streamBlobs(root, namesOf(root, range, options.unreachable ?? false), maxFileBytes),
    introductions: (ids) => introductionsOf(root, range, ids),
    current: (ids) => currentOf(root, ids),
  };
}

/** What to walk, in git's words. */
async function rangeOf(root: string, { since, reflog }: HistoryOptions): Promise<string[]> {
  if (since !== undefined) {
    const commit = await askGit(root, ['rev-parse', '-q', '--verify', '--end-of-options', `${since}^{commit}`]);
    if (!commit)
      throw new HistoryError('unknown-revision', `git knows no "${since}": name a branch, a tag or a commit.`);
    return ['HEAD', `^${commit.trim()}`];
  }
  // Only the latest stash is a ref; the older ones are entries of its log.
  const stashes = ((await askGit(root, ['stash', 'list', '--format=%H'])) ?? '').split('\n').filter(Boolean);
  return ['--all', ...(reflog ? ['--reflog'] : []), ...stashes.slice(0, 1_000)];
}

async function whyIncomplete(root: string, isShallow: boolean): Promise<string | null> {
  if (isShallow) return 'the clone is shallow: git fetch --unshallow brings the rest of the history';
  const promised = await askGit(root, ['config', '--get-regexp', '^remote\\..*\\.promisor$']);
  return promised?.includes('true') ? 'the clone is partial: files that were not fetched are not looked at' : null;
}

/**
 * Blobs with one of their paths each, as git walks from the latest commits to the first. Where a damaged commit or
 * folder ends the walk, that is a skip, and what is left is read without its paths.
 */
async function* namesOf(root: string, range: readonly string[], unreachable: boolean): AsyncGenerator<Wanted | Skip> {
  const known = new Set<string>();
  const walk = ['rev-list', '--objects', '--filter=object:type=blob', '--filter-provided-objects', ...range, '--'];
  const walked = outputOf(root, walk);
  for await (const line of partsOf(walked.output, 10)) {
    const id = line.slice(0, line.indexOf(' ') < 0 ? undefined : line.indexOf(' '));
    if (unreachable) known.add(id);
    yield { id, path: line.slice(id.length + 1) };
  }
  const isDamaged = await walked.failed;
  if (isDamaged)
    yield { place: '', reason: 'malformed', detail: 'the history is damaged, git cannot walk it: run git fsck' };
  if (!isDamaged && !unreachable) return;
  const all = outputOf(root, ['cat-file', '--batch-all-objects', '--unordered', '--batch-check']);
  for await (const line of partsOf(all.output, 10)) {
    const [id = '', kind] = line.split(' ');
    if (kind === 'blob' && !known.has(id)) yield { id, path: '' };
  }
}

async function introductionsOf(
  root: string,
  range: readonly string[],
  ids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Introduction>> {
  if (ids.size === 0) return new Map();
  const format = '%x01%H%x1f%an%x1f%ae%x1f%aI';
  const raw = ['-c', '--raw', '--root', '--no-abbrev', '--no-renames', '-z', `--format=${format}`];
  return readIntroductions(partsOf(outputOf(root, ['log', ...raw, ...range, '--']).output, 0), ids);
}

async function currentOf(root: string, ids: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const current = new Set<string>();
  if (ids.size === 0) return current;
  for await (const line of partsOf(outputOf(root, ['ls-tree', '-r', '-z', '--full-tree', 'HEAD']).output, 0)) {
    const id = line.split(/[ \t]/, 3)[2] ?? '';
    if (ids.has(id)) current.add(id);
  }
  return current;
}

/** What git prints, as it comes, and whether it ended on an error. */
function outputOf(
  root: string,
  parameters: readonly string[],
): { output: AsyncIterable<Buffer>; failed: Promise<boolean> } {
  const git = spawn('git', [...harmless, '-c', 'core.quotePath=false', ...parameters], {
    cwd: root,
    env: gitEnvironment(),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const failed = new Promise<boolean>((resolve) => {
    git.once('error', () => {
      git.stdout.destroy();
      resolve(true);
    });
    git.once('close', (code) => resolve(code !== 0));
  });
  const output = async function* () {
    try {
      yield* git.stdout;
    } finally {
      git.kill();
    }
  };
  return { output: output(), failed };
}
