import { z } from 'zod';
import { Role } from '@stoa/model';
import { route } from '../route.ts';

export const Me = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  role: Role,
  organisation: z.object({ id: z.string(), name: z.string() }),
  /** False until the person has chosen a password: then only a one-time link signs in. */
  hasPassword: z.boolean(),
  /** To be sent back as `X-Stoa-CSRF` with everything but GET; null for tokens. */
  csrf: z.string().nullable(),
});

export const Password = z.string().min(12, { error: 'a password has 12 characters or more' }).max(200);

export const sessions = {
  signIn: route({
    method: 'POST',
    path: '/session',
    tag: 'Sessions',
    summary: 'Sign in with e-mail and password',
    description: 'Sets the session cookie.',
    access: 'public',
    perMinute: 10,
    body: z.object({ email: z.string().max(320), password: z.string().max(200) }),
    response: Me,
  }),
  signInByLink: route({
    method: 'POST',
    path: '/session/link',
    tag: 'Sessions',
    summary: 'Sign in with a one-time link',
    description: 'The link is spent by this call. Sets the session cookie.',
    access: 'public',
    perMinute: 10,
    body: z.object({ token: z.string().max(200) }),
    response: Me,
  }),
  whoAmI: route({
    method: 'GET',
    path: '/session',
    tag: 'Sessions',
    summary: 'Who is signed in',
    access: { role: 'viewer', scope: 'read' },
    response: Me,
  }),
  signOut: route({
    method: 'DELETE',
    path: '/session',
    tag: 'Sessions',
    summary: 'Sign out',
    access: { role: 'viewer', scope: 'read' },
    status: 204,
  }),
  setPassword: route({
    method: 'PUT',
    path: '/session/password',
    tag: 'Sessions',
    summary: 'Choose or change your own password',
    description: 'Ends all other sessions of yours. `current` is needed when there is one.',
    access: { role: 'viewer', scope: 'admin' },
    perMinute: 10,
    body: z.object({ current: z.string().max(200).optional(), password: Password }),
    status: 204,
  }),
};
