import { z } from 'zod';
import { AffectedPackage } from './affected-package.ts';
import { Introduction } from './history.ts';
import { FindingKind } from './kind.ts';
import { Severity } from './severity.ts';

/** Where in a file. Lines and columns count from 1; columns are UTF-16 code units; the end is exclusive. */
export const Location = z.object({
  /** Relative to the root of the target, POSIX separators, no leading `./`. */
  path: z.string().min(1).max(4096),
  startLine: z.int().min(1).optional(),
  startColumn: z.int().min(1).optional(),
  endLine: z.int().min(1).optional(),
  endColumn: z.int().min(1).optional(),
});
export type Location = z.infer<typeof Location>;

export const Rule = z.object({
  /** The tool's own name of the rule, such as `aws-access-key-id` or `CVE-2024-47831`. */
  id: z.string().min(1).max(500),
  name: z.string().max(500).optional(),
  /** Weakness numbers without the prefix: `[79, 89]`. */
  cwe: z.array(z.int().min(1)).max(50).default([]),
  /** A page that explains it. */
  url: z.string().max(2000).optional(),
});
export type Rule = z.infer<typeof Rule>;

/** One step on the way of data, as a person follows it. */
export const TraceStep = z.object({
  kind: z.enum(['source', 'step', 'sink', 'other']),
  location: Location,
  /** The line it stands on, redacted where it is made. */
  excerpt: z.string().max(400).optional(),
  /** `comes in here`, `passed to query()`, `returned by name()`. */
  note: z.string().max(300),
});
export type TraceStep = z.infer<typeof TraceStep>;

/** Why a finding is not to be reported, said in the code itself or in a baseline; it counts until its day is over. */
export const Suppression = z.object({
  by: z.enum(['comment', 'baseline']),
  reason: z.string().max(1000),
  /** Last day, `YYYY-MM-DD`. */
  until: z.iso.date().optional(),
});
export type Suppression = z.infer<typeof Suppression>;

/** One raw result of a run. It carries no secret: excerpts are redacted where they are made. */
export const Observation = z.object({
  kind: FindingKind,
  rule: Rule,
  /** One line, for a list. */
  title: z.string().min(1).max(500),
  /** Markdown, for a page. */
  description: z.string().max(20_000).default(''),
  severity: Severity,
  /** 0 (a guess) to 1 (proved). */
  confidence: z.number().min(0).max(1).optional(),
  location: Location.optional(),
  /** The source line, or the part of it that matters, redacted; used for identity of kind `code`. */
  excerpt: z.string().max(4000).optional(),
  affected: AffectedPackage.optional(),
  /** Kind `secret` only: keyed digest of the secret (hex), so that one secret is one finding everywhere. */
  secretDigest: z
    .string()
    .regex(/^[0-9a-f]{32,128}$/)
    .optional(),
  /** The steps data takes, first to last: where it comes in, where it does harm. */
  trace: z.array(TraceStep).max(60).optional(),
  suppressed: Suppression.optional(),
  /** Who brought it in, where version control was asked. */
  introduced: Introduction.optional(),
  /** What to do, in one or two sentences. */
  fix: z.string().max(4000).optional(),
  /** Identities the tool itself gives, such as SARIF's `partialFingerprints`; kept, not trusted. */
  toolFingerprints: z.record(z.string().max(200), z.string().max(500)).default({}),
  tags: z.array(z.string().max(100)).max(100).default([]),
});
export type Observation = z.infer<typeof Observation>;
/** As an engine may write it: what has a default may be left out. */
export type ObservationInput = z.input<typeof Observation>;

/**
 * The place an observation stands in: what a run must have covered before it may say that the problem is gone.
 * A path for everything that has one (a vulnerability's is its lock file), else `''`, the whole target.
 */
export function placeOf(observation: Pick<Observation, 'location'>): string {
  return observation.location?.path ?? '';
}
