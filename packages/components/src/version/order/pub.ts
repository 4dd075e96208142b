import { compareIdentifiers, compareSemver } from './semver.ts';

/**
 * Dart's order: a semantic version, where what follows `+` counts last and none comes before some.
 * @see https://dart.dev/tools/pub/versioning
 */
export function comparePub(a: string, b: string): number {
  return compareSemver(a, b) || compareBuilds(build(a), build(b));
}

function build(version: string): string[] {
  const plus = version.indexOf('+');
  return plus < 0 ? [] : version.slice(plus + 1).split('.');
}

function compareBuilds(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return a.length - b.length;
  return compareIdentifiers(a, b);
}
