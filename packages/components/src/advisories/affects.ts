import { compareVersions } from '../version/compare.ts';
import type { PackageAdvisory } from './osv.ts';

/**
 * Is this version affected? As OSV says: listed by name, or inside a range after sorting its events.
 * @see https://ossf.github.io/osv-schema/#evaluation
 */
export function affects(
  advisory: Pick<PackageAdvisory, 'ranges' | 'versions'>,
  ecosystem: string,
  version: string,
): boolean {
  if (advisory.versions.includes(version)) return true;
  return advisory.ranges.some(({ events }) => {
    let inside = false;
    for (const { at, kind } of sortEvents(events, ecosystem)) {
      const order = at === '0' && kind === 'introduced' ? 1 : compareVersions(ecosystem, version, at);
      if (kind === 'introduced') inside ||= order >= 0;
      else if (kind === 'fixed' || kind === 'limit') inside &&= order < 0;
      else inside &&= order <= 0;
    }
    return inside;
  });
}

/** The lowest version that ends the range this version is in; undefined when none is named. */
export function fixedVersionFor(
  advisory: Pick<PackageAdvisory, 'ranges'>,
  ecosystem: string,
  version: string,
): string | undefined {
  let best: string | undefined;
  for (const { events } of advisory.ranges) {
    for (const { fixed } of events) {
      if (fixed === undefined || compareVersions(ecosystem, fixed, version) <= 0) continue;
      if (best === undefined || compareVersions(ecosystem, fixed, best) < 0) best = fixed;
    }
  }
  return best;
}

type Kind = 'introduced' | 'fixed' | 'last_affected' | 'limit';
const kinds: readonly Kind[] = ['introduced', 'fixed', 'last_affected', 'limit'];

function sortEvents(events: PackageAdvisory['ranges'][number]['events'], ecosystem: string) {
  return events
    .flatMap((event) => kinds.flatMap((kind) => (event[kind] === undefined ? [] : [{ kind, at: event[kind] }])))
    .sort((a, b) => {
      if (a.at === '0' || b.at === '0') return a.at === b.at ? 0 : a.at === '0' ? -1 : 1;
      return compareVersions(ecosystem, a.at, b.at) || kinds.indexOf(a.kind) - kinds.indexOf(b.kind);
    });
}
