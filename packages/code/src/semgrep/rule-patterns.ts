import type { LanguageId } from '../languages/language.ts';
import { isPatternLanguage } from '../rules/pattern-rules.ts';
import type { Patterns } from './patterns.ts';
import { fieldsOf, languageWithin, listOf, type SemgrepRule } from './rule-file.ts';

/** Every pattern must parse in every language of its rule. */
export function firstWrongPattern(rule: SemgrepRule, patterns: Patterns): string | null {
  if (rule.taint && rule.languages.some((one) => one !== 'generic' && isPatternLanguage(one))) {
    const { sources, sinks, sanitizers, propagators } = rule.taint;
    if (propagators.length > 0) return 'propagators are not followed in its language';
    if ([...sources, ...sinks, ...sanitizers].some((one) => 'label' in one || 'requires' in one))
      return 'labels are not followed in its language';
  }
  for (const language of rule.languages) {
    if (language === 'generic') continue;
    for (const { text, within } of patternsOf(rule))
      try {
        if (within !== 'generic') patterns.of(text, within ?? language);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        return error.message;
      }
  }
  return null;
}

/** The grammars a rule asks for: those of its languages, and of others it looks for in texts. */
export function grammarsOf(rule: SemgrepRule): LanguageId[] {
  return [...rule.languages, ...patternsOf(rule).map(({ within }) => within)].filter(
    (one): one is LanguageId => one !== undefined && one !== 'generic',
  );
}

/** All patterns, those for other languages inside of texts with the language. */
function patternsOf(rule: SemgrepRule): { text: string; within: LanguageId | 'generic' | undefined }[] {
  const found: { text: string; within: LanguageId | 'generic' | undefined }[] = [];
  const visit = (formula: Record<string, unknown>, within?: LanguageId | 'generic'): void => {
    for (const [name, value] of Object.entries(formula)) {
      if (/^pattern(-inside|-not|-not-inside)?$/.test(name) && typeof value === 'string')
        found.push({ text: value, within });
      else if (name === 'metavariable-pattern') visit(fieldsOf(value), languageWithin(fieldsOf(value)) ?? within);
      else if (name.startsWith('pattern')) for (const one of listOf(value)) visit(fieldsOf(one), within);
    }
  };
  for (const formula of formulasOf(rule)) visit(formula);
  return found;
}

function formulasOf({ formula, taint }: SemgrepRule): Record<string, unknown>[] {
  return formula
    ? [formula]
    : [...(taint?.sources ?? []), ...(taint?.sinks ?? []), ...(taint?.sanitizers ?? []), ...(taint?.propagators ?? [])];
}
