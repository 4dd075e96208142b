import type { Register } from '../../ir/ir.ts';
import type { Node } from '../../syntax/syntax-tree.ts';
import type { FunctionScope, Variable } from '../function-scope.ts';
import type { CType } from './types.ts';
import type { Declared } from './unit.ts';

// Files hold functions, functions statements, statements expressions, and expressions calls, lambdas and statements
// again: what is asked against that direction.

/** What stands outside functions. */
export interface Outside {
  readonly top: Body;
  readonly topScope: FunctionScope;
  hasField(className: string, name: string): boolean;
  hasMethod(className: string, name: string): boolean;
  define(node: Node): void;
  typedef(node: Node): void;
  lambda(node: Node, parent: FunctionScope): number;
}

/** Statements of one function, and what stands in them. */
export interface Body {
  readonly calls: Calls;
  readonly declarations: Declarations;
  readonly statics: ReadonlyMap<string, Variable>;
  typeOfVariable(variable: Variable): CType | undefined;
  isField(className: string, name: string): boolean;
  isMethod(className: string, name: string): boolean;
  hasConstructor(name: string): boolean;
  static(declared: Declared, declare: (top: Body, hidden: Declared) => void): void;
  lambda(node: Node): Register;
  statement(node: Node): void;
  statementExpression(node: Node): Register;
  declaredCondition(node: Node): Register;
  anything(node: Node): void;
}

interface Calls {
  call(node: Node): Register;
  make(node: Node): Register;
  delete(node: Node): Register;
}

interface Declarations {
  initialise(register: Register, type: CType, value: Node, node: Node): void;
  fileVariable(declared: Declared, value: Node, node: Node, isConst: boolean): void;
}
