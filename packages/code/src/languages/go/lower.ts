import type { Module } from '../../ir/ir.ts';
import { none, type SyntaxTree } from '../../syntax/syntax-tree.ts';
import { FunctionScope } from '../function-scope.ts';
import { GoBody } from './body.ts';
import { GoFile } from './file.ts';

/** A Go file as IR. The package's name is its folder, so that the files of one package find each other. */
export function lower(tree: SyntaxTree): Module {
  const clause = tree.childOfKind(0, 'package_clause');
  const declared = clause === none ? 'main' : tree.textOf(tree.namedChildren(clause)[0] ?? clause);
  const slash = tree.path.lastIndexOf('/');
  const module: Module = {
    tree,
    path: tree.path,
    language: 'go',
    name: slash === -1 ? declared : tree.path.slice(0, slash),
    functions: [],
    classes: [],
    exports: new Map(),
  };
  const top = new FunctionScope(0, '<module>', 0, null);
  module.functions.push(top.fn);
  const file = new GoFile(tree, module, top, (home, scope, results, body) =>
    new GoBody(home, scope, results).function(body),
  );
  file.readImports();
  file.declareTypes();
  new GoBody(file, top).packageVariables(0);
  file.lowerFunctions();
  return module;
}
