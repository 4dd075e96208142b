import type { LanguageId } from '../languages/language.ts';
import { wordsOf } from './pattern.ts';
import { fieldsOf, type Formula, type SemgrepRule } from './rule-file.ts';

/** Lists of words: in a file that matches, all words of at least one list stand. */
export type Alternatives = readonly (readonly string[])[];

/** Words without which a rule finds nothing; what cannot be told is left out. A flow needs its source and its sink. */
export function wordsNeeded(rule: SemgrepRule): Alternatives[] {
  const language = rule.languages[0]!;
  if (language === 'generic') return [];
  const anyOf = (formulas: readonly Formula[]) => alternativesOf({ 'pattern-either': formulas }, language);
  const needed = rule.formula
    ? [alternativesOf(rule.formula, language)]
    : rule.taint
      ? [anyOf(rule.taint.sources), anyOf(rule.taint.sinks)]
      : [];
  return needed.filter((one): one is string[][] => one !== null && one.every((words) => words.length > 0));
}

function alternativesOf(formula: Formula, language: LanguageId): string[][] | null {
  if (typeof formula['pattern'] === 'string')
    return [lastOf(wordsOf(formula['pattern'].trim(), language).map((word) => word.slice(0, 80)))];
  if (Array.isArray(formula['pattern-either'])) {
    const all = formula['pattern-either'].map((one) => alternativesOf(fieldsOf(one), language));
    return all.some((one) => one === null) ? null : all.flatMap((one) => one ?? []);
  }
  if (Array.isArray(formula['patterns']))
    for (const one of formula['patterns']) {
      const part = fieldsOf(one);
      if ('pattern' in part || 'pattern-either' in part) return alternativesOf(part, language);
    }
  return null;
}

/** Imports may hide all but the last name of a path. */
function lastOf(words: readonly string[]): string[] {
  return words.slice(-1);
}
