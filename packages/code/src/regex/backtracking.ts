import { createRequire } from 'node:module';
import type { analyse } from 'scslre';

/** How much longer matching may take than the text is: `polynomial` (minutes for 100 KB), `exponential` (for 40 characters). */
export type Backtracking = 'polynomial' | 'exponential';

/** Expressions past these are not judged: the analysis of one may itself take more than linear time. */
const longest = 1000;
const deepest = 10;
const mostQuantifiers = 60;
const remembered = 5000;

/**
 * Whether a text can be written on which a backtracking engine takes more than linear time; `null` when there is none,
 * or when that cannot be told: another dialect, too long, one with references.
 *
 * @param source without delimiters and flags, in the dialect of JavaScript; what Python and Java write alike is understood.
 * @see https://github.com/RunDevelopment/scslre the analysis used
 */
export function backtrackingOf(source: string): Backtracking | null {
  const known = judged.get(source);
  if (known !== undefined) return known;
  const found = judge(source);
  if (judged.size >= remembered) judged.clear();
  judged.set(source, found);
  return found;
}

/** Loaded when the first expression is met: most checks in a hook meet none. */
function load(): { analyse: typeof analyse } {
  return createRequire(import.meta.url)('scslre') as { analyse: typeof analyse };
}

const judged = new Map<string, Backtracking | null>();

function judge(source: string): Backtracking | null {
  if (source.length > longest || isTooMuch(source)) return null;
  try {
    const { reports } = load().analyse({ source: inJavaScript(source), flags: '' }, { maxReports: 20 });
    if (reports.length === 0) return null;
    return reports.some(({ exponential }) => exponential) ? 'exponential' : 'polynomial';
  } catch {
    return null;
  }
}

/** Nested too deep, too many quantifiers, or none at all. Brackets and escapes count as they stand: it need not be exact. */
function isTooMuch(source: string): boolean {
  const quantifiers = source.match(/[*+{]/g)?.length ?? 0;
  let depth = 0;
  let most = 0;
  for (const character of source) {
    if (character === '(') most = Math.max(most, (depth += 1));
    else if (character === ')') depth -= 1;
  }
  return quantifiers === 0 || quantifiers > mostQuantifiers || most > deepest;
}

/** Python and Java name groups and the ends of a text otherwise. */
function inJavaScript(source: string): string {
  return source
    .replaceAll('(?P<', '(?<')
    .replaceAll('\\A', '^')
    .replace(/\\[zZ]/g, '$');
}
