import { nothing, ops, type Constant, type Instruction, type IrFunction, type Terminator } from './ir.ts';

/** The bodies of a module's functions, one after the other. */
export interface PackedBodies {
  readonly code: Int32Array;
  /** Names of registers, members and callees; keys. `''` is the first. */
  readonly words: readonly string[];
  readonly constants: readonly Constant[];
  /** By function: where it begins in `code`. */
  readonly starts: readonly number[];
}

// An instruction is a head, its node and its target, and what of the rest is there.
export const hasA = 1 << 8;
export const hasB = 1 << 9;
export const hasName = 1 << 10;
export const hasValue = 1 << 11;
export const hasKeys = 1 << 12;
export const countAt = 13;
export const opMask = 0xff;

export const ends = ['jump', 'branch', 'switch', 'return', 'throw', 'end'] as const;
const opNumbers = new Map(ops.map((op, at) => [op, at]));

export function packBodies(functions: readonly IrFunction[]): PackedBodies {
  const writer = new Writer();
  const starts = functions.map((fn) => writer.body(fn));
  return { code: Int32Array.from(writer.code), words: writer.words, constants: writer.constants, starts };
}

class Writer {
  readonly code: number[] = [];
  readonly words = [''];
  readonly constants: Constant[] = [];
  readonly #wordNumbers = new Map([['', 0]]);
  readonly #constantNumbers = new Map<Constant, number>();

  body({ registers, blocks }: IrFunction): number {
    const start = this.code.length;
    const isNamed = registers.flatMap((name, register) => (name === '' ? [] : register));
    this.code.push(registers.length, isNamed.length);
    for (const register of isNamed) this.code.push(register, this.#word(registers[register]!));
    this.code.push(blocks.length);
    for (const { instructions, end, handler } of blocks) {
      this.code.push(handler, instructions.length);
      for (const one of instructions) this.#instruction(one);
      this.#end(end);
    }
    return start;
  }

  #instruction({ op, node, dst, a, b, name, value, args, keys }: Instruction): void {
    const { code } = this;
    code.push(
      opNumbers.get(op)! |
        (a === nothing ? 0 : hasA) |
        (b === nothing ? 0 : hasB) |
        (name === '' ? 0 : hasName) |
        (value === null ? 0 : hasValue) |
        (keys === null ? 0 : hasKeys) |
        (args.length << countAt),
      node,
      dst,
    );
    if (a !== nothing) code.push(a);
    if (b !== nothing) code.push(b);
    if (name !== '') code.push(this.#word(name));
    if (value !== null) code.push(this.#constant(value));
    for (const arg of args) code.push(arg);
    if (keys === null) return;
    code.push(keys.length);
    for (const key of keys) code.push(this.#word(key));
  }

  #end(end: Terminator): void {
    const { code } = this;
    code.push(ends.indexOf(end.kind));
    switch (end.kind) {
      case 'jump':
        code.push(end.to);
        break;
      case 'branch':
        code.push(end.condition, end.then, end.otherwise, end.node);
        break;
      case 'switch':
        code.push(end.on, end.otherwise, end.node, end.cases.length);
        for (const { value, to } of end.cases) code.push(value, to);
        break;
      case 'return':
      case 'throw':
        code.push(end.value, end.node);
        break;
      case 'end':
    }
  }

  #word(word: string): number {
    return numberOf(word, this.words, this.#wordNumbers);
  }

  #constant(value: Constant): number {
    // Maps take 0 and -0 for one.
    if (Object.is(value, -0)) return this.constants.push(value) - 1;
    return numberOf(value, this.constants, this.#constantNumbers);
  }
}

function numberOf<T>(value: T, list: T[], numbers: Map<T, number>): number {
  let number = numbers.get(value);
  if (number === undefined) numbers.set(value, (number = list.push(value) - 1));
  return number;
}
