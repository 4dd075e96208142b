import type { FlowFinding } from '../flow/finding.ts';
import type { Module } from '../ir/ir.ts';
import type { Model } from '../models/model.ts';
import type { Rule } from '../rules/rule.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { LanguageId } from './language.ts';

/** Languages that are analysed as one program: TypeScript calls JavaScript, C++ calls C. */
export interface LanguageFamily {
  readonly name: string;
  readonly languages: readonly LanguageId[];
  lower(tree: SyntaxTree): Module;
  readonly models: readonly Model[];
  readonly rules: readonly Rule[];
  /** What the language is looked at for besides the flow of data. */
  inspect?(modules: readonly Module[], paths?: ReadonlySet<string>): FlowFinding[];
}
