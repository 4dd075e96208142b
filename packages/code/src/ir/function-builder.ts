import type { Node } from '../syntax/syntax-tree.ts';
import {
  nothing,
  type Block,
  type Constant,
  type Instruction,
  type IrFunction,
  type Op,
  type Register,
  type Terminator,
} from './ir.ts';

const noArguments: readonly Register[] = [];

/** Grows one function, block by block. Code after a `return` goes to a block nobody jumps to. */
export class FunctionBuilder {
  readonly fn: IrFunction;
  #current = 0;
  /** Where exceptions of the blocks made now go: -1 for out of the function. */
  handler = -1;

  constructor(index: number, name: string, node: Node, parent: number) {
    this.fn = {
      index,
      name,
      className: '',
      node,
      parent,
      parameters: [],
      self: nothing,
      registers: [],
      types: new Map(),
      blocks: [{ instructions: [], end: { kind: 'end' }, handler: -1 }],
      annotations: [],
      isStatic: false,
      isExported: false,
      returns: '',
    };
  }

  register(name = ''): Register {
    return this.fn.registers.push(name) - 1;
  }

  /** A new block, not yet entered. */
  block(): number {
    return this.fn.blocks.push({ instructions: [], end: { kind: 'end' }, handler: this.handler }) - 1;
  }

  get current(): number {
    return this.#current;
  }

  /** Further instructions go to this block. */
  enter(block: number): void {
    this.#current = block;
  }

  /** Enters a new block after ending this one with a jump to it: where a handler changes. */
  split(): void {
    const next = this.block();
    this.jump(next);
    this.enter(next);
  }

  /** Has the current block an end already? */
  get ended(): boolean {
    return this.#block.end.kind !== 'end';
  }

  /** Ends the current block, unless it has ended; what follows cannot be reached until another block is entered. */
  end(end: Terminator): void {
    if (!this.ended) this.#block.end = end;
  }

  jump(to: number): void {
    this.end({ kind: 'jump', to });
  }

  branch(condition: Register, then: number, otherwise: number, node: Node): void {
    // oxlint-disable-next-line unicorn/no-thenable -- the number of a block, which nobody awaits
    this.end({ kind: 'branch', condition, then, otherwise, node });
  }

  return(value: Register, node: Node): void {
    this.end({ kind: 'return', value, node });
    this.enter(this.block());
  }

  throw(value: Register, node: Node): void {
    this.end({ kind: 'throw', value, node });
    this.enter(this.block());
  }

  /** Writes an instruction; gives `dst`. */
  emit(op: Op, node: Node, fields: Partial<Omit<Instruction, 'op' | 'node'>> = {}): Register {
    const { dst = this.register() } = fields;
    this.#write(op, node, dst, fields);
    return dst;
  }

  /** An instruction without a result. */
  effect(op: Op, node: Node, fields: Partial<Omit<Instruction, 'op' | 'node' | 'dst'>> = {}): void {
    this.#write(op, node, nothing, fields);
  }

  constant(value: Constant, node: Node): Register {
    return this.emit('constant', node, { value });
  }

  #write(op: Op, node: Node, dst: Register, fields: Partial<Omit<Instruction, 'op' | 'node' | 'dst'>>): void {
    const { a = nothing, b = nothing, name = '', value = null, args = noArguments, keys = null } = fields;
    this.#block.instructions.push({ op, node, dst, a, b, name, value, args, keys });
  }

  get #block(): Block {
    return this.fn.blocks[this.#current]!;
  }
}
