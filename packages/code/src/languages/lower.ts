import { packModule } from '../ir/packed-module.ts';
import type { Module } from '../ir/ir.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { LanguageFamily } from './family.ts';

/**
 * Lowers a file for a program of many, packed; `null` for a family that is inspected by the identity of its instructions:
 * its files are lowered where they are looked at.
 */
export function lowerPacked(family: LanguageFamily, tree: SyntaxTree): Module | null {
  return family.inspect ? null : packModule(family.lower(tree));
}
