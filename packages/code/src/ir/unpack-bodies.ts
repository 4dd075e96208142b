import { nothing, ops, type Block, type Instruction, type Register, type Terminator } from './ir.ts';
import { countAt, ends, hasA, hasB, hasKeys, hasName, hasValue, opMask, type PackedBodies } from './pack-bodies.ts';

/** What comes out of a packed body. */
export interface Body {
  readonly registers: string[];
  readonly blocks: Block[];
  /** In instructions. */
  readonly size: number;
}

export function unpackBody(bodies: PackedBodies, start: number): Body {
  const reader = new Reader(bodies, start);
  const registers = reader.registers();
  let size = 0;
  const blocks: Block[] = [];
  for (let left = reader.next(); left > 0; left -= 1) {
    const handler = reader.next();
    const count = reader.next();
    size += count;
    const instructions: Instruction[] = [];
    for (let done = 0; done < count; done += 1) instructions.push(reader.instruction());
    blocks.push({ instructions, end: reader.end(), handler });
  }
  return { registers, blocks, size };
}

/** The one instruction that begins here. */
export function unpackInstruction(bodies: PackedBodies, at: number): Instruction {
  return new Reader(bodies, at).instruction();
}

/** By register: where the only instruction that writes it begins; 0 where there is none, or more than one. */
export function onlyWritesOf(bodies: PackedBodies, start: number): Int32Array {
  const reader = new Reader(bodies, start);
  const only = new Int32Array(reader.skipRegisters());
  for (let left = reader.next(); left > 0; left -= 1) {
    reader.next();
    for (let open = reader.next(); open > 0; open -= 1) {
      const { at } = reader;
      const register = reader.skipInstruction();
      if (register >= 0) only[register] = only[register] === 0 ? at : several;
    }
    reader.end();
  }
  for (let register = 0; register < only.length; register += 1) if (only[register] === several) only[register] = 0;
  return only;
}

const several = -1;

const noArguments: readonly number[] = [];

class Reader {
  readonly #bodies: PackedBodies;
  at: number;

  constructor(bodies: PackedBodies, at: number) {
    this.#bodies = bodies;
    this.at = at;
  }

  next(): number {
    return this.#bodies.code[this.at++]!;
  }

  registers(): string[] {
    const registers = Array.from({ length: this.next() }, () => '');
    for (let left = this.next(); left > 0; left -= 1) registers[this.next()] = this.#bodies.words[this.next()]!;
    return registers;
  }

  /** Gives how many there are. */
  skipRegisters(): number {
    const count = this.next();
    this.at += 1 + 2 * this.#bodies.code[this.at]!;
    return count;
  }

  instruction(): Instruction {
    const { code, words, constants } = this.#bodies;
    let { at } = this;
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
    this.at = at;
    return { op, node, dst, a, b, name, value, args, keys };
  }

  /** Gives the register it writes. */
  skipInstruction(): Register {
    const { code } = this.#bodies;
    const head = code[this.at]!;
    const dst = code[this.at + 2]!;
    this.at += 3 + (head >>> countAt);
    for (const part of parts) if ((head & part) !== 0) this.at += 1;
    if ((head & hasKeys) !== 0) this.at += 1 + code[this.at]!;
    return dst;
  }

  end(): Terminator {
    const kind = ends[this.next()]!;
    switch (kind) {
      case 'jump':
        return { kind, to: this.next() };
      case 'branch':
        // oxlint-disable-next-line unicorn/no-thenable -- the number of a block, which nobody awaits
        return { kind, condition: this.next(), then: this.next(), otherwise: this.next(), node: this.next() };
      case 'switch': {
        const cases: { value: number; to: number }[] = [];
        const end = { kind, on: this.next(), otherwise: this.next(), node: this.next(), cases };
        for (let left = this.next(); left > 0; left -= 1) cases.push({ value: this.next(), to: this.next() });
        return end;
      }
      case 'return':
      case 'throw':
        return { kind, value: this.next(), node: this.next() };
      case 'end':
        return { kind };
    }
  }
}

/** Each of these takes one number where it is there. */
const parts = [hasA, hasB, hasName, hasValue];
