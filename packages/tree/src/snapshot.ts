import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askGit, gitEnvironment, harmless } from './git.ts';

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

/** What is in git's index: half-staged files as they would be committed, also inside a hook. */
export async function openStaged(root: string): Promise<Snapshot> {
  return openBlobs(root, readIndex(root), ['--cached']);
}

/** The files of a commit; no files when there is no such commit. */
export async function openRevision(root: string, revision: string): Promise<Snapshot> {
  const listed = askGit(root, ['ls-tree', '-r', '-z', '--full-tree', revision]);
  return openBlobs(
    root,
    listed.then((text) => entriesOf(text ?? '', /^(\d+) blob ([0-9a-f]+)\t([^]*)$/)),
    [revision],
  );
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

async function readIndex(root: string): Promise<Map<string, string>> {
  return entriesOf(
    (await askGit(root, ['ls-files', '-s', '-z', '--full-name'])) ?? '',
    /^(\d+) ([0-9a-f]+) 0\t([^]*)$/,
  );
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
  root: string,
  listed: Promise<Map<string, string>>,
  where: readonly string[],
): Promise<Snapshot> {
  const reader = new BlobReader(root);
  const blobs = await listed;
  return {
    list: async () => [...blobs.keys()].sort(),
    read: async (path) => {
      const blob = blobs.get(path);
      return blob === undefined ? null : reader.read(blob);
    },
    containing: (words) => grep(root, words, where),
    close: () => reader.close(),
  };
}

async function grep(root: string, words: readonly string[], where: readonly string[]): Promise<readonly string[]> {
  if (words.length === 0) return [];
  const isCached = where[0] === '--cached';
  const patterns = words.slice(0, 200).flatMap((word) => ['-e', word]);
  const found = await askGit(root, [
    'grep',
    '-l',
    '-z',
    '-w',
    '-F',
    '--full-name',
    ...(isCached ? where : []),
    ...patterns,
    ...(isCached ? [] : where),
  ]);
  return (found ?? '')
    .split('\0')
    .filter(Boolean)
    .map((path) => (!isCached && where[0] ? path.slice(where[0].length + 1) : path));
}

/** One `git cat-file --batch` for all blobs, asked one after the other; it starts at once, while this process is small. */
class BlobReader {
  readonly #process: ChildProcessWithoutNullStreams;
  #received: Buffer = Buffer.alloc(0);
  #wanted: { resolve: (bytes: Uint8Array | null) => void }[] = [];

  constructor(root: string) {
    this.#process = spawn('git', [...harmless, 'cat-file', '--batch'], { cwd: root, env: gitEnvironment() });
    this.#process.stdout.on('data', (chunk: Buffer) => {
      this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
      this.#take();
    });
    const fail = () => this.#wanted.splice(0).forEach(({ resolve }) => resolve(null));
    this.#process.on('error', fail);
    this.#process.on('close', fail);
    this.#process.stdin.on('error', fail);
  }

  read(blob: string): Promise<Uint8Array | null> {
    return new Promise((resolve) => {
      this.#wanted.push({ resolve });
      this.#process.stdin.write(`${blob}\n`);
    });
  }

  close(): void {
    this.#process.stdin.end();
  }

  /** `<blob> blob <size>\n<bytes>\n`, or `<blob> missing\n`. */
  #take(): void {
    for (;;) {
      const end = this.#received.indexOf(10);
      if (end === -1) return;
      const [, kind, size] = this.#received.toString('latin1', 0, end).split(' ');
      const length = kind === 'missing' || size === undefined ? -1 : Number(size);
      const needed = end + 1 + (length === -1 ? 0 : length + 1);
      if (this.#received.length < needed) return;
      const bytes = length === -1 ? null : Uint8Array.prototype.slice.call(this.#received, end + 1, end + 1 + length);
      this.#received = this.#received.subarray(needed);
      this.#wanted.shift()?.resolve(kind === 'blob' ? bytes : null);
    }
  }
}
