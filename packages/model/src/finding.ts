import { z } from 'zod';
import { Timestamp } from './timestamp.ts';
import { AffectedPackage } from './affected-package.ts';
import { Location, Rule, Suppression, TraceStep } from './observation.ts';
import { Introduction } from './history.ts';
import { FindingKind } from './kind.ts';
import { Severity } from './severity.ts';
import { Fingerprint } from './fingerprint.ts';

export const findingStates = ['open', 'fixed', 'false-positive', 'accepted', 'not-affected'] as const;
export const FindingState = z.enum(findingStates);
export type FindingState = z.infer<typeof FindingState>;

/** A person's word on a finding; it outlives every run. `accepted` is not here: that takes an exception. */
export const TriageState = z.enum(['false-positive', 'not-affected']);
export type TriageState = z.infer<typeof TriageState>;

/**
 * One tool's view of a finding in one place. It is a function of the set of runs alone (see `reconcile.ts`),
 * so uploads may come in any order and any number of times.
 */
export const Sighting = z.object({
  tool: z.string(),
  place: z.string(),
  ruleId: z.string(),
  location: Location.optional(),
  excerpt: z.string().optional(),
  /** The steps data takes to this place, first to last. */
  trace: z.array(TraceStep).optional(),
  /** A comment in the code says why it is not to be reported there. */
  suppressed: Suppression.optional(),
  /** Who brought it there, where version control was asked. */
  introduced: Introduction.optional(),
  firstSeenAt: Timestamp,
  lastSeenAt: Timestamp,
  /** The earliest complete run after `lastSeenAt` that covered the place and did not see it; null: still there. */
  absentSince: Timestamp.nullable(),
});
export type Sighting = z.infer<typeof Sighting>;

/** The same problem over time, across runs and tools. */
export const Finding = z.object({
  id: z.uuid(),
  application: z.string(),
  kind: FindingKind,
  fingerprint: Fingerprint,
  title: z.string(),
  description: z.string(),
  severity: Severity,
  confidence: z.number().optional(),
  state: FindingState,
  rule: Rule,
  affected: AffectedPackage.optional(),
  fix: z.string().optional(),
  tags: z.array(z.string()),
  /** Names of the tools that see or saw it. */
  tools: z.array(z.string()),
  /** The first place, for a list. */
  location: Location.optional(),
  places: z.int(),
  firstSeenAt: Timestamp,
  lastSeenAt: Timestamp,
  fixedAt: Timestamp.nullable(),
});
export type Finding = z.infer<typeof Finding>;

/** The state that sightings and a person's word make: the word wins, else present anywhere is open. */
export function stateOf(sightings: Iterable<Pick<Sighting, 'absentSince'>>, triage: TriageState | null): FindingState {
  if (triage) return triage;
  for (const sighting of sightings) if (sighting.absentSince === null) return 'open';
  return 'fixed';
}
