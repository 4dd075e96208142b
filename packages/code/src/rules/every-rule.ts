import { patternLanguages } from '../languages/language.ts';
import { families } from '../languages/registry.ts';
import { patternRulesOf } from './pattern-rules.ts';
import type { Rule } from './rule.ts';

/** All rules of all languages, by id. */
export async function everyRule(): Promise<Rule[]> {
  const followed = await Promise.all(Object.values(families).map(async (load) => (await load()).rules));
  return [...followed.flat(), ...(await patternRulesOf(patternLanguages))].sort((a, b) => (a.id < b.id ? -1 : 1));
}
