import type { Location } from '@stoa/model';
import type { Node, SyntaxTree } from '../syntax/syntax-tree.ts';

/** A stretch of source text. Where it is in lines is worked out when somebody asks. */
export interface Place {
  readonly path: string;
  /** Where it begins: equal for places that begin at the same character of the same file. */
  readonly key: string;
  /** The same as a number, of one program. */
  readonly number: number;
  location(): Location;
  /** The line it begins on, trimmed, cut at 400 characters. */
  excerpt(): string;
}

/** The places of one tree; the same node gives the same object. */
export class Places {
  readonly #tree: SyntaxTree;
  readonly #known = new Map<Node, Place>();
  /** How many characters the program's files before this one have. */
  readonly before: number;
  readonly #file: number;

  /** @param file its number in the program. */
  constructor(tree: SyntaxTree, before = 0, file = 0) {
    this.#tree = tree;
    this.before = before;
    this.#file = file;
  }

  of(node: Node): Place {
    let found = this.#known.get(node);
    if (!found) {
      found = new TreePlace(this.#tree, this.#file, node, this.before + this.#tree.start[node]!);
      this.#known.set(node, found);
    }
    return found;
  }
}

export class TreePlace implements Place {
  readonly #tree: SyntaxTree;
  readonly file: number;
  readonly node: Node;
  readonly number: number;

  constructor(tree: SyntaxTree, file: number, node: Node, number: number) {
    this.#tree = tree;
    this.file = file;
    this.node = node;
    this.number = number;
  }

  get key(): string {
    return keyOf(this.#tree.path, this.#tree.start[this.node]!);
  }

  get path(): string {
    return this.#tree.path;
  }

  location(): Location {
    return locationOf(this.#tree, this.node);
  }

  excerpt(): string {
    return lineAt(this.#tree.text, this.#tree.start[this.node]!);
  }
}

/** @param start offset of the first character. */
export function keyOf(path: string, start: number): string {
  return `${path}:${start}`;
}

export function locationOf(tree: SyntaxTree, node: Node): Location {
  const start = tree.position(tree.start[node]!);
  const end = tree.position(tree.end[node]!);
  return {
    path: tree.path,
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}

/** The trimmed line around an offset, at most 400 characters, those around the offset. */
export function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const end = newline === -1 ? text.length : newline;
  const from = offset - start > 300 ? offset - 100 : start;
  return text.slice(from, Math.min(end, from + 400)).trim();
}
