import { z } from 'zod';
import { Timestamp } from './timestamp.ts';
import type { Component } from './component.ts';
import { Coverage } from './coverage.ts';
import type { Observation } from './observation.ts';

export const Tool = z.object({
  name: z.string().min(1).max(200),
  version: z.string().max(100).default(''),
  /** Digest of the rules or of the advisory data it ran with, where it has any. */
  rulesDigest: z.string().max(200).optional(),
});
export type Tool = z.infer<typeof Tool>;

/**
 * `complete`: the tool says it finished and says what it covered. `partial`: it says it did not finish.
 * `unknown`: it says nothing. Only a complete run may close a finding.
 */
export const Completeness = z.enum(['complete', 'partial', 'unknown']);
export type Completeness = z.infer<typeof Completeness>;

/** Counts of a test report (JUnit). */
export const TestCounts = z.object({
  total: z.int().min(0),
  failed: z.int().min(0),
  errored: z.int().min(0),
  skipped: z.int().min(0),
});
export type TestCounts = z.infer<typeof TestCounts>;

/** One execution of one tool over one target. */
export const Run = z.object({
  /** UUID made by whoever ran the tool: the same upload twice is one run. */
  id: z.uuid(),
  tool: Tool,
  /** The application's name, as `stoa.yaml` gives it. */
  application: z.string().min(1).max(200),
  /** The branch, or null outside version control. */
  branch: z.string().max(500).nullable(),
  /** Commit id, or null. */
  revision: z.string().max(100).nullable(),
  /** True when the work tree differed from the revision. */
  dirty: z.boolean().default(false),
  startedAt: Timestamp,
  finishedAt: Timestamp,
  completeness: Completeness,
  /** Why it is not complete, in one sentence. */
  reason: z.string().max(1000).optional(),
  coverage: Coverage,
  tests: TestCounts.optional(),
  /** Age of the data a check stood on: when the advisories were last fetched. */
  dataAsOf: Timestamp.optional(),
});
export type Run = z.infer<typeof Run>;

/** One run with all it saw: what an engine, an imported report or a push to the server comes down to. */
export interface RunReport {
  run: Run;
  observations: Observation[];
  components: Component[];
}
