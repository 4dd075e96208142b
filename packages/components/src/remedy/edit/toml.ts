import { parse } from 'smol-toml';
import { RemedyError } from '../manager.ts';
import { literal } from './literal.ts';

/** @throws {RemedyError} */
export function parseToml(text: string | null, path: string): Record<string, unknown> {
  if (text === null) throw new RemedyError(`There is no ${path}: it says what the project asks for.`);
  try {
    return parse(text);
  } catch (error) {
    throw new RemedyError(`${path} is not valid TOML: ${(error instanceof Error ? error.message : '').split('\n')[0]}`);
  }
}

/** Changes the value text of `key = …` in a section; the rest of the line and of the file stays. */
export function editTomlEntry(text: string, section: string, key: string, edit: (value: string) => string): string {
  const lines = text.split('\n');
  let here = section === '';
  const isKey = new RegExp(
    `^(\\s*(?:${[key, `"${key}"`, `'${key}'`].map((one) => literal(one)).join('|')})\\s*=\\s*)(.*)$`,
    'i',
  );
  for (const [at, line] of lines.entries()) {
    const head = /^\s*\[+\s*([^\]]+?)\s*\]+/.exec(line);
    if (head) here = head[1]!.replaceAll(/\s*\.\s*/g, '.').replaceAll(/["']/g, '') === section;
    const match = here ? isKey.exec(line) : null;
    if (match) lines[at] = `${match[1]}${edit(match[2]!)}`;
  }
  return lines.join('\n');
}

/** Changes a quoted text where it first stands. */
export function replaceQuoted(text: string, old: string, by: string): string {
  for (const quote of ['"', "'"]) {
    const at = text.indexOf(`${quote}${old}${quote}`);
    if (at >= 0) return `${text.slice(0, at)}${quote}${by}${quote}${text.slice(at + old.length + 2)}`;
  }
  return text;
}

/** A lock file of `[[package]]` tables, cut where each begins; what follows the last one is `tail`. */
export interface TomlBlocks {
  head: string;
  blocks: TomlBlock[];
  tail: string;
}

export interface TomlBlock {
  name: string;
  version: string;
  text: string;
}

export function cutBlocks(text: string): TomlBlocks {
  const starts = [...text.matchAll(/^\[\[package\]\]/gm)].map(({ index }) => index);
  if (starts.length === 0) return { head: text, blocks: [], tail: '' };
  const after = /^\[(?!\[package\]\]|package\.)/m.exec(text.slice(starts.at(-1)))?.index;
  const end = after === undefined ? text.length : starts.at(-1)! + after;
  const blocks = starts.map((start, at) => {
    const own = text.slice(start, starts[at + 1] ?? end);
    return { name: fieldOf(own, 'name'), version: fieldOf(own, 'version'), text: own };
  });
  return { head: text.slice(0, starts[0]), blocks, tail: text.slice(end) };
}

export function joinBlocks({ head, blocks, tail }: TomlBlocks): string {
  return `${head}${blocks.map(({ text }) => text).join('')}${tail}`;
}

/** Puts a block where the names' order has its place, with the blank line that parts blocks. */
export function insertBlock(blocks: TomlBlocks, block: TomlBlock): void {
  const at = blocks.blocks.findIndex(
    ({ name, version }) => name > block.name || (name === block.name && version > block.version),
  );
  const text = `${block.text.trimEnd()}\n\n`;
  if (at >= 0) {
    blocks.blocks.splice(at, 0, { ...block, text });
    return;
  }
  const last = blocks.blocks.at(-1);
  if (last) last.text = `${last.text.trimEnd()}\n\n`;
  blocks.blocks.push({ ...block, text: blocks.tail === '' ? `${block.text.trimEnd()}\n` : text });
}

function fieldOf(text: string, key: string): string {
  return new RegExp(`^${key}\\s*=\\s*"([^"]*)"`, 'm').exec(text)?.[1] ?? '';
}

/** Replaces `key = [ … ]` of a block (lists of one or many lines), or puts it at the end of the block's own keys. */
export function setList(text: string, key: string, items: readonly string[], indent = '    '): string {
  const list = items.length === 0 ? '' : `${key} = [\n${items.map((item) => `${indent}${item},\n`).join('')}]\n`;
  const old = new RegExp(`^${key} = \\[(?:[^\\n]*\\]|\\n(?:[^\\]\\n][^\\n]*\\n)*\\])\\n`, 'm').exec(text);
  if (old) return text.slice(0, old.index) + list + text.slice(old.index + old[0].length);
  const end = /\n\n|\n?$/.exec(text)?.index ?? text.length;
  return `${text.slice(0, end)}\n${list}${text.slice(end + 1)}`;
}
