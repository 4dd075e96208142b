import type { IrFunction, Register } from '../ir/ir.ts';

/**
 * Where what is known of a function's registers is kept. Registers that live in one block only share their slots with
 * those of other blocks: a function of a hundred thousand temporaries has a few dozen slots.
 */
export interface Slots {
  /** By register; -1 for those nobody reads or writes. */
  readonly of: Int32Array;
  /** The registers of the first slots: those that are carried from block to block. */
  readonly carried: readonly Register[];
  readonly count: number;
}

export function slotsOf(fn: IrFunction): Slots {
  const home = new Int32Array(fn.registers.length).fill(-1);
  const of = new Int32Array(fn.registers.length).fill(-1);
  const carried: Register[] = [];
  const carry = (register: Register) => {
    if (of[register] === -1) of[register] = carried.push(register) - 1;
  };
  // A variable of its own name may be captured, and is looked at after the end.
  for (let register = 0; register < home.length; register += 1) if (fn.registers[register] !== '') carry(register);
  eachTouched(fn, (register, block) => {
    if (home[register] === -1) home[register] = block;
    else if (home[register] !== block) carry(register);
  });
  const used = new Int32Array(fn.blocks.length).fill(carried.length);
  let count = carried.length;
  for (let register = 0; register < home.length; register += 1) {
    const block = home[register]!;
    if (block === -1 || of[register] !== -1) continue;
    of[register] = used[block]!;
    used[block]! += 1;
    count = Math.max(count, used[block]!);
  }
  return { of, carried, count };
}

function eachTouched(fn: IrFunction, touched: (register: Register, block: number) => void): void {
  const touch = (register: Register, block: number) => {
    if (register >= 0) touched(register, block);
  };
  for (const parameter of fn.parameters) touch(parameter.register, 0);
  touch(fn.self, 0);
  fn.blocks.forEach((block, at) => {
    for (const one of block.instructions) {
      touch(one.dst, at);
      if (one.op !== 'outer' && one.op !== 'storeOuter' && one.op !== 'function') {
        touch(one.a, at);
        touch(one.b, at);
      }
      for (const arg of one.args) touch(arg, at);
    }
    const { end } = block;
    if (end.kind === 'branch') touch(end.condition, at);
    else if (end.kind === 'switch') {
      touch(end.on, at);
      for (const one of end.cases) touch(one.value, at);
    } else if (end.kind === 'return' || end.kind === 'throw') touch(end.value, at);
  });
}
