import { compareSemver } from './semver.ts';

/**
 * NuGet's order: a semantic version with up to four numbers, its words without regard to case.
 * @see https://learn.microsoft.com/en-us/nuget/concepts/package-versioning
 */
export function compareNuget(a: string, b: string): number {
  return compareSemver(a.toLowerCase(), b.toLowerCase());
}
