import { FlowEngine } from './flow/engine.ts';
import type { FlowFinding } from './flow/finding.ts';
import type { Module } from './ir/ir.ts';
import type { LanguageFamily } from './languages/registry.ts';
import { ModelIndex } from './models/model-index.ts';
import type { CallRule, FlowRule, Rule } from './rules/rule.ts';

export interface AnalyzeOptions {
  /** Which of the family's rules to follow; all by default. */
  wants?: (rule: Rule) => boolean;
  property?: (key: string) => string | undefined;
  isLibrary?: (path: string) => boolean;
}

/** All findings of one program of one family, in the order of files and places. */
export function analyzeModules(
  family: LanguageFamily,
  modules: readonly Module[],
  options: AnalyzeOptions = {},
): FlowFinding[] {
  const rules = family.rules.filter(options.wants ?? (() => true));
  const isFlow = (rule: Rule): rule is FlowRule => rule.kind === 'flow';
  const isCall = (rule: Rule): rule is CallRule => rule.kind === 'call';
  const engine = new FlowEngine(modules, {
    index: new ModelIndex(family.models, rules.filter(isCall)),
    flowRules: rules.filter(isFlow),
    ...(options.property && { property: options.property }),
    ...(options.isLibrary && { isLibrary: options.isLibrary }),
  });
  return engine.run();
}
