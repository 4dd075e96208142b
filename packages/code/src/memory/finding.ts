import type { Module } from '../ir/ir.ts';
import type { Node } from '../syntax/syntax-tree.ts';

export type MemoryProblem =
  | 'memory-leak'
  | 'resource-leak'
  | 'double-free'
  | 'use-after-free'
  | 'stack-address'
  | 'null-dereference'
  | 'unchecked-allocation'
  | 'late-null-check'
  | 'uninitialized'
  | 'stack-buffer-overflow'
  | 'heap-buffer-overflow'
  | 'buffer-underwrite'
  | 'over-read'
  | 'under-read'
  | 'integer-overflow'
  | 'division-by-zero'
  | 'mismatched-free'
  | 'invalid-free'
  | 'unbounded-alloca';

/** Something that happened on the way. */
export interface Step {
  readonly module: Module;
  readonly node: Node;
  readonly note: string;
}

export interface MemoryFinding {
  readonly problem: MemoryProblem;
  readonly module: Module;
  readonly node: Node;
  readonly message: string;
  /** First step first; the last is the place itself. */
  readonly steps: readonly Step[];
}
