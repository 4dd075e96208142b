import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { Skip } from '@stoa/model';
import { toSkip } from './skip.ts';

/** Outside version control nobody says what is generated; these folders always are. */
const generated = new Set(['node_modules', '.venv', 'venv', '__pycache__', '.tox', 'target', '.gradle', '.next']);

interface Rules {
  /** Where the file of rules stands, with a slash at the end; '' is the root. */
  base: string;
  matcher: Ignore;
}

/** Paths below the root that no `.gitignore` or `.stoaignore` leaves out, sorted, links not followed. */
export async function* walk(root: string, folder = '', above: readonly Rules[] = []): AsyncGenerator<string | Skip> {
  let entries;
  try {
    entries = await readdir(join(root, folder), { withFileTypes: true });
  } catch (error) {
    yield toSkip(folder, error);
    return;
  }
  const rules = [...above, ...(await rulesOf(root, folder))];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${folder}${entry.name}`;
    if (entry.isDirectory()) {
      if (entry.name === '.git' || generated.has(entry.name) || isIgnored(rules, `${path}/`)) continue;
      yield* walk(root, `${path}/`, rules);
    } else if (!isIgnored(rules, path)) yield path;
  }
}

/** Every path below the root, sorted, links not followed. */
export async function* walkAll(root: string, folder = ''): AsyncGenerator<string | Skip> {
  let entries;
  try {
    entries = await readdir(join(root, folder), { withFileTypes: true });
  } catch (error) {
    yield toSkip(folder, error);
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory()) yield* walkAll(root, `${folder}${entry.name}/`);
    else yield `${folder}${entry.name}`;
  }
}

/** Of several files of rules the deepest that says anything wins. */
export function isIgnored(rules: readonly Rules[], path: string): boolean {
  for (const { base, matcher } of rules.toReversed()) {
    if (!path.startsWith(base)) continue;
    const { ignored, unignored } = matcher.test(path.slice(base.length));
    if (ignored || unignored) return ignored;
  }
  return false;
}

export async function rulesOf(root: string, folder: string, names = ['.gitignore', '.stoaignore']): Promise<Rules[]> {
  const found: Rules[] = [];
  for (const name of names) {
    const text = await readFile(join(root, folder, name), 'utf8').catch(() => null);
    if (text !== null) found.push({ base: folder, matcher: ignore().add(text.slice(0, 1_000_000)) });
  }
  return found;
}
