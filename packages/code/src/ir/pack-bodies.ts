import { nothing, ops, type Block, type Constant, type Instruction, type IrFunction, type Terminator } from './ir.ts';

/** The bodies of a module's functions, one after the other. */
export interface PackedBodies {
  readonly code: Int32Array;
  /** Names of registers, members and callees; keys. `''` is the first. */
  readonly words: readonly string[];
  readonly constants: readonly Constant[];
  /** By function: where it begins in `code`. */
  readonly starts: readonly number[];
}

/** What comes out again. */
export interface Body {
  readonly registers: string[];
  readonly blocks: Block[];
  /** In instructions. */
  readonly size: number;
}

// An instruction is a head, its node and its target, and what of the rest is there.
const hasA = 1 << 8;
const hasB = 1 << 9;
const hasName = 1 << 10;
const hasValue = 1 << 11;
const hasKeys = 1 << 12;
const countAt = 13;
const opMask = 0xff;

const ends = ['jump', 'branch', 'switch', 'return', 'throw', 'end'] as const;
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

const noArguments: readonly number[] = [];

export function unpackBody({ code, words, constants }: PackedBodies, start: number): Body {
  let at = start;
  const registers = Array.from({ length: code[at++]! }, () => '');
  for (let left = code[at++]!; left > 0; left -= 1) {
    registers[code[at]!] = words[code[at + 1]!]!;
    at += 2;
  }
  let size = 0;
  const blocks: Block[] = [];
  for (let left = code[at++]!; left > 0; left -= 1) {
    const handler = code[at++]!;
    const count = code[at++]!;
    size += count;
    const instructions: Instruction[] = [];
    for (let done = 0; done < count; done += 1) {
      const head = code[at]!;
      const op = ops[head & opMask]!;
      const node = code[at + 1]!;
      const dst = code[at + 2]!;
      at += 3;
      const a = (head & hasA) === 0 ? nothing : code[at++]!;
      const b = (head & hasB) === 0 ? nothing : code[at++]!;
      const name = (head & hasName) === 0 ? '' : words[code[at++]!]!;
      const value = (head & hasValue) === 0 ? null : constants[code[at++]!]!;
      let args = noArguments;
      const argumentCount = head >>> countAt;
      if (argumentCount > 0) {
        args = Array.from(code.subarray(at, at + argumentCount));
        at += argumentCount;
      }
      let keys: string[] | null = null;
      if ((head & hasKeys) !== 0) {
        keys = [];
        for (let open = code[at++]!; open > 0; open -= 1) keys.push(words[code[at++]!]!);
      }
      instructions.push({ op, node, dst, a, b, name, value, args, keys });
    }
    const kind = ends[code[at++]!]!;
    let end: Terminator;
    switch (kind) {
      case 'jump':
        end = { kind, to: code[at++]! };
        break;
      case 'branch':
        // oxlint-disable-next-line unicorn/no-thenable -- the number of a block, which nobody awaits
        end = { kind, condition: code[at]!, then: code[at + 1]!, otherwise: code[at + 2]!, node: code[at + 3]! };
        at += 4;
        break;
      case 'switch': {
        const cases: { value: number; to: number }[] = [];
        end = { kind, on: code[at]!, otherwise: code[at + 1]!, node: code[at + 2]!, cases };
        const caseCount = code[at + 3]!;
        at += 4;
        for (let done = 0; done < caseCount; done += 1, at += 2) cases.push({ value: code[at]!, to: code[at + 1]! });
        break;
      }
      case 'return':
      case 'throw':
        end = { kind, value: code[at]!, node: code[at + 1]! };
        at += 2;
        break;
      case 'end':
        end = { kind };
    }
    blocks.push({ instructions, end, handler });
  }
  return { registers, blocks, size };
}
