import type { Observation } from '@stoa/model';
import type { Found } from '../find-secrets.ts';
import { digestFor, type Baseline, type BaselineEntry } from './baseline.ts';

/** Under this name a baseline's digest stands in an observation's `toolFingerprints`. */
export const baselineFingerprint = 'secret-baseline/1';

export interface BaselineCheck {
  baseline: Baseline;
  /** `YYYY-MM-DD`. */
  today: string;
  /** Gives every secret its digest, to make a baseline of them; else only those that are in it. */
  all?: boolean;
  /** Digests worked out before, by `secretDigest`. */
  known?: ReadonlyMap<string, string>;
}

export type Standing = 'live' | 'waiting' | 'ended';

export function standingOf({ approver, until }: BaselineEntry, today: string): Standing {
  if (until < today) return 'ended';
  return approver === null ? 'waiting' : 'live';
}

/** Tells of each secret whether the baseline knows it. A known one is told all the same, and by whom it is known. */
export function createBaselineExaminer({ baseline, today, all = false, known = new Map() }: BaselineCheck) {
  const entries = new Map(baseline.entries.map((entry) => [entry.digest, entry]));
  const worked = new Map<string | undefined, string>(known);
  return function examine(observation: Observation, { secret }: Pick<Found, 'secret'>): Observation {
    if (!all && entries.size === 0) return observation;
    const digest = worked.get(observation.secretDigest) ?? digestFor(baseline, secret);
    worked.set(observation.secretDigest, digest);
    const entry = entries.get(digest);
    if (!entry && !all) return observation;
    const toolFingerprints = { ...observation.toolFingerprints, [baselineFingerprint]: digest };
    return { ...observation, toolFingerprints, ...(entry && standing(observation, entry, today)) };
  };
}

function standing(observation: Observation, entry: BaselineEntry, today: string): Partial<Observation> {
  const { owner, reason, until } = entry;
  const note = (text: string) => ({ description: `${observation.description} ${text}` });
  switch (standingOf(entry, today)) {
    case 'live':
      return { suppressed: { by: 'baseline', reason: `${reason} (${owner})`.slice(0, 1000), until } };
    case 'waiting':
      return note(`The baseline knows it, but nobody has approved that: ask ${owner}.`);
    case 'ended':
      return note(`The baseline of ${owner} covered it until ${until}: that is over.`);
  }
}
