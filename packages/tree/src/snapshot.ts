import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BlobReader } from './blob-reader.ts';
import { askGit } from './git.ts';

/** The files of a repository at one moment, by path: what is staged, a revision, the work tree. */
export interface Snapshot {
  /** Paths from the repository's root, sorted. */
  list(): Promise<readonly string[]>;
  /** `null` when there is no such file, or it is no plain one. */
  read(path: string): Promise<Uint8Array | null>;
  /** Files in which one of the words stands, as far as git can tell. */
  containing(words: readonly string[]): Promise<readonly string[]>;
  close(): void;
}

/**
 * What is in git's index (half-staged files as they would be committed, also inside a hook), and what is in HEAD: no
 * files before the first commit.
 *
 * @param folder in the repository, anywhere.
 */
export async function openStaged(folder: string): Promise<{ after: Snapshot; before: Snapshot }> {
  const reader = new BlobReader(folder);
  const [after, before] = await Promise.all([
    openBlobs(folder, reader, readIndex(folder), ['--cached']),
    openBlobs(folder, reader, readCommit(folder, 'HEAD'), ['HEAD']),
  ]);
  return { after, before };
}

/** The files of a commit; no files when there is no such commit. */
export async function openRevision(root: string, revision: string): Promise<Snapshot> {
  return openBlobs(root, new BlobReader(root), readCommit(root, revision), [revision]);
}

/** The files as they lie on the disk, of those git tracks. */
export async function openWorkTree(root: string): Promise<Snapshot> {
  const tracked = await readIndex(root);
  return {
    list: async () => [...tracked.keys()].sort(),
    read: (path) => readFile(join(root, path)).catch(() => null),
    containing: (words) => grep(root, words, []),
    close: () => undefined,
  };
}

/** All of the repository, wherever in it one asks. */
const everywhere = ['--', ':/'];

async function readIndex(folder: string): Promise<Map<string, string>> {
  const listed = await askGit(folder, ['ls-files', '-s', '-z', '--full-name', ...everywhere]);
  return entriesOf(listed ?? '', /^(\d+) ([0-9a-f]+) 0\t([^]*)$/);
}

async function readCommit(folder: string, revision: string): Promise<Map<string, string>> {
  const listed = await askGit(folder, ['ls-tree', '-r', '-z', '--full-tree', revision]);
  return entriesOf(listed ?? '', /^(\d+) blob ([0-9a-f]+)\t([^]*)$/);
}

/** Path → blob, of plain files only: no links, no submodules, nothing unmerged. */
function entriesOf(listed: string, form: RegExp): Map<string, string> {
  const blobs = new Map<string, string>();
  for (const entry of listed.split('\0')) {
    const match = form.exec(entry);
    if (match && match[1]!.startsWith('100') && !match[3]!.includes('\uFFFD')) blobs.set(match[3]!, match[2]!);
  }
  return blobs;
}

async function openBlobs(
  folder: string,
  reader: BlobReader,
  listed: Promise<Map<string, string>>,
  where: readonly string[],
): Promise<Snapshot> {
  const blobs = await listed;
  return {
    list: async () => [...blobs.keys()].sort(),
    read: async (path) => {
      const blob = blobs.get(path);
      return blob === undefined ? null : reader.read(blob);
    },
    containing: (words) => grep(folder, words, where),
    close: () => reader.close(),
  };
}

async function grep(folder: string, words: readonly string[], where: readonly string[]): Promise<readonly string[]> {
  if (words.length === 0) return [];
  const isCached = where[0] === '--cached';
  const patterns = words.slice(0, 200).flatMap((word) => ['-e', word]);
  const found = await askGit(folder, [
    // Reading blobs is one at a time in git: threads of it only wait for each other.
    '-c',
    'grep.threads=1',
    'grep',
    '-l',
    '-z',
    '-w',
    '-F',
    '--full-name',
    ...(isCached ? where : []),
    ...patterns,
    ...(isCached ? [] : where),
    ...everywhere,
  ]);
  return (found ?? '')
    .split('\0')
    .filter(Boolean)
    .map((path) => (!isCached && where[0] ? path.slice(where[0].length + 1) : path));
}
