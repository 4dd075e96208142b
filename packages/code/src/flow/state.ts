import type { Register } from '../ir/ir.ts';
import { Heap, joinHeaps } from './heap.ts';
import type { Slots } from './slots.ts';
import { join, unknown, type Value } from './value.ts';

/** What is known at one point of a function. */
export class State {
  readonly slots: Slots;
  /** By slot. */
  readonly values: (Value | undefined)[];
  readonly heap: Heap;

  constructor(slots: Slots, values: (Value | undefined)[], heap: Heap) {
    this.slots = slots;
    this.values = values;
    this.heap = heap;
  }

  get(register: Register): Value {
    return register < 0 ? unknown : (this.values[this.slots.of[register]!] ?? unknown);
  }

  set(register: Register, value: Value): void {
    if (register < 0) return;
    const slot = this.slots.of[register]!;
    if (slot >= 0) this.values[slot] = value;
  }
}

/** Nothing is known of anything. */
export function emptyState(slots: Slots): State {
  return new State(slots, padded([], slots.count), new Heap());
}

/** What is known when a block begins: only of registers that are carried from block to block. */
export interface BlockEntry {
  readonly values: (Value | undefined)[];
  readonly heap: Heap;
  visits: number;
}

export function leave(state: State): BlockEntry {
  return { values: state.values.slice(0, state.slots.carried.length), heap: state.heap.fork(), visits: 0 };
}

/** Adds what is known at the end of another block; was anything new? Past `patience` visits constants are given up. */
export function joinEntry(entry: BlockEntry, state: State, patience: number): boolean {
  let changed = false;
  for (let slot = 0; slot < entry.values.length; slot += 1) {
    const coming = state.values[slot];
    const known = entry.values[slot];
    if (coming === undefined || coming === known) continue;
    let joined = known === undefined ? coming : join(known, coming);
    if (joined === known) continue;
    if (entry.visits > patience && joined.constants !== null) joined = { ...joined, constants: null };
    entry.values[slot] = joined;
    changed = true;
  }
  return joinHeaps(entry.heap, state.heap) || changed;
}

export function enter(entry: BlockEntry, slots: Slots): State {
  return new State(slots, padded(entry.values.slice(), slots.count), entry.heap.fork());
}

function padded(values: (Value | undefined)[], count: number): (Value | undefined)[] {
  while (values.length < count) values.push(undefined);
  return values;
}
