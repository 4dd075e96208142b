import type { Register } from '../../ir/ir.ts';
import type { Node, SyntaxTree } from '../../syntax/syntax-tree.ts';
import type { FunctionScope } from '../function-scope.ts';

// Statements hold expressions, expressions hold functions, and functions hold statements: what each asks of the others.

export interface Body {
  readonly expressions: Expressions;
  functionBody(node: Node): void;
  value(node: Node): void;
  fallback(register: Register, value: Node): void;
  bind(pattern: Node, value: Register, declares: boolean): void;
}

export interface Expressions {
  readonly tree: SyntaxTree;
  readonly scope: FunctionScope;
  lower(node: Node): Register;
}
