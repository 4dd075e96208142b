import { patternLanguages, type LanguageId } from '../languages/language.ts';
import type { PatternRule } from './rule.ts';

type PatternLanguage = (typeof patternLanguages)[number];

/** Our own pattern rules, loaded when a file of the language turns up. */
export const patternRules: Readonly<Record<PatternLanguage, () => Promise<readonly PatternRule[]>>> = {
  bash: async () => (await import('./bash/index.ts')).bashRules,
  csharp: async () => (await import('./csharp/index.ts')).csharpRules,
  kotlin: async () => (await import('./kotlin/index.ts')).kotlinRules,
  php: async () => (await import('./php/index.ts')).phpRules,
  ruby: async () => (await import('./ruby/index.ts')).rubyRules,
  rust: async () => (await import('./rust/index.ts')).rustRules,
};

/** Languages without a flow analysis of their own are looked at with patterns only. */
export function isPatternLanguage(language: LanguageId): language is PatternLanguage {
  return (patternLanguages as readonly LanguageId[]).includes(language);
}

/** The pattern rules of these languages. */
export async function patternRulesOf(languages: Iterable<LanguageId>): Promise<PatternRule[]> {
  const wanted = [...new Set(languages)].filter(isPatternLanguage);
  return (await Promise.all(wanted.map((language) => patternRules[language]()))).flat();
}
