import type { Introduction } from '@stoa/model';
import { askGit } from './git.ts';

/** Files asked about at most, and milliseconds spent: blaming a file with a long history takes seconds. */
const maxFiles = 50;
const maxMs = 10_000;

/**
 * Who wrote these lines of the work tree last. Lines that are not committed, and what there was no time for, are left
 * out.
 * @param lines by path from the root of the work tree, from 1
 * @returns by `path:line`
 */
export async function blameLines(
  root: string,
  lines: ReadonlyMap<string, readonly number[]>,
): Promise<ReadonlyMap<string, Introduction>> {
  const found = new Map<string, Introduction>();
  const until = Date.now() + maxMs;
  for (const [path, numbers] of [...lines].slice(0, maxFiles)) {
    if (Date.now() > until) break;
    const ranges = [...new Set(numbers)].slice(0, 200).flatMap((line) => ['-L', `${line},${line}`]);
    const text = await askGit(root, ['blame', '--line-porcelain', ...ranges, '--', path], until - Date.now());
    for (const [line, introduction] of readBlame(text ?? '')) found.set(`${path}:${line}`, introduction);
  }
  return found;
}

/** Blocks of `<commit> <line then> <line now> …`, `author …`, `author-mail <…>`, `author-time <seconds>`, and the line. */
function* readBlame(text: string): Generator<[line: number, Introduction]> {
  let commit = '';
  let line = 0;
  let fields: Record<string, string> = {};
  for (const row of text.split('\n')) {
    const head = /^([0-9a-f]{40,64}) \d+ (\d+)/.exec(row);
    if (head) {
      [, commit = ''] = head;
      line = Number(head[2]);
      fields = {};
    } else if (row.startsWith('\t')) {
      const time = Number(fields['author-time']) * 1000;
      if (/^0+$/.test(commit) || !Number.isFinite(time)) continue;
      const email = (fields['author-mail'] ?? '').replace(/^<|>$/g, '');
      yield [
        line,
        {
          commit,
          author: (fields['author'] ?? '').slice(0, 200),
          email: email.slice(0, 320),
          at: new Date(time).toISOString(),
        },
      ];
    } else {
      const space = row.indexOf(' ');
      const name = space < 0 ? row : row.slice(0, space);
      if (/^author(?:-mail|-time)?$/.test(name)) fields[name] = row.slice(space + 1);
    }
  }
}
