import { LockfileError } from '../reader.ts';
import type { Fields } from './fields.ts';
import { lineCounter } from './lines.ts';

/** JSON whose `__proto__` is a key like any other. @throws {LockfileError} */
export function parseJson(text: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new LockfileError(`not valid JSON: ${error instanceof Error ? error.message.slice(0, 200) : 'unreadable'}`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new LockfileError('not a JSON object');
}

/** JSON with comments and trailing commas, as bun, deno and NuGet write it. @throws {LockfileError} */
export function parseJsonc(text: string): Fields {
  return parseJson(toPlainJson(text));
}

/** Leaves out comments, and commas before a closing bracket. One way through, whatever the text. */
function toPlainJson(text: string): string {
  const kept: string[] = [];
  let from = 0;
  let comma = -1;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]!;
    if (char === '"') {
      comma = -1;
      for (at += 1; at < text.length && text[at] !== '"'; at += 1) if (text[at] === '\\') at += 1;
    } else if (char === '/' && (text[at + 1] === '/' || text[at + 1] === '*')) {
      const isLine = text[at + 1] === '/';
      const end = text.indexOf(isLine ? '\n' : '*/', at + 2);
      kept.push(text.slice(from, at));
      from = end < 0 ? text.length : isLine ? end : end + 2;
      at = from - 1;
    } else if (char === ',') {
      comma = kept.push(text.slice(from, at), ',') - 1;
      from = at + 1;
    } else if (char === ']' || char === '}') {
      if (comma >= 0) kept[comma] = '';
      comma = -1;
    } else if (!/\s/.test(char)) comma = -1;
  }
  kept.push(text.slice(from));
  return kept.join('');
}

/** Finds the lines of keys that are asked for in the file's own order. */
export function keyLines(text: string): (key: string) => number | undefined {
  const lineOf = lineCounter(text);
  let offset = 0;
  let misses = 0;
  return (key) => {
    // A file that names nothing where it should costs no more than a few hundred searches.
    if (misses > 300) return undefined;
    const name = JSON.stringify(key);
    for (let at = text.indexOf(name, offset); at >= 0; at = text.indexOf(name, at + 1)) {
      if (!/^\s*:/.test(text.slice(at + name.length, at + name.length + 20))) continue;
      offset = at + name.length;
      return lineOf(at);
    }
    misses += 1;
    return undefined;
  };
}

/** Finds the lines of texts that are asked for in the file's own order. */
export function textLines(text: string): (needle: string) => number | undefined {
  const lineOf = lineCounter(text);
  let offset = 0;
  let misses = 0;
  return (needle) => {
    const at = misses > 300 ? -1 : text.indexOf(needle, offset);
    if (at < 0) {
      misses += 1;
      return undefined;
    }
    offset = at + needle.length;
    return lineOf(at);
  };
}
