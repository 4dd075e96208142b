import { z } from 'zod';
import { ApplicationManifest, Component, Decision, Exception, Observation, Run, Timestamp } from '@stoa/model';
import { route } from '../route.ts';
import { Page, pageQuery } from '../page.ts';
import { SeverityCounts } from './applications.ts';

/** What a run changed, in findings; `openNow` are those open on the trunk after it (or in the branch, for a branch run). */
export const Delta = z.object({
  opened: z.int(),
  reopened: z.int(),
  fixed: z.int(),
  unchanged: z.int(),
  openNow: SeverityCounts,
});
export type Delta = z.infer<typeof Delta>;

export const RunSummary = Run.omit({ coverage: true }).extend({
  trunk: z.boolean(),
  observations: z.int(),
  components: z.int(),
  delta: Delta,
  looked: z.int(),
  skipped: z.int(),
  recordedAt: Timestamp,
});
export type RunSummary = z.infer<typeof RunSummary>;

export const RunUpload = z.object({
  run: Run,
  observations: z.array(Observation).max(1_000_000),
  components: z.array(Component).max(500_000).default([]),
  /** `stoa.yaml` as it stands at this revision. */
  manifest: ApplicationManifest.optional(),
  /** The live content of `.stoa/exceptions.yaml`: they take part in decisions of this application. */
  exceptions: z.array(Exception).max(10_000).optional(),
  /** What the probes of the blueprint found in the repository, by name. */
  facts: z.record(z.string().max(100), z.union([z.string().max(1000), z.number(), z.boolean()])).optional(),
  /** Decide for this environment as well and put the decision into the answer. */
  decideFor: z.string().max(100).optional(),
});
export type RunUpload = z.infer<typeof RunUpload>;

export const RunAnswer = z.object({
  run: RunSummary,
  delta: Delta,
  /** True when this run was known already: nothing was changed. */
  duplicate: z.boolean(),
  decision: Decision.nullable(),
});
export type RunAnswer = z.infer<typeof RunAnswer>;

export const runs = {
  uploadRun: route({
    method: 'POST',
    path: '/runs',
    tag: 'Runs',
    summary: 'Record one run with all it saw; answers the delta and, when asked, the decision',
    description: 'The run id makes it idempotent: the same upload twice changes nothing.',
    access: { role: 'developer', scope: 'runs:write' },
    idempotent: true,
    maxBytes: 256 * 1024 * 1024,
    body: RunUpload,
    response: RunAnswer,
    status: 201,
  }),
  uploadReport: route({
    method: 'POST',
    path: '/applications/:application/reports',
    tag: 'Runs',
    summary: "Upload a tool's own report (SARIF, CycloneDX, JUnit), as it is or gzipped",
    access: { role: 'developer', scope: 'runs:write' },
    idempotent: true,
    params: z.object({ application: z.string().min(1).max(200) }),
    query: z.object({
      /** Detected when not given. */
      format: z.string().max(50).optional(),
      fileName: z.string().max(500).optional(),
      branch: z.string().max(500).optional(),
      revision: z.string().max(100).optional(),
      /** Path prefixes that the tool has looked at completely; without it nothing is closed by this report. */
      covers: z
        .union([
          z.array(z.string().max(4096)),
          z
            .string()
            .max(4096)
            .transform((one) => [one]),
        ])
        .optional(),
      decideFor: z.string().max(100).optional(),
    }),
    rawBody: { mediaType: 'application/octet-stream', maxBytes: 2 * 1024 * 1024 * 1024 },
    response: z.object({ format: z.string(), runs: z.array(RunAnswer), skipped: z.int() }),
    status: 201,
  }),
  listRuns: route({
    method: 'GET',
    path: '/runs',
    tag: 'Runs',
    summary: 'Runs, latest first',
    access: { role: 'viewer', scope: 'read' },
    query: z.object({
      application: z.string().max(200).optional(),
      tool: z.string().max(200).optional(),
      ...pageQuery,
    }),
    response: Page(RunSummary),
  }),
  getRun: route({
    method: 'GET',
    path: '/runs/:id',
    tag: 'Runs',
    summary: 'One run with its coverage and what it left out',
    access: { role: 'viewer', scope: 'read' },
    params: z.object({ id: z.uuid() }),
    response: RunSummary.extend({ coverage: Run.shape.coverage }),
  }),
};
