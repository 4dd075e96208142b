import { none, type Node, type SyntaxTree } from '../syntax/syntax-tree.ts';

/** Fields of the grammars that hold what something is called. */
const namingFields = ['name', 'left', 'key', 'property'] as const;
const levels = 24;

/**
 * What a value is called where it goes: the variables, properties and keys of the expression and statement it stands in,
 * and the functions around it, innermost first. Each at most 100 characters.
 */
export function namesAround(tree: SyntaxTree, node: Node): string[] {
  const names: string[] = [];
  let at = node;
  for (let level = 0; level < levels; level += 1) {
    const inside = at;
    at = tree.parent(at);
    if (at === none) break;
    for (const field of namingFields) {
      const name = tree.child(at, field);
      if (name !== none && name !== inside) names.push(tree.textOf(name).slice(0, 100));
    }
  }
  return names;
}
