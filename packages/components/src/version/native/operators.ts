import { comparators, type Comparator, type Constraint } from '../constraint.ts';
import { VersionRangeError } from '../range-error.ts';

/**
 * Reads `>= 1.0` and the like; what has no sign means `bare`.
 * @param more signs besides the six common ones, and what they stand for
 */
export function readOperator(
  text: string,
  bare: (version: string) => readonly Constraint[],
  more: Readonly<Record<string, (version: string) => readonly Constraint[]>> = {},
): readonly Constraint[] {
  const [, sign, version] = /^([<>=!~^]*)\s*v?(\S+)$/.exec(text.trim()) ?? [];
  if (version === undefined) throw new VersionRangeError(text);
  if (sign === '') return bare(version);
  if (Object.hasOwn(more, sign!)) return more[sign!]!(version);
  const comparator = sign === '==' ? '=' : comparators.find((each) => each === sign);
  if (!comparator) throw new VersionRangeError(text);
  return exactly(comparator, version);
}

export function exactly(comparator: Comparator, version: string): readonly Constraint[] {
  return [{ comparator, version }];
}

/** Joins signs that stand apart from their versions, and divides at blanks and commas: `>= 1.0, < 2` is two. */
export function dividePhrases(text: string): string[] {
  return text
    .replaceAll(/([<>=!~^]+)\s+/g, '$1')
    .split(/[\s,]+/)
    .filter((part) => part !== '');
}
