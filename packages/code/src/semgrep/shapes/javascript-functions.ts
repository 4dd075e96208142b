import { none, type Node } from '../../syntax/syntax-tree.ts';
import type { Shape, ShapeMaker } from './shape.ts';

export function paramsOf(shaper: ShapeMaker, node: Node): Shape {
  const { tree } = shaper;
  const list = tree.child(node, 'parameters');
  const only = tree.child(node, 'parameter');
  if (list === none)
    return shaper.list(
      'params',
      only === none ? node : only,
      only === none ? [] : [parameter(shaper, only, shaper.of(only))],
    );
  return shaper.list(
    'params',
    list,
    tree.namedChildren(list).map((one) => {
      const shape = shaper.of(one);
      if (tree.is(one, 'assignment_pattern'))
        return parameter(shaper, one, shaper.field(one, 'left'), null, shaper.field(one, 'right'));
      return shape.kind === 'param' ? shape : parameter(shaper, one, shape);
    }),
  );
}

export function parameter(
  shaper: ShapeMaker,
  node: Node,
  name: Shape | null,
  type: Shape | null = null,
  value: Shape | null = null,
): Shape {
  if (name && (name.kind === 'dots' || name.kind === 'metaseq' || name.kind === 'param')) return name;
  return shaper.make(
    'param',
    node,
    [name, type, value],
    name?.kind === 'spread' ? '...' : '',
    attributesOf(shaper, node),
  );
}

/** An expression as body is what the function returns. */
export function lambdaOf(shaper: ShapeMaker, node: Node): Shape {
  const { tree } = shaper;
  const body = tree.child(node, 'body');
  const shape = body === none ? null : shaper.of(body);
  const isBlock = shape === null || tree.is(body, 'statement_block');
  const block = isBlock ? shape : shaper.list('block', body, [shaper.make('return', body, [shape])]);
  return lambda(shaper, node, block);
}

function lambda(shaper: ShapeMaker, node: Node, block: Shape | null): Shape {
  return shaper.make(
    'lambda',
    node,
    [paramsOf(shaper, node), shaper.field(node, 'return_type'), block],
    shaper.tree.is(node, 'arrow_function') ? 'arrow' : '',
    attributesOf(shaper, node),
  );
}

const modifiers = /^(async|static|abstract|readonly|override|get|set|declare|\*|export|default)$/;

export function attributesOf(shaper: ShapeMaker, node: Node): Shape[] {
  const { tree } = shaper;
  return tree.children(node).flatMap((one) => {
    if (tree.is(one, 'decorator')) return [shaper.make('annotation', one, shaper.children(one))];
    if (tree.is(one, 'accessibility_modifier') || modifiers.test(tree.kindOf(one)))
      return [shaper.make('modifier', one, [], tree.textOf(one))];
    return [];
  });
}
