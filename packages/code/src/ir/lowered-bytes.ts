import { deserialize, serialize } from 'node:v8';
import type { NodeArrays } from '../syntax/node-arrays.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { FunctionHead, Module } from './ir.ts';
import type { PackedBodies } from './pack-bodies.ts';
import { PackedFunction } from './packed-function.ts';

/** What a file has become: its tree and, where it could be packed, its module. */
export interface Lowered {
  readonly tree: SyntaxTree;
  /** `null`: to be made of the tree. */
  readonly module: Module | null;
}

/** All of a packed module but its tree and its code. */
interface Stored extends Omit<Module, 'tree' | 'functions'> {
  readonly bodies: Omit<PackedBodies, 'code'>;
  readonly heads: readonly FunctionHead[];
}

const headerBytes = 12;
const bytesPerNode = 16;

/**
 * A lowered file as bytes, for the disk and for other threads: how many nodes, numbers of code and bytes of the rest
 * there are (32 bits each), then the tree's arrays and the code, to be used where they lie, then the rest.
 *
 * @param allocate where the bytes go: threads share a `SharedArrayBuffer`.
 */
export function writeLowered(
  tree: SyntaxTree,
  module: Module | null,
  allocate: (bytes: number) => ArrayBufferLike = (bytes) => new ArrayBuffer(bytes),
): Uint8Array {
  const packed = module?.functions.filter((fn) => fn instanceof PackedFunction) ?? [];
  const bodies = packed.length === module?.functions.length ? packed[0]?.bodies : undefined;
  const code = bodies?.code ?? new Int32Array(0);
  const rest = bodies ? serialize(storedOf(module!, packed, bodies)) : new Uint8Array(0);
  const into = layOut(allocate(headerBytes + tree.count * bytesPerNode + code.byteLength + rest.byteLength), 0, [
    tree.count,
    code.length,
    rest.length,
  ]);
  into.header.set([tree.count, code.length, rest.length]);
  for (const name of arrays) into.nodes[name].set(tree[name]);
  into.code.set(code);
  into.rest.set(rest);
  return into.all;
}

/**
 * What was written. The bytes are not copied where they are aligned, and must not change any more.
 *
 * @param adopt makes the tree of its arrays.
 */
export function readLowered(bytes: Uint8Array, adopt: (nodes: NodeArrays) => SyntaxTree): Lowered {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
  const header = new Uint32Array(aligned.buffer, aligned.byteOffset, 3);
  const { nodes, code, rest } = layOut(aligned.buffer, aligned.byteOffset, header);
  const tree = adopt(nodes);
  if (rest.length === 0) return { tree, module: null };
  const { heads, bodies: words, ...others } = deserialize(rest) as Stored;
  const bodies: PackedBodies = { ...words, code };
  const functions = heads.map((head, at) => new PackedFunction(head, bodies, bodies.starts[at]!));
  return { tree, module: { ...others, tree, functions } };
}

function storedOf(
  { tree: _, functions: __, ...others }: Module,
  packed: PackedFunction[],
  bodies: PackedBodies,
): Stored {
  const { code: ___, ...words } = bodies;
  return { ...others, bodies: words, heads: packed.map((fn) => fn.head()) };
}

const arrays = ['start', 'end', 'after', 'kind', 'field', 'flags'] as const;

function layOut(
  buffer: ArrayBufferLike,
  offset: number,
  [count = 0, codes = 0, rest = 0]: ArrayLike<number> & Iterable<number>,
) {
  const begin = offset + headerBytes;
  const wide = begin + codes * 4;
  const end = wide + count * bytesPerNode;
  return {
    all: new Uint8Array(buffer, offset, end + rest - offset),
    header: new Uint32Array(buffer, offset, 3),
    code: new Int32Array(buffer, begin, codes),
    nodes: {
      start: new Uint32Array(buffer, wide, count),
      end: new Uint32Array(buffer, wide + count * 4, count),
      after: new Uint32Array(buffer, wide + count * 8, count),
      kind: new Uint16Array(buffer, wide + count * 12, count),
      field: new Uint8Array(buffer, wide + count * 14, count),
      flags: new Uint8Array(buffer, wide + count * 15, count),
    } satisfies NodeArrays,
    rest: new Uint8Array(buffer, end, rest),
  };
}
