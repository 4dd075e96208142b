import type { Instruction, IrFunction, Module, Register } from '../../ir/ir.ts';
import type { CType } from './types.ts';

/** What C's declarations say and the IR has no room for: the analysis of memory asks for it. */
export interface CFacts {
  /** Types of registers, by function and register. */
  readonly types: ReadonlyMap<IrFunction, readonly (CType | undefined)[]>;
  /** Structs, unions and typedefs by name. */
  readonly named: ReadonlyMap<string, CType>;
  /** Object-like macros with a number or a text. */
  readonly macros: ReadonlyMap<string, number | string>;
  /** Registers of the top-level function that other files cannot see. */
  readonly statics: ReadonlySet<Register>;
  /** Registers of the top-level function whose value never changes, as far as the declaration says. */
  readonly constants: ReadonlySet<Register>;
  /** Registers of the top-level function that are only announced here (`extern`). */
  readonly externs: ReadonlySet<Register>;
  /** `sizeof` of types only other files know. */
  readonly sizes: ReadonlyMap<Instruction, CType>;
}

const facts = new WeakMap<Module, CFacts>();

export function setFacts(module: Module, one: CFacts): void {
  facts.set(module, one);
}

export function factsOf(module: Module): CFacts | undefined {
  return facts.get(module);
}

export type { CType };
