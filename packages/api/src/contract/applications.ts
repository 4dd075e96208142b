import { z } from 'zod';
import { ApplicationManifest, Timestamp, Verdict } from '@stoa/model';
import { route } from '../route.ts';

export const SeverityCounts = z.object({
  critical: z.int(),
  high: z.int(),
  medium: z.int(),
  low: z.int(),
  info: z.int(),
});
export type SeverityCounts = z.infer<typeof SeverityCounts>;

export const Application = z.object({
  name: z.string(),
  trunk: z.string().nullable(),
  manifest: ApplicationManifest.nullable(),
  open: SeverityCounts,
  components: z.int(),
  lastRunAt: Timestamp.nullable(),
  lastDecision: z
    .object({
      id: z.uuid(),
      environment: z.string(),
      verdict: Verdict,
      allowed: z.boolean(),
      decidedAt: Timestamp,
    })
    .nullable(),
});
export type Application = z.infer<typeof Application>;

const byName = z.object({ application: z.string().min(1).max(200) });

export const Overview = z.object({
  applications: z.int(),
  open: SeverityCounts,
  openedLast30Days: z.int(),
  fixedLast30Days: z.int(),
  /** Mean hours from first seen to fixed, of what was fixed in the last 90 days; null when nothing was. */
  meanHoursToFix: z.number().nullable(),
  exceptions: z.object({ live: z.int(), waiting: z.int(), expired: z.int() }),
  /** One row a day, oldest first. */
  perDay: z.array(z.object({ day: z.iso.date(), opened: z.int(), fixed: z.int() })),
  advisories: z.object({ asOf: Timestamp.nullable(), count: z.int() }),
});

export const applications = {
  listApplications: route({
    method: 'GET',
    path: '/applications',
    tag: 'Applications',
    summary: 'All applications with where they stand',
    access: { role: 'viewer', scope: 'read' },
    response: z.object({ items: z.array(Application) }),
  }),
  getApplication: route({
    method: 'GET',
    path: '/applications/:application',
    tag: 'Applications',
    summary: 'One application',
    access: { role: 'viewer', scope: 'read' },
    params: byName,
    response: Application,
  }),
  changeApplication: route({
    method: 'PATCH',
    path: '/applications/:application',
    tag: 'Applications',
    summary: 'Set the trunk: the branch whose runs open and close findings',
    access: { role: 'security', scope: 'admin' },
    params: byName,
    body: z.object({ trunk: z.string().min(1).max(500) }),
    response: Application,
  }),
  getSbom: route({
    method: 'GET',
    path: '/applications/:application/sbom',
    tag: 'Components',
    summary: 'The inventory as a bill of materials: CycloneDX 1.4 to 1.7, JSON or XML; SPDX 2.3, JSON or tag-value',
    access: { role: 'viewer', scope: 'read' },
    params: byName,
    query: z.object({
      form: z.enum(['cyclonedx-json', 'cyclonedx-xml', 'spdx-json', 'spdx-tag-value']).default('cyclonedx-json'),
      /** Of the specification; the one most tools read unless told. */
      version: z.string().max(10).optional(),
    }),
    rawResponse: {
      mediaType: 'application/vnd.cyclonedx+json',
      others: ['application/vnd.cyclonedx+xml', 'application/spdx+json', 'text/spdx'],
    },
  }),
  getOverview: route({
    method: 'GET',
    path: '/overview',
    tag: 'Applications',
    summary: 'The figures of the front page',
    access: { role: 'viewer', scope: 'read' },
    query: z.object({ application: z.string().max(200).optional() }),
    response: Overview,
  }),
};
