import { z } from 'zod';
import { Timestamp } from './timestamp.ts';
import { Verdict } from './verdict.ts';

/** What a probe says of one practice and one subject. It becomes a signed in-toto statement. */
export const Evidence = z.object({
  id: z.uuid(),
  practice: z.string(),
  /** The probe that made it, such as `components/known-vulnerabilities`. */
  probe: z.string(),
  subject: z.object({
    /** An application, a run, an artifact … */
    name: z.string(),
    /** `{ sha256: hex }` or `{ gitCommit: hex }`. */
    digest: z.record(z.string(), z.string()),
  }),
  verdict: Verdict,
  /** One sentence with the figures. */
  summary: z.string(),
  /** How many subjects apply, and how many of them were looked at, and hold. */
  applicable: z.int().min(0),
  covered: z.int().min(0),
  holding: z.int().min(0),
  automated: z.boolean(),
  /** A gate would have stopped it. */
  enforced: z.boolean(),
  /** A canary, mutant or drill proved that the check can fail. */
  efficacyProved: z.boolean(),
  /** This lowers the practice at once. */
  counter: z.boolean(),
  /** Figures by name, for charts and replay. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  producedAt: Timestamp,
  expiresAt: Timestamp,
});
export type Evidence = z.infer<typeof Evidence>;
