import type { LanguageFamily } from './family.ts';
import type { LanguageId } from './language.ts';

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
