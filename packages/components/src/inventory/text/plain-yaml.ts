import { numberedLines } from './lines.ts';

/** One line of a mapping: the way of keys to it, the last its own, and what stands behind the colon. */
export interface PlainRow {
  keys: readonly string[];
  value: string;
  line: number;
}

/**
 * YAML as package managers write it: block mappings of scalars, a line each, a list's member under the key `-`. Read
 * line by line, so no bomb can do anything here, and a file of any size costs what its lines cost.
 */
export function* plainRows(text: string): Generator<PlainRow> {
  const stack: { indent: number; key: string }[] = [];
  for (const { row, line } of numberedLines(text)) {
    let indent = 0;
    while (row.charCodeAt(indent) === 32) indent += 1;
    let rest = row.slice(indent);
    if (rest === '' || rest.startsWith('#') || rest.startsWith('---') || rest.length > 100_000) continue;
    // `? a very long key` with `: its value` on the next line.
    const isLongKey = rest.startsWith('? ');
    if (rest.startsWith(': ')) {
      rest = rest.slice(2);
      indent += 2;
    }
    const cut = isLongKey ? { key: unquote(rest.slice(2)), value: '' } : splitRow(rest);
    while (stack.length > 0 && stack.at(-1)!.indent >= indent) stack.pop();
    if (stack.length >= 50) continue;
    stack.push({ indent, key: cut.key });
    yield { keys: stack.map(({ key }) => key), value: unquote(cut.value), line };
  }
}

function splitRow(rest: string): { key: string; value: string } {
  if (rest.startsWith('- ') || rest === '-') return { key: '-', value: rest.slice(2).trim() };
  const quote = rest[0];
  if (quote === '"' || quote === "'") {
    const end = rest.indexOf(`${quote}:`, 1);
    if (end > 0) return { key: unquote(rest.slice(0, end + 1)), value: rest.slice(end + 2).trim() };
  }
  const colon = rest.indexOf(': ');
  if (colon > 0) return { key: rest.slice(0, colon), value: rest.slice(colon + 2).trim() };
  return rest.trimEnd().endsWith(':') ? { key: rest.trimEnd().slice(0, -1), value: '' } : { key: rest, value: '' };
}

export function unquote(text: string): string {
  const quote = text[0];
  if ((quote !== '"' && quote !== "'") || text.length < 2 || !text.endsWith(quote)) return text;
  return quote === "'" ? text.slice(1, -1).replaceAll("''", "'") : text.slice(1, -1).replaceAll('\\"', '"');
}

/** A member of `{a: b, c: d}` on one line. */
export function flowField(value: string, name: string): string | undefined {
  for (const one of value.replace(/^\{|\}$/g, '').split(', ')) {
    const colon = one.indexOf(':');
    if (one.slice(0, colon).trim() === name) return unquote(one.slice(colon + 1).trim());
  }
  return undefined;
}
