import { z } from 'zod';
import { Timestamp } from './timestamp.ts';
import { FindingKind } from './kind.ts';
import { Severity } from './severity.ts';

/** What an exception covers. Every field that is given must match; at least one must be given. */
export const ExceptionScope = z
  .object({
    /** Fingerprint value of one finding. */
    fingerprint: z.string().optional(),
    /** An advisory's or rule's id, such as `CVE-2024-47831`. */
    rule: z.string().optional(),
    /** Package URL, with or without version. */
    purl: z.string().optional(),
    /** Path prefix: `examples/`. */
    path: z.string().optional(),
    kind: FindingKind.optional(),
    /** Nothing worse than this is covered. */
    maxSeverity: Severity.optional(),
    /** A criterion of a policy, by id: waives the criterion whatever made it fail. */
    criterion: z.string().optional(),
    /** Only in this environment. */
    environment: z.string().optional(),
  })
  .refine((scope) => Object.values(scope).some((value) => value !== undefined), {
    error: 'an exception needs a scope: fingerprint, rule, purl, path, kind or criterion',
  });
export type ExceptionScope = z.infer<typeof ExceptionScope>;

/** A decision to live with something, for a while, by name. Past `expiresAt` it no longer counts. */
export const Exception = z.object({
  id: z.string().min(1).max(200),
  owner: z.string().min(1).max(200),
  reason: z.string().min(10).max(4000),
  /** Null while nobody has approved it: then it covers nothing. */
  approver: z.string().max(200).nullable(),
  scope: ExceptionScope,
  createdAt: Timestamp,
  expiresAt: Timestamp,
});
export type Exception = z.infer<typeof Exception>;
