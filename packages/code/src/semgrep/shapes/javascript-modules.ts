import { none, type Node } from '../../syntax/syntax-tree.ts';
import { attributesOf } from './javascript-functions.ts';
import type { Shape, ShapeMaker } from './shape.ts';

/** `export` says nothing of what is exported; a default is a variable of that name. */
export function exported(shaper: ShapeMaker, node: Node): Shape | readonly Shape[] | undefined {
  const { tree } = shaper;
  const declaration = tree.child(node, 'declaration');
  const value = tree.child(node, 'value');
  const isDefault = tree.children(node).some((one) => tree.is(one, 'default'));
  const modifier = shaper.make('modifier', node, [], 'export');
  const decorators = attributesOf(shaper, node).filter((one) => one.kind === 'annotation');
  if (value !== none && isDefault)
    return shaper.make('var', node, [shaper.make('id', node, [], 'default'), null, shaper.of(value)], '', [
      shaper.make('modifier', node, [], 'const'),
      modifier,
    ]);
  if (declaration === none) return undefined;
  return shaper.all([declaration]).map((one, number) => ({
    ...(number === 0 ? shaper.within(one, node) : one),
    attributes: [
      ...decorators,
      ...one.attributes,
      modifier,
      ...(isDefault ? [shaper.make('modifier', node, [], 'default')] : []),
    ],
  }));
}

/** One shape for each name that is imported. */
export function importsOf(shaper: ShapeMaker, node: Node): readonly Shape[] | undefined {
  const { tree } = shaper;
  const source = shaper.field(node, 'source');
  if (!source) return undefined;
  const found: Shape[] = [];
  const clause = tree.childOfKind(node, 'import_clause');
  const add = (how: string, name: Shape | null, alias: Shape | null) =>
    found.push(shaper.make('import', node, [source, name, alias], how));
  for (const one of clause === none ? [] : tree.namedChildren(clause))
    if (tree.is(one, 'namespace_import')) add('all', null, shaper.children(one)[0] ?? null);
    else if (tree.is(one, 'named_imports'))
      for (const specifier of tree.namedChildren(one)) {
        const name = shaper.field(specifier, 'name');
        const alias = shaper.field(specifier, 'alias');
        add('named', name, alias);
      }
    else add('default', shaper.make('id', one, [], 'default'), shaper.of(one));
  if (found.length === 0) add('whole', null, null);
  return found;
}
