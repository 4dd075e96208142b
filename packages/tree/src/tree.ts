import { lstatSync, readFileSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import type { FileTree, Skip, SourceFile } from '@stoa/model';
import { askGit } from './git.ts';
import { toSkip } from './skip.ts';
import { isIgnored, rulesOf, walk, walkAll } from './walk.ts';

export interface TreeOptions {
  /** Files looked at before the rest is skipped as `limit-reached`. */
  maxFiles?: number;
  /** What was built or installed is the point: generated folders, and what is ignored, are looked at too. */
  everything?: boolean;
}

export class TreeError extends Error {
  readonly code = 'not-a-folder';
}

/**
 * A folder as a tree of files. In a git repository: what is tracked, and what is new and not ignored; elsewhere all
 * that no `.gitignore` names. `.stoaignore` counts in both. Links are not followed; devices and pipes are never opened.
 * @throws {TreeError} when it is not a folder.
 */
export async function openTree(folder: string, options: TreeOptions = {}): Promise<FileTree & { root: string }> {
  const root = resolve(folder);
  const kind = await stat(root).catch(() => null);
  if (!kind?.isDirectory())
    throw new TreeError(`${folder} is not a folder that can be read: name a repository or a folder.`);
  return { root, name: basename(root), files: () => files(root, options) };
}

async function* files(
  root: string,
  { maxFiles = 1_000_000, everything = false }: TreeOptions,
): AsyncGenerator<SourceFile | Skip> {
  let count = 0;
  const entries = everything ? walkAll(root) : ((await listTracked(root)) ?? walk(root));
  for await (const entry of entries) {
    if (typeof entry !== 'string') {
      yield entry;
      continue;
    }
    if (++count > maxFiles) {
      yield { place: entry, reason: 'limit-reached', detail: `more than ${maxFiles} files` };
      continue;
    }
    const file = await toFile(root, entry);
    if (file) yield file;
  }
}

/** From git's index, sorted; null when git has nothing to say. */
async function listTracked(root: string): Promise<(string | Skip)[] | null> {
  const listed = await askGit(root, ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate']);
  if (listed === null) return null;
  const rules = await rulesOf(root, '', ['.stoaignore']);
  return listed
    .split('\0')
    .filter((path) => path !== '' && !isIgnored(rules, path))
    .sort((a, b) => (a < b ? -1 : 1))
    .map((path) =>
      path.includes('\uFFFD')
        ? { place: path, reason: 'invalid-encoding' as const, detail: 'the name is not UTF-8' }
        : path,
    );
}

async function toFile(root: string, path: string): Promise<SourceFile | Skip | null> {
  const full = join(root, path);
  try {
    const kind = lstatSync(full); // a hundred thousand times: without the thread pool it is twenty times as fast
    if (kind.isSymbolicLink()) return await checkLink(root, path);
    if (kind.isDirectory()) return null; // a submodule: a repository of its own
    if (!kind.isFile()) return { place: path, reason: 'unsupported', detail: 'a device, a pipe or a socket' };
    return { path, size: kind.size, executable: (kind.mode & 0o111) !== 0, read: async () => readFileSync(full) };
  } catch (error) {
    return toSkip(path, error);
  }
}

/** A link inside points at a file that is looked at anyway; one that leads out or nowhere is shown. */
async function checkLink(root: string, path: string): Promise<Skip | null> {
  try {
    const inside = relative(await realpath(root), await realpath(join(root, path)));
    return inside.startsWith('..') ? { place: path, reason: 'outside-root', detail: 'a link that leads out' } : null;
  } catch (error) {
    return toSkip(path, error);
  }
}
