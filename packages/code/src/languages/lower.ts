import { packModule } from '../ir/packed-module.ts';
import type { Module } from '../ir/ir.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { LanguageFamily } from './family.ts';

/** Lowers a file for a program of many: packed, unless the family is inspected by the identity of its instructions. */
export function lowerPacked(family: LanguageFamily, tree: SyntaxTree): Module {
  const module = family.lower(tree);
  return family.inspect ? module : packModule(module);
}
