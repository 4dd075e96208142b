import { none, type Node } from '../../syntax/syntax-tree.ts';
import type { Shape, ShapeMaker } from './shape.ts';

/** An element: its name, its attributes in any order, what stands in it. */
export function jsx(shaper: ShapeMaker, node: Node, open: Node, element: Node): Shape {
  const { tree } = shaper;
  const name = open === none ? none : tree.child(open, 'name');
  const attributes =
    open === none ? [] : tree.namedChildren(open).filter((one) => one !== name && !tree.is(one, 'type_arguments'));
  const children =
    element === none
      ? []
      : tree.namedChildren(element).filter((one) => !/^jsx_(opening|closing)_element$/.test(tree.kindOf(one)));
  return shaper.make('jsx', node, [
    name === none ? null : shaper.of(name),
    shaper.list('object', open === none ? node : open, shaper.all(attributes)),
    element === none
      ? null
      : shaper.list('block', element, shaper.all(children.filter((one) => tree.textOf(one).trim() !== ''))),
  ]);
}
