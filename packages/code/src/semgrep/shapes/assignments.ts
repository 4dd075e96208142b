import { none, type Node } from '../../syntax/syntax-tree.ts';
import { sidesOf } from '../names.ts';
import type { Shape, ShapeMaker } from './shape.ts';

/** What gives a name a value, in languages without shapes of their own. */
export function shapeAssignment(shaper: ShapeMaker, node: Node, kind: string): Shape | readonly Shape[] | undefined {
  const { tree } = shaper;
  switch (kind) {
    case 'local_declaration_statement':
      return shaper.children(node);
    case 'variable_declaration': {
      if (tree.grammar.language !== 'csharp') return undefined;
      const type = shaper.field(node, 'type');
      return tree
        .namedChildren(node)
        .filter((one) => tree.is(one, 'variable_declarator'))
        .map((one, number) => {
          const made = variableOf(shaper, one, type);
          const [name] = made.parts;
          return name?.kind === 'dots' ? name : { ...made, ...(number === 0 && { start: tree.start[node]! }) };
        });
    }
    case 'declaration': {
      const declarators = tree.childrenIn(node, 'declarator').filter((one) => tree.is(one, 'init_declarator'));
      if (declarators.length === 0) return undefined;
      const type = shaper.field(node, 'type');
      return declarators.map((one, number) => ({
        ...variableOf(shaper, one, type),
        ...(number === 0 && { start: tree.start[node]! }),
      }));
    }
    case 'variable_declarator':
    case 'init_declarator':
    case 'property_declaration':
    case 'const_item':
    case 'static_item':
    case 'let_declaration': {
      const [name, value] = sidesOf(tree, node, kind);
      return name === none || value === none ? undefined : variableOf(shaper, node, shaper.field(node, 'type'));
    }
    case 'assignment':
    case 'assignment_expression': {
      const [left, right] = sidesOf(tree, node, kind);
      if (left === none || right === none) return undefined;
      const between = tree.text.slice(tree.end[left], tree.start[right]).trim();
      if (between.length > 1 && between.length < 4 && between.endsWith('='))
        return shaper.make('augmented', node, [shaper.of(left), shaper.of(right)], between);
      return shaper.make('assign', node, [shaper.of(left), shaper.of(right)], '=');
    }
    default:
      return undefined;
  }
}

function variableOf(shaper: ShapeMaker, node: Node, type: Shape | null): Shape {
  const [name, value] = sidesOf(shaper.tree, node, shaper.tree.kindOf(node));
  return shaper.make('var', node, [
    name === none ? null : shaper.of(name),
    type,
    value === none ? null : shaper.of(value),
  ]);
}
