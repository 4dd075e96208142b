import type { Skip } from '@stoa/model';
import { askGit } from './git.ts';

/** A path that differs between two states. */
export interface Change {
  path: string;
  kind: 'added' | 'modified' | 'deleted';
}

/** What differs between two states. */
export interface Changes {
  changes: Change[];
  /** What differs and cannot be looked at. */
  skipped: Skip[];
}

/**
 * What is staged, against HEAD; before the first commit everything is new. `null` outside a repository.
 *
 * @param folder in the repository, anywhere.
 */
export async function readStagedChanges(folder: string): Promise<Changes | null> {
  const whole = ['-c', 'diff.relative=false'];
  const listed = await askGit(folder, [...whole, 'diff', '--cached', '--raw', '-z', '--no-renames', '--abbrev=64']);
  return listed === null ? null : changesOf(listed);
}

/** What a branch or the work tree has changed since it left `reference`. `null` when git does not know it. */
export async function readChangesSince(root: string, reference: string): Promise<(Changes & { base: string }) | null> {
  const commit = (
    await askGit(root, ['rev-parse', '-q', '--verify', '--end-of-options', `${reference}^{commit}`])
  )?.trim();
  if (!commit) return null;
  const base = (await askGit(root, ['merge-base', commit, 'HEAD']))?.trim() || commit;
  const listed = await askGit(root, ['diff', '--raw', '-z', '--no-renames', '--abbrev=64', base]);
  if (listed === null) return null;
  const untracked =
    (await askGit(root, ['ls-files', '-z', '--others', '--exclude-standard', '--full-name', '.'])) ?? '';
  const { changes, skipped } = changesOf(listed);
  for (const path of untracked.split('\0').filter(Boolean)) {
    if (path.includes('\uFFFD')) skipped.push(unnamed(path));
    else changes.push({ path, kind: 'added' });
  }
  return { base, changes, skipped };
}

/** `:100644 100644 <blob> <blob> M\0path\0`; submodules and links are left out. */
function changesOf(listed: string): Changes {
  const parts = listed.split('\0');
  const found: Change[] = [];
  const skipped: Skip[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [before = '', after = '', , , status = ''] = parts[at]!.replace(/^:/, '').split(' ');
    const path = parts[at + 1]!;
    const isFile = (mode: string) => mode.startsWith('100');
    if (status.startsWith('U')) {
      skipped.push({ place: path, reason: 'malformed', detail: 'it is not merged yet' });
      continue;
    }
    if (path.includes('\uFFFD')) {
      if (isFile(after)) skipped.push(unnamed(path));
      continue;
    }
    if (!isFile(after)) {
      if (isFile(before)) found.push({ path, kind: 'deleted' });
    } else found.push({ path, kind: isFile(before) ? 'modified' : 'added' });
  }
  return { changes: found, skipped };
}

function unnamed(path: string): Skip {
  return { place: path, reason: 'invalid-encoding', detail: 'the name is not UTF-8' };
}
