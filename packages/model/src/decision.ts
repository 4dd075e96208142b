import { z } from 'zod';
import { Timestamp } from './timestamp.ts';
import { Severity } from './severity.ts';
import { Verdict } from './verdict.ts';

/** One thing that spoke for or against, small enough to read. */
export const Reason = z.object({
  text: z.string(),
  severity: Severity.optional(),
  /** Fingerprint of the finding, id of the run … whatever a person can click. */
  subject: z.string().optional(),
  /** Set when an exception covers it. */
  exception: z.string().optional(),
});
export type Reason = z.infer<typeof Reason>;

export const CriterionResult = z.object({
  id: z.string(),
  title: z.string(),
  verdict: Verdict,
  /** One sentence: what was looked at and what came out. */
  summary: z.string(),
  /** The worst first; at most 20, `reasonsTotal` counts all. */
  reasons: z.array(Reason),
  reasonsTotal: z.int(),
  /** A criterion that only advises never stops a release. */
  enforcement: z.enum(['block', 'warn']),
  /** What to do next when it is not a pass. */
  next: z.string().optional(),
});
export type CriterionResult = z.infer<typeof CriterionResult>;

/** May this revision go to this environment? Made by a pure function of the inputs and the policy. */
export const Decision = z.object({
  id: z.uuid(),
  application: z.string(),
  environment: z.string(),
  revision: z.string().nullable(),
  verdict: Verdict,
  /** True only for `pass` and `waived`, over the blocking criteria. */
  allowed: z.boolean(),
  policy: z.object({ id: z.string(), digest: z.string() }),
  /** SHA-256 of the canonical inputs, hex. */
  inputsDigest: z.string(),
  criteria: z.array(CriterionResult),
  decidedAt: Timestamp,
});
export type Decision = z.infer<typeof Decision>;
