import { z } from 'zod';
import {
  Completeness,
  ComponentScope,
  Exposure,
  FindingKind,
  Severity,
  TestCounts,
  Timestamp,
  Workload,
  type Module,
} from '@stoa/model';

/** A module as a policy sees it. */
export const FactModule = z.object({
  name: z.string().min(1).max(200),
  path: z.string().max(4096),
  workload: Workload,
  exposure: Exposure,
  dataClasses: z.array(z.string().max(100)).max(100),
});
export type FactModule = z.infer<typeof FactModule> & Module;

/** The latest run of one tool. */
export const RunFact = z.object({
  id: z.string().max(100),
  tool: z.string().min(1).max(200),
  version: z.string().max(100),
  completeness: Completeness,
  /** Why it is not complete. */
  reason: z.string().max(1000).optional(),
  kinds: z.array(FindingKind),
  /** Path prefixes it looked at; `['']` is everything. */
  roots: z.array(z.string().max(4096)),
  /** Places it really looked at, and those it had to leave out. */
  looked: z.int().min(0),
  skippedTotal: z.int().min(0),
  finishedAt: Timestamp,
  /** When its data (advisories …) was fetched, where it says so. */
  dataAsOf: Timestamp.optional(),
  revision: z.string().max(100).nullable(),
  dirty: z.boolean(),
  tests: TestCounts.optional(),
});
export type RunFact = z.infer<typeof RunFact>;

/** One open finding. */
export const FindingFact = z.object({
  fingerprint: z.string().min(1).max(200),
  kind: FindingKind,
  severity: Severity,
  title: z.string().max(500),
  rules: z.array(z.string().max(500)).max(100),
  cwe: z.array(z.int()).max(50),
  purl: z.string().max(2000).optional(),
  advisoryIds: z.array(z.string().max(200)).max(100),
  /** The lowest safe version, where one is known. */
  fixedVersion: z.string().max(300).optional(),
  /** Where it is; a finding may be in more places than are listed, `places` counts all. */
  paths: z.array(z.string().max(4096)).max(1000),
  line: z.int().min(1).optional(),
  places: z.int().min(0),
  /** The module that answers for it, by name. */
  module: z.string().max(200),
  /** Of a package: named by the project itself. True where nobody knows. */
  direct: z.boolean(),
  /** Of a package: what it is for. `required` where nobody knows. */
  scope: ComponentScope,
  firstSeenAt: Timestamp,
  /** 0 (a guess) to 1 (proved); 1 where the tool does not say. */
  confidence: z.number().min(0).max(1),
  tags: z.array(z.string().max(100)).max(100),
  tools: z.array(z.string().max(200)).max(100),
});
export type FindingFact = z.infer<typeof FindingFact>;

/**
 * All that a decision stands on. It holds instants, never ages: ages come from the `now` of the decision,
 * so that the same facts have the same digest whenever they are asked.
 */
export const Facts = z.object({
  application: z.object({
    name: z.string().min(1).max(200),
    owners: z.array(z.string().max(200)).max(1000),
    /** One of them has the path `''` and answers for whatever no other module holds. */
    modules: z.array(FactModule).min(1).max(10_000),
  }),
  environment: z.string().min(1).max(100),
  /** What is to be released; null: the latest that is known. */
  revision: z.string().max(100).nullable(),
  runs: z.array(RunFact).max(10_000),
  findings: z.array(FindingFact).max(200_000),
  components: z.object({
    count: z.int().min(0),
    /** Components of which nobody can say the version: nothing is known of their flaws. */
    unknownVersions: z.int().min(0),
  }),
});
export type Facts = z.infer<typeof Facts>;
