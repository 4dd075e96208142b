import type { Register } from '../ir/ir.ts';
import { joinHeaps, type Heap } from './heap.ts';
import { join, unknown, type Value } from './value.ts';

/** What is known at one point of a function. */
export class State {
  readonly registers: (Value | undefined)[];
  readonly heap: Heap;

  constructor(registers: (Value | undefined)[], heap: Heap) {
    this.registers = registers;
    this.heap = heap;
  }

  get(register: Register): Value {
    return register < 0 ? unknown : (this.registers[register] ?? unknown);
  }

  set(register: Register, value: Value): void {
    if (register >= 0) this.registers[register] = value;
  }
}

/** What is known when a block begins: only registers that live across blocks, in their order. */
export interface BlockEntry {
  readonly values: (Value | undefined)[];
  readonly heap: Heap;
  visits: number;
}

export function leave(state: State, cross: readonly Register[]): BlockEntry {
  return { values: cross.map((register) => state.registers[register]), heap: new Map(state.heap), visits: 0 };
}

/** Adds what is known at the end of another block; was anything new? Past `patience` visits constants are given up. */
export function joinEntry(entry: BlockEntry, state: State, cross: readonly Register[], patience: number): boolean {
  let changed = false;
  for (let at = 0; at < cross.length; at += 1) {
    const coming = state.registers[cross[at]!];
    const known = entry.values[at];
    if (coming === undefined || coming === known) continue;
    let joined = known === undefined ? coming : join(known, coming);
    if (joined === known) continue;
    if (entry.visits > patience && joined.constants !== null) joined = { ...joined, constants: null };
    entry.values[at] = joined;
    changed = true;
  }
  return joinHeaps(entry.heap, state.heap) || changed;
}

/** As many registers, nothing known of any; `Array.from` takes ten times as long. */
export function nothingKnown(count: number): (Value | undefined)[] {
  const registers: (Value | undefined)[] = [];
  for (let at = 0; at < count; at += 1) registers.push(undefined);
  return registers;
}

export function enter(entry: BlockEntry, cross: readonly Register[], count: number): State {
  const registers = nothingKnown(count);
  for (let at = 0; at < cross.length; at += 1) registers[cross[at]!] = entry.values[at];
  return new State(registers, new Map(entry.heap));
}
