import { z } from 'zod';
import { BlueprintView, Evidence } from '@stoa/model';
import { route } from '../route.ts';
import { Page, pageQuery } from '../page.ts';

export const blueprint = {
  getBlueprint: route({
    method: 'GET',
    path: '/blueprint',
    tag: 'Blueprint',
    summary: 'The stoa: nine pillars, 56 practices, their evidence, and the next gap',
    access: { role: 'viewer', scope: 'read' },
    query: z.object({ application: z.string().max(200).optional() }),
    response: BlueprintView,
  }),
  listEvidence: route({
    method: 'GET',
    path: '/evidence',
    tag: 'Blueprint',
    summary: 'Evidence, latest first',
    access: { role: 'viewer', scope: 'read' },
    query: z.object({
      practice: z.string().max(10).optional(),
      application: z.string().max(200).optional(),
      ...pageQuery,
    }),
    response: Page(Evidence),
  }),
  getEvidence: route({
    method: 'GET',
    path: '/evidence/:id',
    tag: 'Blueprint',
    summary: 'One piece of evidence, its signed DSSE envelope, and whether the signature holds',
    access: { role: 'viewer', scope: 'read' },
    params: z.object({ id: z.uuid() }),
    response: z.object({
      evidence: Evidence,
      envelope: z.object({
        payloadType: z.string(),
        payload: z.string(),
        signatures: z.array(z.object({ keyid: z.string(), sig: z.string() })),
      }),
      signature: z.object({ ok: z.boolean(), why: z.string() }),
    }),
  }),
};
