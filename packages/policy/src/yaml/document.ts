import { isAlias, isCollection, isMap, isPair, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { caret, PolicyError, type Problem } from '../error.ts';
import { sourceOffset } from './offsets.ts';

/** Bytes; and how often an alias may unfold. No person writes more. */
const limits = { bytes: 1_000_000, aliases: 100 } as const;

const unfolds = `unfolds without end: an alias (*name) may be used ${limits.aliases} times at most`;

export type Path = readonly PropertyKey[];

/** A YAML file read once: its value, and the place of everything in it. */
export interface YamlFile {
  readonly name: string;
  readonly value: unknown;
  /** A problem at the value of `path` (or its key), or at the nearest thing above it that is there. */
  problemAt(path: Path, message: string, at?: 'value' | 'key'): Problem;
  /** A problem at one character of the text at `path`. */
  problemInText(path: Path, offset: number, message: string): Problem;
}

/**
 * @param name the file's name, for messages.
 * @throws {PolicyError} `too-large` or `not-yaml`, with line and column.
 */
export function readYaml(text: string, name: string): YamlFile {
  if (Buffer.byteLength(text) > limits.bytes) {
    throw new PolicyError('too-large', [
      { file: name, message: `larger than ${limits.bytes / 1_000_000} MB; a file that people write is not: split it` },
    ]);
  }
  const lineCounter = new LineCounter();
  const problemAtOffset = (offset: number, message: string): Problem => {
    const { line, col } = lineCounter.linePos(offset);
    const excerpt = text.split('\n', line)[line - 1]?.trimEnd() ?? '';
    return { file: name, line, column: col, message, ...(excerpt && { excerpt: caret(excerpt, col) }) };
  };
  let document: Document;
  let value: unknown;
  try {
    const parsed = parseDocument(text, { lineCounter, prettyErrors: false });
    if (parsed.errors.length > 0) {
      throw new PolicyError(
        'not-yaml',
        parsed.errors.map(({ pos, message }) => problemAtOffset(pos[0], sentence(message))),
      );
    }
    document = parsed as Document;
    value = document.toJS({ maxAliasCount: limits.aliases });
  } catch (error) {
    if (error instanceof PolicyError) throw error;
    throw new PolicyError('not-yaml', [
      { file: name, message: error instanceof RangeError ? 'is nested too deep to be read' : unfolds },
    ]);
  }
  return {
    name,
    value,
    problemAt(path, message, at = 'value') {
      return problemAtOffset(startOf(document, path, at) ?? 0, message);
    },
    problemInText(path, offset, message) {
      const node = document.getIn(path, true);
      if (!isScalar(node) || typeof node.value !== 'string' || !node.range) return this.problemAt(path, message);
      const [start, end] = node.range;
      const block = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
      // `|-` and a comment may stand on the first line of a block: the text begins on the second.
      const from = block ? text.indexOf('\n', start) + 1 : start;
      return problemAtOffset(from + sourceOffset(text.slice(from, end), node.value, offset), message);
    },
  };
}

function startOf(document: Document, path: Path, at: 'value' | 'key'): number | undefined {
  if (at === 'key' && path.length > 0) {
    const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
    if (isMap(parent)) {
      const key = path.at(-1);
      const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
      if (pair && isScalar(pair.key)) return pair.key.range?.[0];
    }
  }
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if ((isScalar(node) || isCollection(node) || isAlias(node)) && node.range) return node.range[0];
  }
  return undefined;
}

/** The parser's message without its own account of the place. */
function sentence(message: string): string {
  return message.replace(/ at line \d+, column \d+[\s\S]*$/, '').trim();
}
