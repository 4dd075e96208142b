import { woken } from './awake.ts';
import type { Grammar } from './grammar.ts';
import type { NodeArrays } from './node-arrays.ts';
import { flagsOf, layDown, pickUp, type RestingNodes } from './resting-nodes.ts';

/** Index of a node in a {@link SyntaxTree}: nodes are numbered in the order of the text, parents before children. */
export type Node = number;

/** No node. */
export const none: Node = -1;

export const named = 1;
export const isError = 2;
export const isMissing = 4;
export const isExtra = 8;

/**
 * A concrete syntax tree as parallel arrays, 16 bytes a node, in preorder: a subtree is a range of indices.
 * Offsets are UTF-16 code units into `text`. Node 0 is the root.
 *
 * @example for (let child = tree.firstChild(node); child !== none; child = tree.nextSibling(child, node)) …
 */
export class SyntaxTree {
  readonly path: string;
  readonly text: string;
  readonly grammar: Grammar;
  readonly count: number;
  readonly hasErrors: boolean;
  #nodes: NodeArrays | undefined;
  #resting: RestingNodes | undefined;
  #parents: Int32Array | undefined;
  #lines: Uint32Array | undefined;

  constructor(path: string, text: string, grammar: Grammar, nodes: NodeArrays | RestingNodes) {
    this.path = path;
    this.text = text;
    this.grammar = grammar;
    if ('bytes' in nodes) {
      this.count = nodes.count;
      this.#resting = nodes;
      this.hasErrors = nodes.sorts.some((sort) => isBroken(flagsOf(sort)));
    } else {
      this.count = nodes.kind.length;
      this.#nodes = nodes;
      this.hasErrors = nodes.flags.some(isBroken);
    }
  }

  get kind(): Uint16Array {
    return (this.#nodes ?? this.#wake()).kind;
  }

  get start(): Uint32Array {
    return (this.#nodes ?? this.#wake()).start;
  }

  get end(): Uint32Array {
    return (this.#nodes ?? this.#wake()).end;
  }

  get after(): Uint32Array {
    return (this.#nodes ?? this.#wake()).after;
  }

  get field(): Uint8Array {
    return (this.#nodes ?? this.#wake()).field;
  }

  get flags(): Uint8Array {
    return (this.#nodes ?? this.#wake()).flags;
  }

  /** Its nodes as bytes. */
  get resting(): RestingNodes {
    return (this.#resting ??= layDown(this.#nodes!));
  }

  /** Nobody looks at its nodes for a while: they are kept as bytes until somebody does. */
  rest(): void {
    if (!this.#nodes) return;
    this.#resting ??= layDown(this.#nodes);
    this.#nodes = undefined;
    this.#parents = undefined;
  }

  #wake(): NodeArrays {
    const nodes = pickUp(this.#resting!);
    this.#nodes = nodes;
    woken(this);
    return nodes;
  }

  /** The name of a node's kind as the grammar gives it: `call_expression`, or `+` for an anonymous one. */
  kindOf(node: Node): string {
    return this.grammar.kinds[this.kind[node]!]!;
  }

  is(node: Node, kind: string): boolean {
    return node !== none && this.grammar.kinds[this.kind[node]!] === kind;
  }

  isNamed(node: Node): boolean {
    return (this.flags[node]! & named) !== 0;
  }

  textOf(node: Node): string {
    return this.text.slice(this.start[node], this.end[node]);
  }

  firstChild(node: Node): Node {
    return node + 1 < this.after[node]! ? node + 1 : none;
  }

  nextSibling(node: Node, parent: Node): Node {
    const next = this.after[node]!;
    return next < this.after[parent]! ? next : none;
  }

  /** The first child the grammar calls `field` at this node. */
  child(node: Node, field: string): Node {
    const id = this.grammar.fieldId(field);
    if (id === 0 || node === none) return none;
    const end = this.after[node]!;
    for (let at = node + 1; at < end; at = this.after[at]!) if (this.field[at] === id) return at;
    return none;
  }

  /** All children the grammar calls `field` at this node. */
  childrenIn(node: Node, field: string): Node[] {
    const id = this.grammar.fieldId(field);
    const found: Node[] = [];
    if (id === 0) return found;
    const end = this.after[node]!;
    for (let at = node + 1; at < end; at = this.after[at]!) if (this.field[at] === id) found.push(at);
    return found;
  }

  /** Named children without comments and other extras. */
  namedChildren(node: Node): Node[] {
    const found: Node[] = [];
    const end = this.after[node]!;
    for (let at = node + 1; at < end; at = this.after[at]!)
      if ((this.flags[at]! & (named | isExtra)) === named) found.push(at);
    return found;
  }

  /** All children, anonymous ones and extras too. */
  children(node: Node): Node[] {
    const found: Node[] = [];
    const end = this.after[node]!;
    for (let at = node + 1; at < end; at = this.after[at]!) found.push(at);
    return found;
  }

  /** The first child (named or not) of this kind. */
  childOfKind(node: Node, kind: string): Node {
    const end = this.after[node]!;
    for (let at = node + 1; at < end; at = this.after[at]!) if (this.is(at, kind)) return at;
    return none;
  }

  parent(node: Node): Node {
    this.#parents ??= parentsOf(this.after);
    return this.#parents[node]!;
  }

  /** Line (from 1) and column (from 1, UTF-16 code units) of an offset. */
  position(offset: number): { line: number; column: number } {
    this.#lines ??= lineStarts(this.text);
    let low = 0;
    let high = this.#lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#lines[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.#lines[low]! + 1 };
  }

  lineOf(node: Node): number {
    return this.position(this.start[node]!).line;
  }
}

function isBroken(flags: number): boolean {
  return (flags & (isError | isMissing)) !== 0;
}

function parentsOf(after: Uint32Array): Int32Array {
  const parents = new Int32Array(after.length).fill(none);
  const open: number[] = [];
  for (let node = 0; node < after.length; node += 1) {
    while (open.length > 0 && after[open.at(-1)!]! <= node) open.pop();
    parents[node] = open.at(-1) ?? none;
    if (after[node]! > node + 1) open.push(node);
  }
  return parents;
}

/** Lines end in a line feed; in files of very old machines in a carriage return. */
function lineStarts(text: string): Uint32Array {
  const starts = [0];
  const end = text.includes('\n') ? '\n' : '\r';
  for (let at = text.indexOf(end); at !== -1; at = text.indexOf(end, at + 1)) starts.push(at + 1);
  return Uint32Array.from(starts);
}
