import { comparePep440 } from './pep440.ts';
import { compareSemver } from './semver.ts';

/** Ecosystems whose order of versions we know, as OSV names them. */
const comparators: Readonly<Record<string, (a: string, b: string) => number>> = {
  npm: compareSemver,
  Go: compareSemver,
  'crates.io': compareSemver,
  Hex: compareSemver,
  SwiftURL: compareSemver,
  'GitHub Actions': compareSemver,
  Bitnami: compareSemver,
  PyPI: comparePep440,
};

export function knowsVersions(ecosystem: string): boolean {
  return Object.hasOwn(comparators, ecosystem);
}

/**
 * Negative when `a` is older than `b`, positive when newer, 0 when they are the same version.
 * @throws {RangeError} for an ecosystem whose order is not known: guessing would call vulnerable things safe.
 */
export function compareVersions(ecosystem: string, a: string, b: string): number {
  const compare = Object.hasOwn(comparators, ecosystem) ? comparators[ecosystem] : undefined;
  if (!compare) throw new RangeError(`The order of versions of ${ecosystem} is not known yet.`);
  return Math.sign(compare(a, b));
}
