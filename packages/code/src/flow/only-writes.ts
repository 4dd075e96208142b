import type { Instruction, IrFunction, Module, Register } from '../ir/ir.ts';
import { PackedFunction } from '../ir/packed-function.ts';

/** By register, the only instruction that writes it, where there is just one. */
export interface OnlyWrites {
  get(register: Register): Instruction | undefined;
}

/** @param others registers that are written from elsewhere: by functions inside this one. */
export function onlyWrites(fn: IrFunction, others: Iterable<Register>): OnlyWrites {
  const given = [...fn.parameters.map(({ register }) => register), ...others];
  if (fn instanceof PackedFunction) return new PackedWrites(fn, given);
  const only = new Map<Register, Instruction | undefined>();
  for (const { instructions } of fn.blocks)
    for (const one of instructions) only.set(one.dst, only.has(one.dst) ? undefined : one);
  for (const register of given) only.delete(register);
  return only;
}

/** Says where the instructions are, so that those of packed bodies need not be kept. */
class PackedWrites implements OnlyWrites {
  readonly #fn: PackedFunction;
  readonly #places: Int32Array;

  constructor(fn: PackedFunction, given: readonly Register[]) {
    this.#fn = fn;
    this.#places = fn.onlyWrites();
    for (const register of given) this.#places[register] = 0;
  }

  get(register: Register): Instruction | undefined {
    const at = this.#places[register] ?? 0;
    return at === 0 ? undefined : this.#fn.instructionAt(at);
  }
}

/** By function of a module: the registers that functions inside it write. */
export function outerWrites({ functions }: Module): ReadonlyMap<number, ReadonlySet<Register>> {
  const found = new Map<number, Set<Register>>();
  for (const { blocks } of functions)
    for (const { instructions } of blocks)
      for (const { op, a, b } of instructions) {
        if (op !== 'storeOuter') continue;
        const known = found.get(a);
        if (known) known.add(b);
        else found.set(a, new Set([b]));
      }
  return found;
}
