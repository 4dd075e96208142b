import { compareNumeric } from './semver.ts';

/**
 * Versions that are lists of numbers, as CRAN, Hackage and nginx write them: `-` divides like `.`, and one with more
 * numbers is the later one.
 * @see https://hackage.haskell.org/package/base/docs/Data-Version.html
 * @see https://cran.r-project.org/doc/manuals/r-release/R-exts.html#The-DESCRIPTION-file
 */
export function compareNumbers(a: string, b: string): number {
  const [left, right] = [a.match(/\d+/g) ?? [], b.match(/\d+/g) ?? []];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const order = compareNumeric(left[at]!, right[at]!);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
