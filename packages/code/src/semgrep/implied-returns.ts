import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import { isScript } from './shapes/kinds.ts';
import { isExpression, type Shape } from './shapes/shape.ts';

/**
 * Expressions that a function without a name ends with, on any way through it: they count as what it returns. So it is
 * in JavaScript, arrow functions apart, and in Go.
 */
export function impliedReturnsIn(tree: SyntaxTree, shapes: readonly Shape[]): ReadonlySet<Shape> {
  const found = new Set<Shape>();
  const { language } = tree.grammar;
  if (language !== 'go' && !isScript(language)) return found;
  for (const shape of shapes) {
    // Objects have functions as their members.
    const { kind, node, parts } = shape.kind === 'pair' ? (shape.parts[1] ?? shape) : shape;
    if (kind !== 'lambda' || !parts[2]) continue;
    if (!tree.is(node, 'arrow_function') && !tree.is(node, 'method_definition')) add(parts[2], found);
  }
  return found;
}

function add(body: Shape, found: Set<Shape>): void {
  for (const shape of lastIn(body))
    if (isExpression(shape) && !/^(assign|augmented|update_expression)$/.test(shape.kind)) found.add(shape);
}

/** What functions end with: their last statements on any way through them, and what they return. */
export function exitsIn(shapes: readonly Shape[]): Shape[] {
  return shapes.flatMap((shape) => {
    const body = shape.kind === 'function' ? shape.parts[3] : shape.kind === 'lambda' ? shape.parts[2] : null;
    return shape.kind === 'return' ? [shape] : body ? [...lastIn(body)] : [];
  });
}

/** The statements control may come to last. */
function* lastIn(shape: Shape): Generator<Shape> {
  const { parts } = shape;
  switch (shape.kind) {
    case 'block':
    case 'case':
      if (parts.at(-1)) yield* lastIn(parts.at(-1)!);
      return;
    case 'if':
      for (const way of [parts[1], parts[2]]) if (way) yield* lastIn(way);
      return;
    case 'try':
      if (parts[0]) yield* lastIn(parts[0]);
      for (const one of parts[1]?.parts ?? []) if (one?.parts[2]) yield* lastIn(one.parts[2]);
      return;
    case 'switch':
      for (const one of parts[1]?.parts ?? []) if (one) yield* lastIn(one);
      return;
    default:
      yield shape;
  }
}
