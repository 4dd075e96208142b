import type { Module } from '../../ir/ir.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import { FunctionScope } from '../function-scope.ts';
import { markExported } from './exported.ts';
import { JavaScriptBody } from './body.ts';
import { JavaScriptModule } from './module.ts';

/** A JavaScript or TypeScript file as IR. */
export function lower(tree: SyntaxTree): Module {
  const isTypeScript = tree.grammar.language !== 'javascript';
  const module: Module = {
    tree,
    path: tree.path,
    language: isTypeScript ? 'typescript' : 'javascript',
    name: tree.path,
    functions: [],
    classes: [],
    exports: new Map(),
  };
  const top = new FunctionScope(0, '<module>', 0, null);
  module.functions.push(top.fn);
  const context = new JavaScriptModule(
    tree,
    module,
    top,
    (file, scope, className) => new JavaScriptBody(file, scope, className),
  );
  context.body(top, '').functionBody(0);
  context.finish();
  markExported(module);
  return module;
}
