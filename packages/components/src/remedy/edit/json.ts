/** A piece of text and what is to stand there instead. */
export interface TextEdit {
  start: number;
  end: number;
  text: string;
}

/** Makes some edits that do not overlap; everything else stays byte for byte. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const { start, end, text: by } of edits.toSorted((a, b) => b.start - a.start)) {
    result = result.slice(0, start) + by + result.slice(end);
  }
  return result;
}

/** Where values of a JSON text stand, so that one can be changed and the rest be left as it is. */
export interface JsonPlace {
  start: number;
  end: number;
  /** Of an object: its members, by key. */
  members?: Map<string, JsonPlace & { keyStart: number }>;
}

/**
 * Finds where everything stands. The text must be JSON already (`JSON.parse` has read it): comments and commas at the end
 * are not expected.
 */
export function locateJson(text: string): JsonPlace {
  let at = 0;
  const skip = () => {
    while (/\s/.test(text[at] ?? '') || text[at] === '\uFEFF') at += 1;
  };
  const string = (): string => {
    const start = at;
    for (at += 1; at < text.length && text[at] !== '"'; at += 1) if (text[at] === '\\') at += 1;
    at += 1;
    return JSON.parse(text.slice(start, at)) as string;
  };
  const value = (depth: number): JsonPlace => {
    skip();
    const start = at;
    if (depth > 500) throw new RangeError('JSON is nested more than 500 deep.');
    if (text[at] === '"') string();
    else if (text[at] === '{') {
      const members: NonNullable<JsonPlace['members']> = new Map();
      for (at += 1, skip(); text[at] !== '}' && at < text.length; skip()) {
        const keyStart = at;
        const key = string();
        skip();
        at += 1;
        members.set(key, { ...value(depth + 1), keyStart });
        skip();
        if (text[at] === ',') at += 1;
      }
      at += 1;
      return { start, end: at, members };
    } else if (text[at] === '[') {
      for (at += 1, skip(); text[at] !== ']' && at < text.length; skip()) {
        value(depth + 1);
        skip();
        if (text[at] === ',') at += 1;
      }
      at += 1;
    } else while (at < text.length && !/[\s,\]}]/.test(text[at]!)) at += 1;
    return { start, end: at };
  };
  return value(0);
}

/**
 * Sets a value below an object of a JSON text, making the objects on the way. The indentation is the file's own.
 * @param path keys from the top
 */
export function setJson(text: string, path: readonly string[], value: string | Record<string, unknown>): string {
  const indent = indentOf(text);
  let place: JsonPlace = locateJson(text);
  for (const [depth, key] of path.entries()) {
    const member = place.members?.get(key);
    if (member) {
      place = member;
      continue;
    }
    let made: unknown = value;
    for (const name of path.slice(depth + 1).reverse()) made = { [name]: made };
    const margin = indent.repeat(depth + 1);
    const written =
      indent === '' ? JSON.stringify(made) : JSON.stringify(made, null, indent).replaceAll('\n', `\n${margin}`);
    return insertMember(text, place, key, written, margin, indent.repeat(depth));
  }
  return applyEdits(text, [{ start: place.start, end: place.end, text: JSON.stringify(value) }]);
}

/** Puts a member behind those that are there; a file in which they are sorted stays sorted. */
function insertMember(
  text: string,
  place: JsonPlace,
  key: string,
  written: string,
  margin: string,
  outer: string,
): string {
  const members = [...(place.members ?? [])];
  const line = `${JSON.stringify(key)}: ${written}`;
  if (members.length === 0) {
    return applyEdits(text, [{ start: place.start, end: place.end, text: `{\n${margin}${line}\n${outer}}` }]);
  }
  const names = members.map(([name]) => name);
  const isSorted = names.every((name, index) => index === 0 || names[index - 1]! <= name);
  const next = isSorted ? members.find(([name]) => name > key) : undefined;
  const onOneLine = !text.slice(place.start, place.end).includes('\n');
  const gap = onOneLine ? ' ' : `\n${margin}`;
  if (next) return applyEdits(text, [{ start: next[1].keyStart, end: next[1].keyStart, text: `${line},${gap}` }]);
  const { end } = members.at(-1)![1];
  return applyEdits(text, [{ start: end, end, text: `,${gap}${line}` }]);
}

/** How a file is indented; nothing where it stands on one line. */
export function indentOf(text: string): string {
  return /\n([ \t]+)"/.exec(text)?.[1] ?? (text.trim().includes('\n') ? '' : '');
}

/** Writes a value as the file it came from was written; null when even its own value comes out another way. */
export function rewriteJson(before: string, value: unknown, known: unknown): string | null {
  const indent = indentOf(before);
  const end = /\r?\n?$/.exec(before)?.[0] ?? '';
  const write = (one: unknown) => `${indent === '' ? JSON.stringify(one) : JSON.stringify(one, null, indent)}${end}`;
  return write(known) === before ? write(value) : null;
}
