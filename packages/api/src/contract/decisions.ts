import { z } from 'zod';
import { Decision, Exception, ExceptionScope, Timestamp, Verdict } from '@stoa/model';
import { route } from '../route.ts';
import { Page, pageQuery } from '../page.ts';

/** An exception as the register keeps it. */
export const RegisteredException = Exception.extend({
  application: z.string().nullable(),
  /** `file`: from `.stoa/exceptions.yaml` of the application; `register`: made here. */
  origin: z.enum(['register', 'file']),
  status: z.enum(['waiting', 'live', 'expired', 'revoked']),
  createdBy: z.string(),
  revokedAt: Timestamp.nullable(),
});
export type RegisteredException = z.infer<typeof RegisteredException>;

const exceptionId = z.object({ id: z.string().min(1).max(200) });

export const decisions = {
  decide: route({
    method: 'POST',
    path: '/decisions',
    tag: 'Decisions',
    summary: 'May this application go to this environment? Decided on stored facts, recorded, answered with reasons',
    access: { role: 'developer', scope: 'decisions:write' },
    idempotent: true,
    body: z.object({
      application: z.string().min(1).max(200),
      environment: z.string().min(1).max(100),
      revision: z.string().max(100).nullable().default(null),
    }),
    response: Decision,
    status: 201,
  }),
  listDecisions: route({
    method: 'GET',
    path: '/decisions',
    tag: 'Decisions',
    summary: 'Decisions, latest first',
    access: { role: 'viewer', scope: 'read' },
    query: z.object({
      application: z.string().max(200).optional(),
      environment: z.string().max(100).optional(),
      verdict: Verdict.optional(),
      ...pageQuery,
    }),
    response: Page(Decision.omit({ criteria: true })),
  }),
  getDecision: route({
    method: 'GET',
    path: '/decisions/:id',
    tag: 'Decisions',
    summary: 'One decision with every criterion and its reasons',
    access: { role: 'viewer', scope: 'read' },
    params: z.object({ id: z.uuid() }),
    response: Decision,
  }),
  replayDecision: route({
    method: 'POST',
    path: '/decisions/:id/replay',
    tag: 'Decisions',
    summary: 'Decide again on the inputs that were kept, and say whether the outcome is the same byte for byte',
    access: { role: 'viewer', scope: 'read' },
    params: z.object({ id: z.uuid() }),
    response: z.object({ same: z.boolean(), decision: Decision, inputsDigestMatches: z.boolean() }),
  }),
  listPolicies: route({
    method: 'GET',
    path: '/policies',
    tag: 'Decisions',
    summary: 'The policies in force, and what they apply to',
    access: { role: 'viewer', scope: 'read' },
    response: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          digest: z.string(),
          workloads: z.array(z.string()),
          environments: z.array(z.string()),
          criteria: z.array(
            z.object({
              id: z.string(),
              title: z.string(),
              enforcement: z.enum(['block', 'warn']),
              expression: z.string(),
            }),
          ),
        }),
      ),
    }),
  }),
  listExceptions: route({
    method: 'GET',
    path: '/exceptions',
    tag: 'Exceptions',
    summary: 'The exception register',
    access: { role: 'viewer', scope: 'read' },
    query: z.object({
      application: z.string().max(200).optional(),
      status: z.enum(['waiting', 'live', 'expired', 'revoked']).optional(),
      ...pageQuery,
    }),
    response: Page(RegisteredException),
  }),
  createException: route({
    method: 'POST',
    path: '/exceptions',
    tag: 'Exceptions',
    summary: 'Ask for an exception; it covers nothing until somebody else approves it',
    access: { role: 'developer', scope: 'exceptions:write' },
    idempotent: true,
    body: z.object({
      application: z.string().min(1).max(200).nullable().default(null),
      owner: z.string().min(1).max(200),
      reason: z.string().min(10, { error: 'say why in ten characters or more' }).max(4000),
      scope: ExceptionScope,
      expiresAt: Timestamp,
    }),
    response: RegisteredException,
    status: 201,
  }),
  approveException: route({
    method: 'POST',
    path: '/exceptions/:id/approve',
    tag: 'Exceptions',
    summary: 'Approve an exception',
    description: 'By somebody else than who asked for it, unless the organisation has a single person.',
    access: { role: 'security', scope: 'exceptions:write' },
    params: exceptionId,
    response: RegisteredException,
  }),
  revokeException: route({
    method: 'POST',
    path: '/exceptions/:id/revoke',
    tag: 'Exceptions',
    summary: 'End an exception now',
    access: { role: 'security', scope: 'exceptions:write' },
    params: exceptionId,
    response: RegisteredException,
  }),
};
