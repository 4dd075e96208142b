import type { PackageAdvisory } from '../advisories/advisory.ts';
import type { AdvisoryIndex } from '../advisories/index-port.ts';
import { affects } from '../advisories/affects.ts';
import { normaliseName } from '../purl.ts';
import { knowsVersions } from '../version/compare.ts';

/** Names of the advisories that a version is affected by; none where the ecosystem has no advisories here. */
export function knownAgainst(index: AdvisoryIndex, ecosystem: string): (name: string, version: string) => string[] {
  return (name, version) => {
    if (version === '' || !knowsVersions(ecosystem)) return [];
    const advisories = index.lookUp(ecosystem, normaliseName(ecosystem, name)) ?? [];
    return advisories.filter((one) => !one.isWithdrawn && isAffected(one, ecosystem, version)).map(({ id }) => id);
  };
}

/** A version or a range that cannot be read is nothing to change to. */
function isAffected(advisory: PackageAdvisory, ecosystem: string, version: string): boolean {
  try {
    return affects(advisory, ecosystem, version);
  } catch {
    return true;
  }
}
