import type { Module } from '../../ir/ir.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import { FunctionScope } from '../function-scope.ts';
import { PythonBody } from './body.ts';
import { PythonModule } from './module.ts';

/** A Python file as IR. */
export function lower(tree: SyntaxTree): Module {
  const module: Module = {
    tree,
    path: tree.path,
    language: 'python',
    name: moduleName(tree.path),
    functions: [],
    classes: [],
    exports: new Map(),
  };
  const top = new FunctionScope(0, '<module>', 0, null);
  module.functions.push(top.fn);
  const context = new PythonModule(
    tree,
    module,
    top,
    (file, scope, className) => new PythonBody(file, scope, className),
  );
  new PythonBody(context, top, '').functionBody(0);
  for (const name of context.topNames) module.exports.set(name, { register: top.own(name) });
  return module;
}

/** `pkg/sub/__init__.py` → `pkg.sub`. */
export function moduleName(path: string): string {
  return path
    .replace(/\.pyi?w?$/, '')
    .replace(/(^|\/)__init__$/, '')
    .replaceAll('/', '.');
}
