import { none, type Node } from '../../syntax/syntax-tree.ts';
import { shapeAssignment } from './assignments.ts';
import type { Shape, ShapeMaker } from './shape.ts';

/** C#: functions, classes and their attributes; the rest has the grammar's own kinds. */
export function shapeCSharp(shaper: ShapeMaker, node: Node, kind: string): Shape | readonly Shape[] | undefined {
  const { tree } = shaper;
  const field = (name: string) => shaper.field(node, name);
  switch (kind) {
    case 'compilation_unit':
    case 'block':
    case 'declaration_list':
      return shaper.list('block', node, shaper.children(node));
    case 'global_statement':
      return shaper.children(node);
    case 'method_declaration':
    case 'local_function_statement':
    case 'constructor_declaration': {
      const params = tree.child(node, 'parameters');
      return shaper.make(
        'function',
        node,
        [
          field('name'),
          shaper.list('params', params, shaper.children(params)),
          field('returns') ?? field('type'),
          field('body'),
        ],
        '',
        attributesOf(shaper, node),
      );
    }
    case 'class_declaration':
    case 'record_declaration': {
      const bases = tree.childOfKind(node, 'base_list');
      const supers = bases === none ? null : shaper.list('supers', bases, shaper.children(bases));
      return shaper.make('class', node, [field('name'), supers, field('body')], '', attributesOf(shaper, node));
    }
    case 'parameter': {
      const name = field('name');
      if (name?.kind === 'dots' || name?.kind === 'metaseq') return name;
      return shaper.make('param', node, [name, field('type'), null], '', attributesOf(shaper, node));
    }
    case 'field_declaration': {
      const inner = tree.childOfKind(node, 'variable_declaration');
      return inner === none ? undefined : shaper.all([inner]).map((one) => ({ ...one, start: tree.start[node]! }));
    }
    default:
      return shapeAssignment(shaper, node, kind);
  }
}

function attributesOf(shaper: ShapeMaker, node: Node): Shape[] {
  const { tree } = shaper;
  return tree.namedChildren(node).flatMap((one) => {
    if (tree.is(one, 'modifier')) return [shaper.make('modifier', one, [], tree.textOf(one))];
    if (!tree.is(one, 'attribute_list')) return [];
    return tree.namedChildren(one).map((attribute) => {
      const list = tree.childOfKind(attribute, 'attribute_argument_list');
      const args = list === none ? null : shaper.list('args', list, shaper.children(list));
      return shaper.make('annotation', attribute, [shaper.field(attribute, 'name'), args]);
    });
  });
}
