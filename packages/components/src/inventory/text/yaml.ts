import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml';
import { LockfileError } from '../reader.ts';

/** A value of a YAML file with the line it begins on. Scalars are kept as they are written: `1.10` stays `1.10`. */
export interface Yaml {
  line: number;
  text?: string;
  list?: readonly Yaml[];
  map?: ReadonlyMap<string, Yaml>;
}

/** Aliases are followed, so a file of a few lines can be a terabyte: this many values are a file's fair share. */
const maxValues = 200_000;
const maxDepth = 100;
/** The parser makes some twenty objects of a line; written by people, no such file is larger. */
const maxLength = 8 * 1024 * 1024;

/** The documents of a YAML file. @throws {LockfileError} with the line. */
export function parseYaml(text: string): Yaml[] {
  if (text.length > maxLength) throw new LockfileError(`YAML of more than ${maxLength} characters`);
  const lines = new LineCounter();
  let documents: ReturnType<typeof parseAllDocuments>;
  try {
    documents = parseAllDocuments(text, {
      lineCounter: lines,
      schema: 'failsafe',
      uniqueKeys: false,
      // Made pretty each error costs a search through the text, and a hostile file has as many as it likes.
      prettyErrors: false,
      logLevel: 'silent',
    });
  } catch (error) {
    throw new LockfileError(`not valid YAML: ${error instanceof RangeError ? 'nested too deeply' : 'unreadable'}`);
  }
  const reader = new TreeReader(lines);
  return [...documents].map((document) => {
    const [broken] = document.errors;
    if (broken) {
      const { line } = lines.linePos(broken.pos[0]);
      throw new LockfileError(`not valid YAML: line ${line}: ${broken.message.split('\n')[0]?.slice(0, 200)}`);
    }
    return reader.read(document.contents);
  });
}

/** Follows aliases to what was last anchored under their name; the library's own search goes through all of the file. */
class TreeReader {
  readonly #lines: LineCounter;
  readonly #anchors = new Map<string, unknown>();
  #left = maxValues;

  constructor(lines: LineCounter) {
    this.#lines = lines;
  }

  read(node: unknown, depth = 0): Yaml {
    if (--this.#left < 0) throw new LockfileError(`more than ${maxValues} values, aliases followed`);
    if (depth > maxDepth) throw new LockfileError(`nested deeper than ${maxDepth}`);
    if (isAlias(node)) return this.read(this.#anchors.get(node.source), depth + 1);
    const line = lineOf(node, this.#lines) ?? 1;
    if (!isScalar(node) && !isSeq(node) && !isMap(node)) return { line };
    if (node.anchor) this.#anchors.set(node.anchor, node);
    if (isScalar(node)) return { line, ...(node.value !== null && { text: String(node.value) }) };
    if (isSeq(node)) return { line, list: node.items.map((item) => this.read(item, depth + 1)) };
    return { line, map: this.#readMap(node.items, depth + 1) };
  }

  #readMap(items: readonly { key: unknown; value: unknown }[], depth: number): Map<string, Yaml> {
    const map = new Map<string, Yaml>();
    const merged: Yaml[] = [];
    for (const { key, value } of items) {
      const name = this.read(key, depth).text;
      const inner = this.read(value, depth);
      if (name === '<<') merged.push(...(inner.list ?? [inner]));
      else if (name !== undefined) map.set(name, { ...inner, line: lineOf(key, this.#lines) ?? inner.line });
    }
    for (const one of merged) for (const [name, inner] of one.map ?? []) if (!map.has(name)) map.set(name, inner);
    return map;
  }
}

function lineOf(node: unknown, lines: LineCounter): number | undefined {
  const range = (node as { range?: [number, number, number] | null } | null)?.range;
  return range ? lines.linePos(range[0]).line : undefined;
}

/** The value under a way of keys. */
export function at(value: Yaml | undefined, ...keys: readonly string[]): Yaml | undefined {
  let found = value;
  for (const key of keys) found = found?.map?.get(key);
  return found;
}

export function itemsOf(value: Yaml | undefined): readonly Yaml[] {
  return value?.list ?? [];
}

export function entriesOf(value: Yaml | undefined): Iterable<readonly [string, Yaml]> {
  return value?.map ?? [];
}
