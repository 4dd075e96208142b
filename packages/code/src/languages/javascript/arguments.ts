import { nothing, type Register } from '../../ir/ir.ts';
import type { Node, SyntaxTree } from '../../syntax/syntax-tree.ts';
import type { FunctionScope } from '../function-scope.ts';

/**
 * `arguments`: the parameters, and whatever else was given, of the nearest function that is no arrow. What else was given
 * gets a parameter of its own the first time somebody asks.
 */
export function argumentsOf(tree: SyntaxTree, scope: FunctionScope, node: Node): Register {
  let home: FunctionScope = scope;
  while (home.parent?.parent && tree.is(home.fn.node, 'arrow_function')) home = home.parent;
  const { fn } = home;
  const { builder } = scope;
  if (fn.parent === -1) return builder.emit('global', node, { name: 'arguments' });
  if (fn.parameters.every(({ rest }) => rest === ''))
    fn.parameters.push({ name: '', register: home.builder.register(), type: '', annotations: [], rest: 'list' });
  const read = (register: Register) => scope.read({ function: fn.index, register }, node);
  const list = builder.emit('array', node, {
    args: fn.parameters.filter(({ rest }) => rest === '').map(({ register }) => read(register)),
  });
  const others = fn.parameters.at(-1)!.register;
  const one = builder.emit('iterate', node, { a: read(others) });
  builder.effect('storeIndex', node, { a: list, b: nothing, args: [one] });
  return list;
}
