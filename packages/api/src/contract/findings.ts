import { z } from 'zod';
import { Finding, FindingKind, FindingState, Severity, Sighting, Timestamp, TriageState } from '@stoa/model';
import { route } from '../route.ts';
import { Page, many, pageQuery } from '../page.ts';

export const findingFilters = {
  application: z.string().max(200).optional(),
  kind: many(FindingKind),
  severity: many(Severity),
  state: many(FindingState),
  tool: many(z.string().max(200)),
  /** Words in the title, the path, the package or the rule. */
  q: z.string().max(200).optional(),
};

export const findingSorts = ['urgency', 'severity', 'lastSeen', 'firstSeen', 'title', 'application'] as const;

export const FindingEvent = z.object({
  type: z.string(),
  /** When it happened, and when we learned of it. */
  occurredAt: Timestamp,
  recordedAt: Timestamp,
  runId: z.uuid().nullable(),
  actor: z.string().nullable(),
  /** One sentence. */
  text: z.string(),
});

export const FindingDetail = z.object({
  finding: Finding,
  sightings: z.array(Sighting),
  history: z.array(FindingEvent),
  triage: z.object({ state: TriageState, reason: z.string(), actor: z.string(), at: Timestamp }).nullable(),
  /** Ids of exceptions that cover it now. */
  exceptions: z.array(z.string()),
});

const Facet = z.array(z.object({ value: z.string(), count: z.int() }));

export const findings = {
  listFindings: route({
    method: 'GET',
    path: '/findings',
    tag: 'Findings',
    summary: 'Findings, filtered, searched and sorted',
    access: { role: 'viewer', scope: 'read' },
    query: z.object({
      ...findingFilters,
      sort: z.enum(findingSorts).default('severity'),
      direction: z
        .enum(['asc', 'desc'])
        .optional()
        .meta({ description: 'Urgency and severity: worst first; dates: latest first, unless told.' }),
      ...pageQuery,
    }),
    response: Page(Finding),
  }),
  findingFacets: route({
    method: 'GET',
    path: '/findings/facets',
    tag: 'Findings',
    summary: 'How many findings there are under the same filters, by each facet',
    description: 'Each facet is counted without its own filter, so that one sees what else there is.',
    access: { role: 'viewer', scope: 'read' },
    query: z.object(findingFilters),
    response: z.object({
      total: z.int(),
      severity: Facet,
      kind: Facet,
      state: Facet,
      tool: Facet,
      application: Facet,
    }),
  }),
  getFinding: route({
    method: 'GET',
    path: '/findings/:id',
    tag: 'Findings',
    summary: 'One finding: where, who sees it, its history, and why it is one',
    access: { role: 'viewer', scope: 'read' },
    params: z.object({ id: z.uuid() }),
    response: FindingDetail,
  }),
  triageFindings: route({
    method: 'POST',
    path: '/findings/triage',
    tag: 'Findings',
    summary: 'Say of findings that they are false positives or do not affect you, or take that back',
    access: { role: 'security', scope: 'findings:write' },
    body: z.object({
      ids: z.array(z.uuid()).min(1).max(1000),
      /** Null takes an earlier word back. */
      state: TriageState.nullable(),
      reason: z.string().min(10, { error: 'say why in ten characters or more' }).max(4000),
    }),
    response: z.object({ changed: z.int() }),
  }),
};
