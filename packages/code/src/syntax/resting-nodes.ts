import type { NodeArrays } from './node-arrays.ts';

/**
 * The nodes of a tree as bytes, a third of what their arrays take. One column after the other, by node: which of the
 * tree's sorts it is (kind, field and flags together), how far it begins behind the one before, how long it is, and how
 * many nodes are in it. Numbers have seven bits a byte, the lowest first; all but the last byte have the eighth set.
 */
export interface RestingNodes {
  readonly count: number;
  readonly sorts: Uint32Array;
  readonly bytes: Uint8Array;
}

export function layDown({ kind, field, flags, start, end, after }: NodeArrays): RestingNodes {
  const numbers = new Map<number, number>();
  const column = new Uint32Array(kind.length);
  for (let node = 0; node < kind.length; node += 1) {
    const sort = kind[node]! | (field[node]! << 16) | (flags[node]! << 24);
    let number = numbers.get(sort);
    if (number === undefined) numbers.set(sort, (number = numbers.size));
    column[node] = number;
  }
  let length = write(column, 0);
  let before = 0;
  for (let node = 0; node < kind.length; node += 1) {
    const step = start[node]! - before;
    before = start[node]!;
    // A node may begin before the one in front of it, in theory: the sign is the last bit.
    column[node] = step < 0 ? -step * 2 - 1 : step * 2;
  }
  length = write(column, length);
  for (let node = 0; node < kind.length; node += 1) column[node] = end[node]! - start[node]!;
  length = write(column, length);
  for (let node = 0; node < kind.length; node += 1) column[node] = after[node]! - node;
  length = write(column, length);
  return { count: kind.length, sorts: Uint32Array.from(numbers.keys()), bytes: scratch.slice(0, length) };
}

export function pickUp({ count, sorts, bytes }: RestingNodes): NodeArrays {
  const kind = new Uint16Array(count);
  const field = new Uint8Array(count);
  const flags = new Uint8Array(count);
  const start = new Uint32Array(count);
  const end = new Uint32Array(count);
  const after = new Uint32Array(count);
  let at = read(bytes, 0, start);
  for (let node = 0; node < count; node += 1) {
    const sort = sorts[start[node]!]!;
    kind[node] = sort & 0xffff;
    field[node] = (sort >>> 16) & 255;
    flags[node] = flagsOf(sort);
  }
  at = read(bytes, at, start);
  at = read(bytes, at, end);
  read(bytes, at, after);
  let begin = 0;
  for (let node = 0; node < count; node += 1) {
    const step = start[node]!;
    begin += (step & 1) === 0 ? step >>> 1 : -((step + 1) >>> 1);
    start[node] = begin;
    end[node]! += begin;
    after[node]! += node;
  }
  return { kind, field, flags, start, end, after };
}

export function flagsOf(sort: number): number {
  return sort >>> 24;
}

let scratch = new Uint8Array(1 << 16);

/** Writes a column into `scratch`; gives where it ends. */
function write(column: Uint32Array, from: number): number {
  if (from + column.length * 5 > scratch.length) {
    const larger = new Uint8Array((from + column.length * 5) * 2);
    larger.set(scratch.subarray(0, from));
    scratch = larger;
  }
  let at = from;
  for (let node = 0; node < column.length; node += 1) {
    let left = column[node]!;
    while (left > 127) {
      scratch[at++] = (left & 127) | 128;
      left >>>= 7;
    }
    scratch[at++] = left;
  }
  return at;
}

/** Reads a column; gives where it ends. */
function read(bytes: Uint8Array, from: number, column: Uint32Array): number {
  let at = from;
  for (let node = 0; node < column.length; node += 1) {
    let value = bytes[at++]!;
    if (value > 127) {
      value &= 127;
      for (let shift = 7; ; shift += 7) {
        const byte = bytes[at++]!;
        value |= (byte & 127) << shift;
        if (byte < 128) break;
      }
    }
    column[node] = value;
  }
  return at;
}
