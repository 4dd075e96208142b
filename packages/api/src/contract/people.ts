import { z } from 'zod';
import { Role, Timestamp } from '@stoa/model';
import { Scope, route } from '../route.ts';
import { Page, pageQuery } from '../page.ts';

export const User = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: Role,
  disabled: z.boolean(),
  createdAt: Timestamp,
  lastSeenAt: Timestamp.nullable(),
});

export const Invitation = z.object({
  user: User,
  /** Path with the one-time token, to be put behind the server's address; shown once. */
  link: z.string(),
  expiresAt: Timestamp,
});

export const ApiToken = z.object({
  id: z.uuid(),
  name: z.string(),
  role: Role,
  scopes: z.array(Scope),
  /** Only for this application, where given. */
  application: z.string().nullable(),
  createdBy: z.string(),
  createdAt: Timestamp,
  expiresAt: Timestamp,
  lastUsedAt: Timestamp.nullable(),
  revokedAt: Timestamp.nullable(),
});

const admin = { role: 'admin', scope: 'admin' } as const;

export const people = {
  listUsers: route({
    method: 'GET',
    path: '/users',
    tag: 'People',
    summary: 'The people of the organisation',
    access: admin,
    response: z.object({ items: z.array(User) }),
  }),
  inviteUser: route({
    method: 'POST',
    path: '/users',
    tag: 'People',
    summary: 'Invite a person; answers a one-time sign-in link',
    access: admin,
    body: z.object({ email: z.email().max(320), name: z.string().min(1).max(200), role: Role }),
    response: Invitation,
    status: 201,
  }),
  changeUser: route({
    method: 'PATCH',
    path: '/users/:id',
    tag: 'People',
    summary: 'Change the role or the name, or disable',
    description: 'Disabling ends the sessions at once. The last administrator stays one.',
    access: admin,
    params: z.object({ id: z.uuid() }),
    body: z.object({
      role: Role.optional(),
      name: z.string().min(1).max(200).optional(),
      disabled: z.boolean().optional(),
    }),
    response: User,
  }),
  newUserLink: route({
    method: 'POST',
    path: '/users/:id/link',
    tag: 'People',
    summary: 'A new one-time sign-in link for a person',
    access: admin,
    params: z.object({ id: z.uuid() }),
    response: Invitation,
    status: 201,
  }),
  listTokens: route({
    method: 'GET',
    path: '/tokens',
    tag: 'People',
    summary: 'API tokens, never their values',
    access: { role: 'developer', scope: 'admin' },
    description: 'An administrator sees all, others their own.',
    response: z.object({ items: z.array(ApiToken) }),
  }),
  createToken: route({
    method: 'POST',
    path: '/tokens',
    tag: 'People',
    summary: 'Make an API token; its value is answered once',
    description: 'A token never has more than the role of who makes it.',
    access: { role: 'developer', scope: 'admin' },
    body: z.object({
      name: z.string().min(1).max(200),
      role: Role.default('developer'),
      scopes: z.array(Scope).min(1).default(['read', 'runs:write']),
      application: z.string().max(200).nullable().default(null),
      expiresInDays: z.int().min(1).max(366).default(90),
    }),
    response: z.object({ token: ApiToken, value: z.string() }),
    status: 201,
  }),
  revokeToken: route({
    method: 'DELETE',
    path: '/tokens/:id',
    tag: 'People',
    summary: 'Revoke a token at once',
    access: { role: 'developer', scope: 'admin' },
    params: z.object({ id: z.uuid() }),
    status: 204,
  }),
  listAudit: route({
    method: 'GET',
    path: '/audit',
    tag: 'Audit',
    summary: 'The audit log, latest first',
    access: { role: 'security', scope: 'read' },
    query: z.object(pageQuery),
    response: Page(
      z.object({
        sequence: z.int(),
        at: Timestamp,
        actor: z.string(),
        action: z.string(),
        subject: z.string(),
        detail: z.record(z.string(), z.unknown()),
        hash: z.string(),
      }),
    ),
  }),
  verifyAudit: route({
    method: 'GET',
    path: '/audit/verify',
    tag: 'Audit',
    summary: 'Follow the hash chain from the first entry to the last',
    access: { role: 'security', scope: 'read' },
    response: z.object({
      ok: z.boolean(),
      entries: z.int(),
      /** First sequence number that does not fit. */
      brokenAt: z.int().nullable(),
      why: z.string().nullable(),
      head: z.string().nullable(),
    }),
  }),
};
