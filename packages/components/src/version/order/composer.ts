import { compareNumeric } from './semver.ts';

/** How words begin that say how far a version is, from early to late; `#` stands for a number. */
const forms = ['dev', 'alpha', 'a', 'beta', 'b', 'RC', 'rc', '#', 'pl', 'p'];
const ranks = [0, 1, 1, 2, 2, 3, 3, 4, 5, 5];
const numberRank = 4;

/**
 * Composer's order, which is PHP's `version_compare` after normalisation.
 * @see https://www.php.net/manual/en/function.version-compare.php
 */
export function compareComposer(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const order = comparePart(left[at], right[at]);
    if (order !== 0) return order;
  }
  return 0;
}

/** `v1.0RC1` is `1`, `0`, `RC`, `1`; what says where a version comes from (`@dev`, `#commit` after a branch) stays. */
function parts(version: string): string[] {
  return version
    .trim()
    .replace(/^v/i, '')
    .replace(/[-_+]/g, '.')
    .replace(/(\d)(?=[^\d.])|([^\d.])(?=\d)/g, '$&.')
    .split('.')
    .filter((part) => part !== '');
}

function comparePart(a: string | undefined, b: string | undefined): number {
  const [left, right] = [isNumber(a), isNumber(b)];
  if (left && right) return compareNumeric(a!, b!);
  // A number where the other version ended makes it the later one.
  if (a === undefined) return right ? -1 : numberRank - rankOf(b!);
  if (b === undefined) return left ? 1 : rankOf(a) - numberRank;
  return (left ? numberRank : rankOf(a)) - (right ? numberRank : rankOf(b));
}

function isNumber(part: string | undefined): boolean {
  return part !== undefined && /^\d+$/.test(part);
}

/** Words that are not known come before all that are. */
function rankOf(word: string): number {
  const at = forms.findIndex((form) => word.startsWith(form));
  return ranks[at] ?? -1;
}
