import { numberedLines } from '../text/lines.ts';

export interface GoFile {
  required: { name: string; version: string; isIndirect: boolean; line: number }[];
  /** By `name` or `name version`. */
  replaced: Map<string, { name: string; version: string }>;
  /** `name version` */
  excluded: Set<string>;
  /** The version of Go it is built with, without `go` before it. */
  toolchain?: { version: string; line: number };
  /** Go 1.17 and later: indirect modules are listed too. */
  isPruned: boolean;
}

/** The directives of go.mod and go.work, in blocks or on a line. */
export function parseGoFile(text: string): GoFile {
  const file: GoFile = { required: [], replaced: new Map(), excluded: new Set(), isPruned: false };
  let block = '';
  for (const { row, line } of numberedLines(text)) {
    if (row.length > 10_000) continue;
    const comment = row.indexOf('//');
    const bare = (comment < 0 ? row : row.slice(0, comment)).trim();
    const open = /^(\w+)\s*\($/.exec(bare);
    if (open || bare === ')') {
      block = open?.[1] ?? '';
      continue;
    }
    const [verb = '', ...words] = [...(block ? [block] : []), ...bare.split(/\s+/)].map((word) =>
      word.replaceAll(/^["`]|["`]$/g, ''),
    );
    const [first = '', second = ''] = words;
    if (verb === 'require' && second) {
      const isIndirect = comment >= 0 && /^\/\/\s*indirect/.test(row.slice(comment));
      file.required.push({ name: first, version: second, isIndirect, line });
    } else if (verb === 'replace') {
      const arrow = words.indexOf('=>');
      const [name = '', version = ''] = words.slice(arrow + 1);
      if (arrow > 0) file.replaced.set(words.slice(0, arrow).join(' '), { name, version });
    } else if (verb === 'exclude') file.excluded.add(`${first} ${second}`);
    else if (verb === 'go' && first) {
      const [major = 0, minor = 0] = first.split('.').map(Number);
      file.isPruned = major > 1 || minor >= 17;
      file.toolchain ??= { version: first, line };
    } else if (verb === 'toolchain' && /^go\d/.test(first)) file.toolchain = { version: first.slice(2), line };
  }
  return file;
}
