import type { IrFunction, Register } from '../ir/ir.ts';

/** Registers that are alive in more than one block: only these have to be carried from block to block. */
export function crossRegisters(fn: IrFunction): Register[] {
  const home = new Int32Array(fn.registers.length).fill(-1);
  const crosses = new Uint8Array(fn.registers.length);
  const touch = (register: Register, block: number) => {
    if (register < 0) return;
    if (home[register] === -1) home[register] = block;
    else if (home[register] !== block) crosses[register] = 1;
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
  // A variable of its own name may be captured and is looked at after the end.
  const found: Register[] = [];
  for (let register = 0; register < crosses.length; register += 1)
    if (crosses[register] === 1 || (fn.registers[register] !== '' && home[register] !== -1)) found.push(register);
  return found;
}

/** Blocks in reverse postorder from the entry; those nobody reaches are left out. */
export function reversePostorder(fn: IrFunction): number[] {
  const order: number[] = [];
  const seen = new Uint8Array(fn.blocks.length);
  const stack: { block: number; next: number[]; at: number }[] = [];
  const open = (block: number) => {
    seen[block] = 1;
    stack.push({ block, next: successorsOf(fn, block), at: 0 });
  };
  open(0);
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    const next = top.next[top.at++];
    if (next === undefined) {
      order.push(top.block);
      stack.pop();
    } else if (seen[next] === 0) open(next);
  }
  return order.reverse();
}

export function successorsOf(fn: IrFunction, at: number): number[] {
  const block = fn.blocks[at]!;
  const found: number[] = [];
  const { end } = block;
  if (block.handler >= 0) found.push(block.handler);
  if (end.kind === 'jump') found.push(end.to);
  else if (end.kind === 'branch') found.push(end.otherwise, end.then);
  else if (end.kind === 'switch') found.push(end.otherwise, ...end.cases.map(({ to }) => to));
  return found;
}
