import { askGit } from './git.ts';

/** A path that differs between two states. */
export interface Change {
  path: string;
  kind: 'added' | 'modified' | 'deleted';
}

/** What differs, and between which states. */
export interface Changes {
  /** The commit to compare with; `null` before the first one. */
  base: string | null;
  changes: Change[];
}

/** What is staged, against HEAD; before the first commit everything is new. `null` outside a repository. */
export async function readStagedChanges(root: string): Promise<Changes | null> {
  const base = (await askGit(root, ['rev-parse', '-q', '--verify', 'HEAD']))?.trim() || null;
  const against = base ?? (await askGit(root, ['hash-object', '-t', 'tree', '/dev/null']))?.trim();
  if (!against) return null;
  const listed = await askGit(root, ['diff', '--cached', '--raw', '-z', '--no-renames', '--abbrev=64', against]);
  return listed === null ? null : { base, changes: changesOf(listed) };
}

/** What a branch or the work tree has changed since it left `reference`. `null` when git does not know it. */
export async function readChangesSince(root: string, reference: string): Promise<Changes | null> {
  const commit = (
    await askGit(root, ['rev-parse', '-q', '--verify', '--end-of-options', `${reference}^{commit}`])
  )?.trim();
  if (!commit) return null;
  const base = (await askGit(root, ['merge-base', commit, 'HEAD']))?.trim() || commit;
  const listed = await askGit(root, ['diff', '--raw', '-z', '--no-renames', '--abbrev=64', base]);
  if (listed === null) return null;
  const untracked =
    (await askGit(root, ['ls-files', '-z', '--others', '--exclude-standard', '--full-name', '.'])) ?? '';
  const added = untracked
    .split('\0')
    .filter(Boolean)
    .map((path): Change => ({ path, kind: 'added' }));
  return { base, changes: [...changesOf(listed), ...added] };
}

/** `:100644 100644 <blob> <blob> M\0path\0`; submodules and links are left out. */
function changesOf(listed: string): Change[] {
  const parts = listed.split('\0');
  const found: Change[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [before = '', after = '', , , status = ''] = parts[at]!.replace(/^:/, '').split(' ');
    const path = parts[at + 1]!;
    if (path.includes('\uFFFD') || status.startsWith('U')) continue;
    const isFile = (mode: string) => mode.startsWith('100');
    if (!isFile(after)) {
      if (isFile(before)) found.push({ path, kind: 'deleted' });
    } else found.push({ path, kind: isFile(before) ? 'modified' : 'added' });
  }
  return found;
}
