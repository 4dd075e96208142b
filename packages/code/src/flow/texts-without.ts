import { bitsOf } from '../models/model-index.ts';

const perText: readonly (readonly [RegExp, number])[] = [
  [/^(\/|\\)?\.\.(\/|\\)?$/, bitsOf(['path'])],
  [/^\/$/, bitsOf(['path'])],
  [/^'$/, bitsOf(['xpath', 'sql'])],
  [/^<$/, bitsOf(['html', 'xml'])],
  [/^__proto__$/, bitsOf(['prototype'])],
  [/^[\r\n]$/, bitsOf(['header', 'log', 'email'])],
];

/** A literal's own quotes are all it has: it stays a literal. */
const insideQuotes = bitsOf(['code', 'xpath', 'sql']);

/**
 * For what a text is harmless once it is known not to contain another: no way up without `..`, no way out of a literal
 * without its quote. `inside`: only what stands between its first and last character is known.
 */
export function harmlessWithout(text: string, where: 'whole' | 'inside' = 'whole'): number {
  if (where === 'inside') return text === "'" || text === '"' ? insideQuotes : 0;
  return perText.find(([pattern]) => pattern.test(text))?.[1] ?? 0;
}

/** `x.replace("'", "''")` where every occurrence is replaced. */
export function harmlessReplaced(text: string, by: string): number {
  if (text === "'" && by === "''") return bitsOf(['sql', 'xpath']);
  return by.includes(text) || text.startsWith('..') ? 0 : harmlessWithout(text);
}
