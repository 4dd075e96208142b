import { z } from 'zod';
import { FindingKind } from './kind.ts';
import { Skip } from './skip.ts';

/**
 * What a run looked at. "Not in this report" means "fixed" only where the coverage says it looked:
 * the same kind, the same rule still in force, the place inside the roots and not skipped.
 */
export const Coverage = z.object({
  kinds: z.array(FindingKind),
  /** Path prefixes that were looked at; `['']` is the whole target. Empty: nothing is known to be covered. */
  roots: z.array(z.string().max(4096)).default([]),
  /** The ids of the rules in force, or `all` when the tool does not say. */
  rules: z.union([z.literal('all'), z.array(z.string().max(500))]).default('all'),
  /** How many places (files, packages, tests) were really looked at. Zero is `not-evaluated`, never clean. */
  looked: z.int().min(0),
  /** Bytes read, where that means something. */
  bytes: z.int().min(0).optional(),
  /** Places that hold nothing such a check could look at: binary files for a search in text. */
  notApplicable: z.int().min(0).optional(),
  /** Places that were not looked at; at most 1,000 are kept, `skippedTotal` counts all. */
  skipped: z.array(Skip).max(1000).default([]),
  skippedTotal: z.int().min(0).default(0),
});
export type Coverage = z.infer<typeof Coverage>;

/** Does this coverage reach an observation of this kind, rule and place? */
export function covers(coverage: Coverage, of: { kind: FindingKind; ruleId: string; place: string }): boolean {
  if (!coverage.kinds.includes(of.kind)) return false;
  if (coverage.rules !== 'all' && !coverage.rules.includes(of.ruleId)) return false;
  if (!coverage.roots.some((root) => isUnder(of.place, root))) return false;
  if (coverage.skippedTotal > coverage.skipped.length) return false; // the list was cut: we cannot know
  return !coverage.skipped.some((skip) => skip.place === of.place || isUnder(of.place, skip.place));
}

/** Is `path` this prefix itself, or below it, or inside it where it is an archive? `''` holds everything. */
function isUnder(path: string, prefix: string): boolean {
  return (
    prefix === '' ||
    path === prefix ||
    path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`) ||
    path.startsWith(`${prefix}!/`)
  );
}
