import { numberedLines } from '../text/lines.ts';

/** One logical line of a requirements file. */
export interface RequirementRow {
  /** Without options and comments; empty for a line of options. */
  text: string;
  line: number;
  hashes: string[];
  /** `-r other.txt` */
  include?: string;
  /** `-c constraints.txt` */
  constraint?: string;
  /** Who asks for it, as pip-compile notes it: names, or `-r file`. */
  via: string[];
}

/** The logical lines: a backslash at the end goes on, comments are notes on the line before. */
export function parseRequirementRows(text: string): RequirementRow[] {
  const rows: RequirementRow[] = [];
  let pending = '';
  let start = 0;
  let inVia = false;
  for (const { row, line } of numberedLines(text)) {
    if (row.length > 20_000) continue;
    const comment = /(?:^|\s)#\s*(.*)$/.exec(row);
    if (comment)
      inVia = note(rows.at(-1), comment[1]!.trim(), (inVia && comment.index === 0) || (/^\s+#/.test(row) && inVia));
    const bare = (comment ? row.slice(0, comment.index) : row).trim();
    if (bare === '') {
      if (!comment) inVia = false;
      if (pending === '') continue;
    }
    if (pending === '') start = line;
    if (bare.endsWith('\\') && pending.length < 100_000) {
      pending += `${bare.slice(0, -1)} `;
      continue;
    }
    const parsed = toRow(pending + bare, start);
    pending = '';
    if (!parsed) continue;
    rows.push(parsed);
    inVia = comment ? note(parsed, comment[1]!.trim(), false) : false;
  }
  if (pending !== '') rows.push(...[toRow(pending, start)].filter((one) => one !== null));
  return rows;
}

/** `# via flask`, or `# via` with a name on each of the next lines. Tells whether such a list goes on. */
function note(row: RequirementRow | undefined, comment: string, inVia: boolean): boolean {
  const begin = /^via\b\s*(.*)$/.exec(comment);
  if (!row || (!begin && !inVia)) return false;
  for (const one of (begin ? begin[1]! : comment).split(',')) if (one.trim() !== '') row.via.push(one.trim());
  return true;
}

function toRow(text: string, line: number): RequirementRow | null {
  const row: RequirementRow = { text: '', line, hashes: [], via: [] };
  const option = /^\s*(?:(-r|--requirement)|(-c|--constraint)|(-e|--editable)|-\S*)(?:[=\s]\s*|$)(.*)$/.exec(text);
  if (option) {
    const value = option[4]!.trim();
    if (option[1]) return { ...row, include: value };
    if (option[2]) return { ...row, constraint: value };
    return null;
  }
  for (const [, hash] of text.matchAll(/--hash[=\s]+(\S+)/g)) row.hashes.push(hash!);
  row.text = text.replace(/\s--[a-z].*$/, '').trim();
  // Paths and addresses without a name.
  return row.text === '' || /^(?:[./]|\w+\+|https?:)/.test(row.text) ? null : row;
}
