import type { Module } from '../ir/ir.ts';
import { none, type Node } from '../syntax/syntax-tree.ts';

interface Imported {
  name: string;
  node: Node;
  /** All its names are taken, or handed on, without saying which: `import . "x"`, `export * from 'x'`. */
  isOpen: boolean;
}

/** The modules a file imports, used or not, with where it says so. */
export function* importedModules(module: Module): Iterable<Imported> {
  const { tree } = module;
  if (module.language === 'go') {
    for (let node = 0; node < tree.count; node += 1)
      if (tree.is(node, 'import_spec')) {
        const name = tree.child(node, 'name');
        const isOpen = name !== none && tree.textOf(name) === '.';
        yield { name: tree.textOf(tree.child(node, 'path')).slice(1, -1), node, isOpen };
      }
    return;
  }
  if (module.language === 'java') {
    for (const node of tree.namedChildren(0)) {
      if (!tree.is(node, 'import_declaration')) continue;
      const name = tree.namedChildren(node).find((child) => !tree.is(child, 'asterisk'));
      if (name !== undefined) yield { name: tree.textOf(name), node, isOpen: false };
    }
    return;
  }
  for (const fn of module.functions)
    for (const { instructions } of fn.blocks)
      for (const { op, keys, node, name } of instructions) {
        const from = op === 'import' ? keys?.[0] : undefined;
        if (from === undefined) continue;
        yield { name: from, node, isOpen: false };
        // `from google.cloud import storage`: the name may be a module.
        if (module.language === 'python' && name !== '*') yield { name: `${from}.${name}`, node, isOpen: false };
      }
  // `export … from`
  for (const handed of module.exports.values())
    if ('from' in handed) yield { name: handed.from, node: none, isOpen: handed.name === '*' };
}
