import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Larger files are skipped by the engine, so they do not count here either. */
const largestFile = 1024 * 1024;

/** Copies sources, folder by folder in the order of their names, until there are enough lines. */
export function collectSources(from: string, into: string, wanted: RegExp, unwanted: RegExp, most: number): void {
  let lines = 0;
  for (const path of filesIn(from)) {
    if (lines >= most) return;
    if (!wanted.test(path) || unwanted.test(path)) continue;
    const text = readFileSync(path, 'utf8');
    // Nor does it read what no person wrote.
    if (text.length > largestFile || text.length / (text.split('\n').length + 1) > 200) continue;
    lines += text.split('\n').length;
    const copy = join(into, relative(from, path));
    mkdirSync(join(copy, '..'), { recursive: true });
    cpSync(path, copy);
  }
}

export function linesOf(folder: string, wanted: RegExp): number {
  let lines = 0;
  for (const path of filesIn(folder)) if (wanted.test(path)) lines += readFileSync(path, 'utf8').split('\n').length;
  return lines;
}

function* filesIn(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== '.git') yield* filesIn(path);
    else if (entry.isFile()) yield path;
  }
}
