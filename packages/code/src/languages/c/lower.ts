import type { Module } from '../../ir/ir.ts';
import type { SyntaxTree } from '../../syntax/syntax-tree.ts';
import { CFunctions } from './functions.ts';
import { CUnit } from './unit.ts';

/** A C or C++ file as IR: its variables are registers of the top-level function. */
export function lower(tree: SyntaxTree): Module {
  const module: Module = {
    tree,
    path: tree.path,
    language: tree.grammar.language === 'cpp' ? 'cpp' : 'c',
    name: tree.path,
    functions: [],
    classes: [],
    exports: new Map(),
  };
  new CFunctions(new CUnit(tree, module)).file();
  return module;
}
