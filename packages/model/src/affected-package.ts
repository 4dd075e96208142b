import { z } from 'zod';
import { Severity } from './severity.ts';

/** What one source says of a vulnerability, kept beside what the others say. */
const AdvisorySource = z.object({
  /** Who says it: `GitHub`, `Go`, `PyPA`, `Debian tracker` … */
  name: z.string().min(1).max(100),
  /** The record's own id there. */
  id: z.string().min(1).max(200),
  severity: Severity.optional(),
  cvssVector: z.string().max(500).optional(),
  /** The versions it calls affected, as a range of VERS: `vers:npm/>=1.0.0|<1.4.2`. */
  range: z.string().max(1000).optional(),
  fixedVersion: z.string().max(300).optional(),
  /** When it last changed the record, as it writes it. */
  modified: z.string().max(50).optional(),
  /** Taken back by this source, at that moment. */
  withdrawn: z.string().max(50).optional(),
});
export type AdvisorySource = z.infer<typeof AdvisorySource>;

/** Attackers use it: what a catalogue of exploited vulnerabilities says. */
const KnownExploited = z.object({
  source: z.string().max(100),
  since: z.iso.date(),
  /** Until when agencies bound by the catalogue must have acted. */
  due: z.iso.date().optional(),
  ransomware: z.boolean(),
});
export type KnownExploited = z.infer<typeof KnownExploited>;

/** How likely it is that somebody tries it in the next thirty days. @see https://www.first.org/epss/ */
const ExploitPrediction = z.object({
  /** Probability, 0–1. */
  score: z.number().min(0).max(1),
  /** Share of all vulnerabilities with a lower score, 0–1. */
  percentile: z.number().min(0).max(1),
  /** Day of the model's run. */
  asOf: z.iso.date(),
});
export type ExploitPrediction = z.infer<typeof ExploitPrediction>;

export const reachabilityStates = ['reachable', 'not-reachable', 'unknown'] as const;

/** Does the code get to what is vulnerable? What cannot be told is `unknown`, and counts as neither. */
const Reachability = z.object({
  state: z.enum(reachabilityStates),
  why: z.string().max(500),
  /** Where the code gets there, the first few. */
  places: z
    .array(z.object({ path: z.string().max(4096), line: z.int().min(1), symbol: z.string().max(300).optional() }))
    .max(10)
    .default([]),
});
export type Reachability = z.infer<typeof Reachability>;

export const vexStates = ['not_affected', 'affected', 'fixed', 'under_investigation'] as const;
export const VexState = z.enum(vexStates);
export type VexState = z.infer<typeof VexState>;

/** What somebody who knows the product has stated of it. It changes the state, and is shown; it deletes nothing. */
const VexStatement = z.object({
  state: VexState,
  /** One of the five words of VEX, such as `vulnerable_code_not_in_execute_path`. */
  justification: z.string().max(200).optional(),
  reason: z.string().max(2000).optional(),
  /** The document, and who wrote it. */
  source: z.string().max(500),
  at: z.string().max(50).optional(),
});
export type VexStatement = z.infer<typeof VexStatement>;

/** How soon to look at it, 0 to 100, and what makes it so: the values of the terms add up to the score, cut to that range. */
const Priority = z.object({
  score: z.number().min(0).max(100),
  terms: z.array(z.object({ name: z.string().max(50), value: z.number(), why: z.string().max(300) })).max(20),
});
export type Priority = z.infer<typeof Priority>;

/** What a vulnerability is about: one package and one advisory, and what is known of it. */
export const AffectedPackage = z.object({
  purl: z.string().min(1).max(2000),
  /** Every name of the advisory, its own id first: `['GHSA-…', 'CVE-…']`. */
  advisoryIds: z.array(z.string().min(1).max(200)).min(1).max(100),
  /** The lowest version that is safe, where the advisory names one. */
  fixedVersion: z.string().max(300).optional(),
  /** 0.0–10.0 */
  cvssScore: z.number().min(0).max(10).optional(),
  cvssVector: z.string().max(500).optional(),
  sources: z.array(AdvisorySource).max(50).optional(),
  exploited: KnownExploited.optional(),
  epss: ExploitPrediction.optional(),
  reachability: Reachability.optional(),
  vex: VexStatement.optional(),
  priority: Priority.optional(),
});
export type AffectedPackage = z.infer<typeof AffectedPackage>;

/** Has somebody stated that nothing need be done about it? Then it is shown, with the statement, and does not count as open. */
export function isSettled({ vex }: Pick<AffectedPackage, 'vex'>): boolean {
  return vex?.state === 'not_affected' || vex?.state === 'fixed';
}
