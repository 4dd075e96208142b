import { parse } from 'smol-toml';
import { LockfileError } from '../reader.ts';
import { isRecord, type Fields } from './fields.ts';
import { lineCounter, numberedLines } from './lines.ts';

/** @throws {LockfileError} with line and column. */
export function parseToml(text: string): Fields {
  try {
    return parse(text);
  } catch (error) {
    throw new LockfileError(
      `not valid TOML: ${(error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 200)}`,
    );
  }
}

/** Every `[[name]]` of a TOML file with its line. @throws {LockfileError} */
export function* tomlTables(text: string, name = 'package'): Generator<{ entry: Fields; line: number }> {
  const tables = parseToml(text)[name];
  if (tables === undefined) return;
  if (!Array.isArray(tables)) throw new LockfileError('its packages are not a list');
  const lineOf = lineCounter(text);
  const heads = text.matchAll(new RegExp(String.raw`^[ \t]*\[\[${name}\]\]`, 'gm'));
  for (const entry of tables) {
    const head = heads.next();
    if (isRecord(entry)) yield { entry, line: head.done ? 1 : lineOf(head.value.index) };
  }
}

/** The lines of keys, by their way: `tool.poetry.dependencies.django`. A table's own line stands under its name. */
export function tomlLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let table = '';
  for (const { row, line } of numberedLines(text)) {
    if (row.length > 10_000) continue;
    const head = /^\s*\[\[?\s*([^[\]]+?)\s*\]/.exec(row);
    const key = head ? null : /^\s*("[^"]*"|'[^']*'|[\w.-]+)\s*=/.exec(row);
    if (head) table = head[1]!.replaceAll(/["']/g, '').replaceAll(/\s*\.\s*/g, '.');
    const way = head ? table : key && `${table && `${table}.`}${key[1]!.replaceAll(/["']/g, '')}`;
    if (way && !lines.has(way)) lines.set(way, line);
  }
  return lines;
}
