import { compareVersions, schemeOf } from '../version/compare.ts';
import type { Constraint } from '../version/constraint.ts';
import { formatVers, sorted } from '../version/vers.ts';
import type { AffectedRange, AffectedVersions, RangeEvent } from './advisory.ts';

/**
 * Is this version affected? As OSV says: listed by name, or inside a range after sorting its events.
 * @see https://ossf.github.io/osv-schema/#evaluation
 */
export function affects(
  advisory: Pick<AffectedVersions, 'ranges' | 'versions'>,
  ecosystem: string,
  version: string,
): boolean {
  if (advisory.versions.includes(version)) return true;
  return advisory.ranges.some((range) => {
    let inside = false;
    for (const { at, kind } of turningPoints(range, ecosystem)) {
      const order = at === '0' && kind === 'introduced' ? 1 : compareVersions(ecosystem, version, at);
      if (kind === 'introduced') inside ||= order >= 0;
      else if (kind === 'fixed' || kind === 'limit') inside &&= order < 0;
      else inside &&= order <= 0;
    }
    return inside;
  });
}

/** The lowest newer version that is named as fixed and is not affected itself; undefined when there is none. */
export function fixedVersionFor(
  advisory: Pick<AffectedVersions, 'ranges' | 'versions'>,
  ecosystem: string,
  version: string,
): string | undefined {
  let best: string | undefined;
  for (const { events } of advisory.ranges) {
    for (const { fixed } of events) {
      if (fixed === undefined || compareVersions(ecosystem, fixed, version) <= 0) continue;
      if (best !== undefined && compareVersions(ecosystem, fixed, best) >= 0) continue;
      if (!affects(advisory, ecosystem, fixed)) best = fixed;
    }
  }
  return best;
}

/** The affected versions in VERS' notation, for people to read; undefined where there is nothing to say. */
export function rangeText(
  { ranges, versions }: Pick<AffectedVersions, 'ranges' | 'versions'>,
  ecosystem: string,
): string | undefined {
  const scheme = schemeOf(ecosystem);
  if (!scheme) return undefined;
  const said = texts.get(ranges);
  if (said !== undefined) return said;
  const constraints = [
    ...versions.slice(0, 20).map((version): Constraint => ({ comparator: '=', version })),
    ...ranges.flatMap(({ events }) => events.flatMap(toConstraints)),
  ];
  const text = formatVers(sorted({ scheme, constraints }));
  const short = text.length <= 1000 ? text : `${text.slice(0, 990)}…`;
  texts.set(ranges, short);
  return short;
}
const texts = new WeakMap<readonly AffectedRange[], string>();

function toConstraints({ introduced, fixed, limit, last_affected: last }: RangeEvent): Constraint[] {
  const end = fixed ?? limit;
  return [
    ...(introduced !== undefined && introduced !== '0' ? [{ comparator: '>=' as const, version: introduced }] : []),
    ...(end === undefined ? [] : [{ comparator: '<' as const, version: end }]),
    ...(last === undefined ? [] : [{ comparator: '<=' as const, version: last }]),
  ];
}

type Kind = 'introduced' | 'fixed' | 'last_affected' | 'limit';
const kinds: readonly Kind[] = ['introduced', 'fixed', 'last_affected', 'limit'];

interface TurningPoint {
  kind: Kind;
  at: string;
}

/** A range is held against many versions, and its events are sorted once. */
const known = new WeakMap<AffectedRange, TurningPoint[]>();

function turningPoints(range: AffectedRange, ecosystem: string): TurningPoint[] {
  let points = known.get(range);
  if (!points) {
    points = sortEvents(range.events, ecosystem);
    known.set(range, points);
  }
  return points;
}

function sortEvents(events: readonly RangeEvent[], ecosystem: string): TurningPoint[] {
  return events
    .flatMap((event) => kinds.flatMap((kind) => (event[kind] === undefined ? [] : [{ kind, at: event[kind] }])))
    .sort((a, b) => {
      if (a.at === '0' || b.at === '0') return a.at === b.at ? 0 : a.at === '0' ? -1 : 1;
      return compareVersions(ecosystem, a.at, b.at) || kinds.indexOf(a.kind) - kinds.indexOf(b.kind);
    });
}
