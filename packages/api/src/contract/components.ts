import { z } from 'zod';
import { ComponentScope, Timestamp } from '@stoa/model';
import { route } from '../route.ts';
import { Page, pageQuery } from '../page.ts';
import { SeverityCounts } from './applications.ts';

/** One package in one version, with all its uses. */
export const ComponentUse = z.object({
  purl: z.string(),
  name: z.string(),
  version: z.string(),
  ecosystem: z.string(),
  direct: z.boolean().nullable(),
  scope: ComponentScope,
  licences: z.array(z.string()),
  applications: z.array(z.string()),
  places: z.array(z.object({ application: z.string(), path: z.string(), line: z.int().optional() })),
  /** Open findings about it. */
  open: SeverityCounts,
});

/** What packages are held against, and how old that is. */
export const AdvisoryStatus = z.object({
  asOf: Timestamp.nullable(),
  ecosystems: z.array(z.object({ name: z.string(), advisories: z.int(), asOf: Timestamp })),
  /** Each file of advisories, of exploited vulnerabilities (KEV) and of forecasts (EPSS). */
  sources: z.array(
    z.object({
      /** The ecosystem, or `KEV`, `EPSS`. */
      name: z.string(),
      source: z.string(),
      count: z.int(),
      /** Null: it is not in use, and `problem` says why. */
      asOf: Timestamp.nullable(),
      problem: z.string().optional(),
    }),
  ),
});
export type AdvisoryStatus = z.infer<typeof AdvisoryStatus>;

export const components = {
  listComponents: route({
    method: 'GET',
    path: '/components',
    tag: 'Components',
    summary: 'Packages in use, across applications',
    access: { role: 'viewer', scope: 'read' },
    query: z.object({
      application: z.string().max(200).optional(),
      ecosystem: z.string().max(100).optional(),
      q: z.string().max(200).optional(),
      vulnerable: z.stringbool().optional(),
      ...pageQuery,
    }),
    response: Page(ComponentUse),
  }),
  componentFacets: route({
    method: 'GET',
    path: '/components/facets',
    tag: 'Components',
    summary: 'How many packages there are, by ecosystem',
    access: { role: 'viewer', scope: 'read' },
    query: z.object({ application: z.string().max(200).optional() }),
    response: z.object({
      total: z.int(),
      vulnerable: z.int(),
      unpinned: z.int(),
      ecosystem: z.array(z.object({ value: z.string(), count: z.int() })),
    }),
  }),
  advisoryStatus: route({
    method: 'GET',
    path: '/advisories',
    tag: 'Components',
    summary: 'Which advisories are known, and how old they are',
    access: { role: 'viewer', scope: 'read' },
    response: AdvisoryStatus,
  }),
};
