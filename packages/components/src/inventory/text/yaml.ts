import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type Document } from 'yaml';
import { LockfileError } from '../reader.ts';

/** A value of a YAML file with the line it begins on. Scalars are kept as they are written: `1.10` stays `1.10`. */
export interface Yaml {
  line: number;
  text?: string;
  list?: readonly Yaml[];
  map?: ReadonlyMap<string, Yaml>;
}

/** Aliases are followed, so a file of a few lines can be a terabyte: this many values are a file's fair share. */
const maxValues = 500_000;
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
      logLevel: 'silent',
    });
  } catch (error) {
    throw new LockfileError(`not valid YAML: ${error instanceof RangeError ? 'nested too deeply' : 'unreadable'}`);
  }
  const budget = { left: maxValues };
  return [...documents].map((document) => {
    const [broken] = document.errors;
    if (broken) {
      const at = lines.linePos(broken.pos[0]).line;
      throw new LockfileError(`not valid YAML: line ${at}: ${broken.message.split('\n')[0]?.slice(0, 200)}`);
    }
    return toYaml(document.contents, document, lines, budget, 0);
  });
}

function toYaml(node: unknown, document: Document, lines: LineCounter, budget: { left: number }, depth: number): Yaml {
  if (--budget.left < 0) throw new LockfileError(`more than ${maxValues} values, aliases followed`);
  if (depth > maxDepth) throw new LockfileError(`nested deeper than ${maxDepth}`);
  const below = (inner: unknown) => toYaml(inner, document, lines, budget, depth + 1);
  if (isAlias(node)) return below(node.resolve(document));
  const range = (node as { range?: [number, number, number] | null } | null)?.range;
  const line = range ? lines.linePos(range[0]).line : 1;
  if (isScalar(node)) return { line, ...(node.value !== null && { text: String(node.value) }) };
  if (isSeq(node)) return { line, list: node.items.map(below) };
  if (!isMap(node)) return { line };
  const map = new Map<string, Yaml>();
  const merged: Yaml[] = [];
  for (const { key, value } of node.items) {
    const name = below(key).text;
    const inner = below(value);
    if (name === '<<') merged.push(...(inner.list ?? [inner]));
    else if (name !== undefined) map.set(name, { ...inner, line: lineOfKey(key, lines) ?? inner.line });
  }
  for (const one of merged) for (const [name, inner] of one.map ?? []) if (!map.has(name)) map.set(name, inner);
  return { line, map };
}

function lineOfKey(key: unknown, lines: LineCounter): number | undefined {
  const range = (key as { range?: [number, number, number] | null } | null)?.range;
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
