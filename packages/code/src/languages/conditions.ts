import type { Register } from '../ir/ir.ts';
import type { Node } from '../syntax/syntax-tree.ts';
import type { FunctionScope, Jump } from './function-scope.ts';

/** How a condition is put together; `null` for anything that is just a value. */
export type ConditionShape =
  | { kind: 'and'; left: Node; right: Node }
  | { kind: 'or'; left: Node; right: Node }
  | { kind: 'not'; inner: Node }
  | { kind: 'same'; inner: Node }
  | null;

/** What a language knows of its expressions. */
export interface Conditions {
  readonly scope: FunctionScope;
  lower(node: Node): Register;
  shapeOf(node: Node): ConditionShape;
}

const deepest = 200;

/** `and`, `or` and `not` become ways through the function: what each part says is known where it has been said. */
export function ask(conditions: Conditions, node: Node, depth = 0): Jump {
  return (yes, no) => {
    const { builder } = conditions.scope;
    const shape = depth > deepest ? null : conditions.shapeOf(node);
    if (shape === null) return builder.branch(conditions.lower(node), yes, no, node);
    if (shape.kind === 'same') return ask(conditions, shape.inner, depth + 1)(yes, no);
    if (shape.kind === 'not') return ask(conditions, shape.inner, depth + 1)(no, yes);
    const isAnd = shape.kind === 'and';
    const second = builder.block();
    ask(conditions, shape.left, depth + 1)(isAnd ? second : yes, isAnd ? no : second);
    builder.enter(second);
    ask(conditions, shape.right, depth + 1)(yes, no);
  };
}
