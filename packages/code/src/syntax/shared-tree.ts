import type { NodeArrays, SyntaxTree } from './syntax-tree.ts';

/** The arrays of a tree in memory that threads share. Numbers of lexemes are left out: each thread has its own. */
export interface SharedNodes {
  readonly count: number;
  readonly buffer: SharedArrayBuffer;
}

const bytesPerNode = 16;

export function shareNodes(tree: SyntaxTree): SharedNodes {
  const nodes: SharedNodes = { count: tree.count, buffer: new SharedArrayBuffer(tree.count * bytesPerNode) };
  const into = nodesIn(nodes);
  into.start.set(tree.start);
  into.end.set(tree.end);
  into.after.set(tree.after);
  into.kind.set(tree.kind);
  into.field.set(tree.field);
  into.flags.set(tree.flags);
  return nodes;
}

/** The arrays where they lie. */
export function nodesIn({ count, buffer }: SharedNodes): NodeArrays {
  return {
    start: new Uint32Array(buffer, 0, count),
    end: new Uint32Array(buffer, count * 4, count),
    after: new Uint32Array(buffer, count * 8, count),
    kind: new Uint16Array(buffer, count * 12, count),
    field: new Uint8Array(buffer, count * 14, count),
    flags: new Uint8Array(buffer, count * 15, count),
    lexeme: new Uint32Array(0),
  };
}
