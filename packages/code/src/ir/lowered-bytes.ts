import { deserialize, serialize } from 'node:v8';
import type { RestingNodes } from '../syntax/resting-nodes.ts';
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

const headerBytes = 20;

/**
 * A lowered file as bytes, for the disk and for other threads: how many nodes, numbers of code, sorts of nodes, bytes of
 * nodes and bytes of the rest there are (32 bits each), then all of these in this order, to be used where they lie.
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
  const { count, sorts, bytes } = tree.resting;
  const header = [count, code.length, sorts.length, bytes.length, rest.length];
  const length = headerBytes + code.byteLength + sorts.byteLength + bytes.length + rest.length;
  const into = layOut(allocate(length), 0, header);
  into.header.set(header);
  into.code.set(code);
  into.nodes.sorts.set(sorts);
  into.nodes.bytes.set(bytes);
  into.rest.set(rest);
  return into.all;
}

/**
 * What was written. The bytes are not copied where they are aligned, and must not change any more.
 *
 * @param adopt makes the tree of its nodes.
 */
export function readLowered(bytes: Uint8Array, adopt: (nodes: RestingNodes) => SyntaxTree): Lowered {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
  const header = new Uint32Array(aligned.buffer, aligned.byteOffset, headerBytes / 4);
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

function layOut(
  buffer: ArrayBufferLike,
  offset: number,
  [count = 0, codes = 0, sortCount = 0, nodeBytes = 0, restBytes = 0]: ArrayLike<number> & Iterable<number>,
) {
  const begin = offset + headerBytes;
  const sorts = begin + codes * 4;
  const nodes = sorts + sortCount * 4;
  const rest = nodes + nodeBytes;
  return {
    all: new Uint8Array(buffer, offset, rest + restBytes - offset),
    header: new Uint32Array(buffer, offset, headerBytes / 4),
    code: new Int32Array(buffer, begin, codes),
    nodes: {
      count,
      sorts: new Uint32Array(buffer, sorts, sortCount),
      bytes: new Uint8Array(buffer, nodes, nodeBytes),
    } satisfies RestingNodes,
    rest: new Uint8Array(buffer, rest, restBytes),
  };
}
