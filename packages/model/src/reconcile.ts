import { covers } from './coverage.ts';
import type { Sighting } from './finding.ts';
import type { Identified } from './identity/index.ts';
import type { FindingKind } from './kind.ts';
import { placeOf } from './observation.ts';
import type { Run } from './run.ts';

/** A sighting with what is needed to tell whether a run covered it. */
export interface KnownSighting extends Sighting {
  /** Fingerprint value of its finding. */
  fingerprint: string;
  kind: FindingKind;
}

/**
 * What one run changes in the sightings of its tool in its application.
 *
 * The outcome is a function of the *set* of runs: `firstSeenAt` and `lastSeenAt` are the least and the greatest
 * time it was seen, `absentSince` is the earliest complete run after `lastSeenAt` that covered the place.
 * So order, parallelism and repetition of uploads cannot matter.
 *
 * @param known all sightings of this tool in this application that the run may touch: those of the same
 *   fingerprints, and those still present.
 * @param others the complete runs of this tool in this application that finished after the earliest
 *   `lastSeenAt` that may change; normally none finished later than `run`.
 * @returns the sightings that are new or changed; the rest stay as they are.
 */
export function reconcile(
  run: Run,
  identified: readonly Identified[],
  known: readonly KnownSighting[],
  others: readonly Run[],
): KnownSighting[] {
  const byKey = new Map(known.map((sighting) => [keyOf(sighting.fingerprint, sighting.place), sighting]));
  const complete = [...others, run].filter((one) => one.completeness === 'complete');
  const changed: KnownSighting[] = [];
  const seen = new Set<string>();

  for (const { observation, fingerprint } of identified) {
    const place = placeOf(observation);
    const key = keyOf(fingerprint.value, place);
    if (seen.has(key)) continue;
    seen.add(key);
    const prior = byKey.get(key);
    const newest = !prior || run.finishedAt >= prior.lastSeenAt;
    const next: KnownSighting = {
      fingerprint: fingerprint.value,
      kind: observation.kind,
      tool: run.tool.name,
      place,
      ruleId: newest ? observation.rule.id : prior.ruleId,
      ...pick(newest ? observation : prior),
      firstSeenAt: prior && prior.firstSeenAt < run.finishedAt ? prior.firstSeenAt : run.finishedAt,
      lastSeenAt: newest ? run.finishedAt : prior.lastSeenAt,
      absentSince: null,
    };
    next.absentSince = absentSince(next, complete);
    if (!prior || differs(prior, next)) changed.push(next);
  }

  if (run.completeness !== 'complete') return changed;
  for (const prior of known) {
    if (seen.has(keyOf(prior.fingerprint, prior.place))) continue;
    const since = absentSince(prior, [run]);
    if (since !== null && (prior.absentSince === null || since < prior.absentSince)) {
      changed.push({ ...prior, absentSince: since });
    }
  }
  return changed;
}

function absentSince(sighting: KnownSighting, complete: readonly Run[]): string | null {
  let earliest: string | null = null;
  for (const { finishedAt, coverage } of complete) {
    if (finishedAt <= sighting.lastSeenAt) continue;
    if (earliest !== null && finishedAt >= earliest) continue;
    if (covers(coverage, sighting)) earliest = finishedAt;
  }
  return earliest;
}

function keyOf(fingerprint: string, place: string): string {
  return `${fingerprint}\0${place}`;
}

type Seen = Pick<Sighting, 'location' | 'excerpt' | 'trace' | 'suppressed' | 'introduced'>;

function pick(from: Seen): Seen {
  return {
    ...(from.location && { location: from.location }),
    ...(from.excerpt !== undefined && { excerpt: from.excerpt }),
    ...(from.trace && { trace: from.trace }),
    ...(from.suppressed && { suppressed: from.suppressed }),
    ...(from.introduced && { introduced: from.introduced }),
  };
}

function differs(a: KnownSighting, b: KnownSighting): boolean {
  return (
    a.firstSeenAt !== b.firstSeenAt ||
    a.lastSeenAt !== b.lastSeenAt ||
    a.absentSince !== b.absentSince ||
    a.ruleId !== b.ruleId
  );
}
