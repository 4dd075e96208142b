import type { Register } from '../../ir/ir.ts';
import { none, type Node } from '../../syntax/syntax-tree.ts';
import type { Expressions } from './parts.ts';

/** An element is a call of React with its properties: `<a href={x}/>` → `react.createElement('a', { href: x })`. */
export function lowerJsx(expressions: Expressions, node: Node): Register {
  const { tree, scope } = expressions;
  const { builder } = scope;
  if (tree.is(node, 'jsx_expression')) {
    const [inner] = tree.namedChildren(node);
    return inner === undefined ? builder.register() : expressions.lower(inner);
  }
  const head = tree.is(node, 'jsx_element') ? tree.child(node, 'open_tag') : node;
  const keys: string[] = [];
  const args: Register[] = [];
  for (const attribute of head === none ? [] : tree.childrenIn(head, 'attribute')) {
    const [name = none, value = none] = tree.namedChildren(attribute);
    if (tree.is(attribute, 'jsx_expression')) {
      keys.push('...');
      args.push(expressions.lower(name));
    } else if (name !== none) {
      keys.push(tree.textOf(name));
      args.push(value === none ? builder.constant(true, attribute) : expressions.lower(value));
    }
  }
  const properties = builder.emit('object', head === none ? node : head, { keys, args });
  if (tree.is(node, 'jsx_element'))
    for (const child of tree.namedChildren(node))
      if (/^jsx_(expression|element|self_closing_element)$/.test(tree.kindOf(child))) expressions.lower(child);
  const name = head === none ? none : tree.child(head, 'name');
  const tag = builder.constant(name === none ? '' : tree.textOf(name), node);
  // Properties that take markup as it is are sinks of the models.
  for (const [at, key] of keys.entries())
    if (key === 'dangerouslySetInnerHTML') {
      const html = builder.emit('load', node, { a: args[at]!, name: '__html' });
      builder.emit('callNamed', node, { name: 'react.dangerouslySetInnerHTML', args: [html] });
    } else if (key === 'href' || key === 'src')
      builder.emit('callNamed', node, { name: `react.${key}`, args: [args[at]!] });
  return builder.emit('callNamed', node, { name: 'react.createElement', args: [tag, properties] });
}
