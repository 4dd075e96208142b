import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import type { NodeArrays, SyntaxTree } from '../syntax/syntax-tree.ts';
import type { FunctionHead, Module } from './ir.ts';
import type { PackedBodies } from './pack-bodies.ts';
import { PackedFunction } from './packed-function.ts';

interface Stored extends Omit<Module, 'tree' | 'functions'> {
  readonly nodes: Omit<NodeArrays, 'lexeme'>;
  readonly bodies: PackedBodies;
  readonly heads: readonly FunctionHead[];
}

const digestLength = 32;

/** A packed module as bytes that say themselves whether they are whole; `null` for one that is not packed. */
export function writeModule({ tree, functions, ...rest }: Module): Uint8Array | null {
  const packed = functions.filter((fn) => fn instanceof PackedFunction);
  const bodies = packed[0]?.bodies;
  if (!bodies || packed.length < functions.length) return null;
  const { kind, start, end, after, field, flags } = tree;
  const stored: Stored = {
    ...rest,
    nodes: { kind, start, end, after, field, flags },
    bodies,
    heads: packed.map((fn) => fn.head()),
  };
  const bytes = serialize(stored);
  return Buffer.concat([digestOf(bytes), bytes]);
}

/** What was written, with the tree made of its nodes; `null` where the bytes are not what was written. */
export function readModule(bytes: Uint8Array, adopt: (nodes: NodeArrays) => SyntaxTree): Module | null {
  const content = bytes.subarray(digestLength);
  if (!digestOf(content).equals(bytes.subarray(0, digestLength))) return null;
  const { nodes, bodies, heads, ...rest } = deserialize(content) as Stored;
  return {
    ...rest,
    tree: adopt({ ...nodes, lexeme: new Uint32Array(0) }),
    functions: heads.map((head, at) => new PackedFunction(head, bodies, bodies.starts[at]!)),
  };
}

function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
