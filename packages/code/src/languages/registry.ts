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
  inspect?(modules: readonly Module[]): FlowFinding[];
}

/** Loaded when a file of the family turns up: a check of one Go file reads nothing of Java. */
export const families: Readonly<Record<string, () => Promise<LanguageFamily>>> = {
  javascript: async () => (await import('./javascript/family.ts')).javascript,
  python: async () => (await import('./python/family.ts')).python,
  go: async () => (await import('./go/family.ts')).go,
  c: async () => (await import('./c/family.ts')).c,
  java: async () => (await import('./java/family.ts')).java,
};

/** The family a language belongs to, or `undefined` while there is none. */
export function familyOf(language: LanguageId): string | undefined {
  const name = language === 'typescript' ? 'javascript' : language === 'cpp' ? 'c' : language;
  return Object.hasOwn(families, name) ? name : undefined;
}
