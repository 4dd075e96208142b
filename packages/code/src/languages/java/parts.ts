import type { Register } from '../../ir/ir.ts';
import type { Node } from '../../syntax/syntax-tree.ts';

// Types hold methods, methods statements, statements expressions, and expressions lambdas and types: what is asked
// against that direction.

/** Lowers the statements of one method. */
export interface Body {
  block(node: Node): void;
  statement(node: Node): void;
  value(node: Node): void;
  member(node: Node, self: Register): void;
}
