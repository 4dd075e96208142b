import type { Allowlist } from './schema.ts';
import { translate } from './translate.ts';

/** What an allowlist may ask of a match. */
export interface Found {
  path: string;
  secret: string;
  /** The whole of what the rule's expression matched. */
  match: string;
  line: string;
}

/**
 * An allowlist as a question. Its kinds of criteria are joined by OR, or by AND where it says so; commits never match
 * outside of a history.
 *
 * @throws {ExpressionError}
 */
export function toQuestion(list: Allowlist): (found: Found) => boolean {
  const all = list.condition?.toUpperCase() === 'AND' || list.condition === '&&';
  const paths = list.paths?.map((one) => translate(one).pattern);
  const regexes = list.regexes?.map((one) => translate(one).pattern);
  const words = list.stopwords?.map((one) => one.toLowerCase());
  const criteria: ((found: Found) => boolean)[] = [];
  if (list.commits?.length) criteria.push(() => false);
  if (paths?.length) criteria.push(({ path }) => paths.some((one) => one.test(path)));
  if (regexes?.length)
    criteria.push((found) => {
      const text = list.regexTarget === 'line' ? found.line : list.regexTarget === 'match' ? found.match : found.secret;
      return regexes.some((one) => one.test(text));
    });
  if (words?.length)
    criteria.push(({ secret }) => {
      const lower = secret.toLowerCase();
      return words.some((word) => lower.includes(word));
    });
  if (criteria.length === 0) return () => false;
  return (found) => (all ? criteria.every((one) => one(found)) : criteria.some((one) => one(found)));
}
