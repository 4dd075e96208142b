import type { Module } from '../../ir/ir.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import { FunctionScope } from '../function-scope.ts';
import { JavaBody } from './body.ts';
import { JavaDeclarations, isTypeDeclaration } from './declarations.ts';
import { JavaNames } from './names.ts';

/** A Java file as IR: classes with their methods, field initialisers in `<init-fields>` and the module's own code. */
export function lower(tree: SyntaxTree): Module {
  const names = new JavaNames(tree);
  const module: Module = {
    tree,
    path: tree.path,
    language: 'java',
    name: names.packageName,
    functions: [],
    classes: [],
    exports: new Map(),
  };
  const top = new FunctionScope(0, '<module>', 0, null);
  module.functions.push(top.fn);
  const declarations = new JavaDeclarations(
    tree,
    module,
    names,
    top,
    (home, scope, cls) => new JavaBody(home, scope, cls),
  );
  for (const node of tree.namedChildren(0))
    if (isTypeDeclaration(tree.kindOf(node))) declarations.name(node, names.packageName);
  for (const node of tree.namedChildren(0))
    if (isTypeDeclaration(tree.kindOf(node))) declarations.type(node, names.packageName, top);
  return module;
}
