import { z } from 'zod';
import { FindingKind } from './kind.ts';
import { Workload } from './profile.ts';

/** A length of time as people write it in a policy: `48h`, `7d`, `2w`. */
export const Duration = z.string().regex(/^[1-9]\d{0,4}[hdw]$/, {
  error: 'a length of time is a number and h, d or w, such as 48h or 7d',
});

/** `hoursOf('7d')` is 168. */
export function hoursOf(duration: string): number {
  const unit = duration.at(-1);
  const count = Number(duration.slice(0, -1));
  return count * (unit === 'w' ? 168 : unit === 'd' ? 24 : 1);
}

/** `block` stops a release, `warn` only tells. */
export const Enforcement = z.enum(['block', 'warn']);
export type Enforcement = z.infer<typeof Enforcement>;

/** A CEL expression that is true or false. @see https://github.com/google/cel-spec */
export const Expression = z.string().trim().min(1).max(2000);

/** One thing that a release is measured by. */
export const Criterion = z
  .object({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, {
      error: 'an id has lower-case letters, digits and dashes, 60 at most',
    }),
    /** What holds when it passes, as a person would say it. */
    title: z.string().min(1).max(200),
    /** What `when`, `fail` and `pass` are asked of: each open finding, the latest run of each tool, or the whole once. */
    over: z.enum(['findings', 'runs', 'application']),
    /** Which of them it is about; all when left out. Of an application: whether the criterion applies at all. */
    when: Expression.optional(),
    /** True for one that speaks against the release. Either `fail` or `pass` is given. */
    fail: Expression.optional(),
    /** False for one that speaks against the release. */
    pass: Expression.optional(),
    /** Kinds of checks that must have run: complete, over something, on this revision, young enough. Else `not-evaluated`. */
    requires: z.array(FindingKind).max(10).default([]),
    /** How old such a check may be. */
    maxAge: Duration.default('7d'),
    /** How old the data it stood on may be; where a tool does not say, its data is as old as its run. */
    maxDataAge: Duration.optional(),
    /** Must the check have looked at the very revision that is to be released? */
    sameRevision: z.boolean().default(true),
    enforcement: Enforcement.default('block'),
    /** What `not-evaluated` does; as `enforcement` when left out. `warn` lets a team begin before the check exists. */
    whenNotEvaluated: Enforcement.optional(),
    /** What to do when it does not pass, in the imperative. */
    next: z.string().min(1).max(500),
    /** Ids of the practices it enforces. */
    practices: z.array(z.string().max(10)).max(20).default([]),
  })
  .refine(({ fail, pass }) => (fail === undefined) !== (pass === undefined), {
    error: 'a criterion has either `fail` or `pass`, and not both',
  })
  .refine(({ over, requires }) => over !== 'findings' || requires.length > 0, {
    error: 'a criterion over findings needs `requires`: else no check at all would look like a clean one',
    path: ['requires'],
  });
export type Criterion = z.infer<typeof Criterion>;

/** What decides a release, for some workloads in some environments. Written as YAML by people, kept beside the code. */
export const Policy = z
  .object({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, {
      error: 'an id has lower-case letters, digits and dashes, 60 at most',
    }),
    title: z.string().min(1).max(200),
    version: z.int().min(1),
    /** Left out or empty: any. */
    appliesTo: z
      .object({
        workloads: z.array(Workload).default([]),
        environments: z.array(z.string().min(1).max(100)).max(100).default([]),
      })
      .prefault({}),
    criteria: z.array(Criterion).min(1).max(100),
  })
  .refine(({ criteria }) => new Set(criteria.map(({ id }) => id)).size === criteria.length, {
    error: 'two criteria have the same id',
    path: ['criteria'],
  });
export type Policy = z.infer<typeof Policy>;
/** As people may write it: what has a default may be left out. */
export type PolicyInput = z.input<typeof Policy>;
