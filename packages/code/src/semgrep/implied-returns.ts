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

function add(shape: Shape, found: Set<Shape>): void {
  const { kind, parts } = shape;
  const inner = (part: Shape | null | undefined) => part && add(part, found);
  switch (kind) {
    case 'block':
    case 'case':
      return void inner(parts.at(-1));
    case 'if':
      inner(parts[1]);
      return void inner(parts[2]);
    case 'try':
      inner(parts[0]);
      for (const one of parts[1]?.parts ?? []) inner(one?.parts[2]);
      return;
    case 'switch':
      return void parts[1]?.parts.forEach(inner);
    case 'assign':
    case 'augmented':
    case 'update_expression':
      return;
    default:
      if (isExpression(shape)) found.add(shape);
  }
}
