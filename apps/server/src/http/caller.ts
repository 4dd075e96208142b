import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '@stoa/model';
import { Scope, type Caller } from '@stoa/api';
import { findSession, findToken } from '@stoa/store';
import { isSecure, type ServerConfig } from '../config.ts';
import type { ServerContext } from '../context.ts';

/** Who calls, and how it was proved. */
export interface AuthenticatedCaller extends Caller {
  actor: Actor;
  /** Sessions only: the hash of the cookie's value, and what changes must send along. */
  session: { hash: string; csrf: string; email: string; hasPassword: boolean } | null;
  /** Tokens only: bound to one application. */
  application: string | null;
}

/** A new secret: 32 random bytes. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Secrets that people hold are kept as hashes only; they are random, so a plain hash is enough. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** `__Host-` pins the cookie to this host and to https; browsers refuse it over plain http. */
export function cookieName(config: ServerConfig): string {
  return isSecure(config) ? '__Host-stoa_session' : 'stoa_session';
}

/** Derived from the session, so that nothing more has to be kept; worthless without its cookie. */
export function csrfOf(cookie: string): string {
  return createHmac('sha256', cookie).update('csrf').digest('base64url');
}

const tokenForm = /^stoa_[A-Za-z0-9_-]{40,100}$/;

/** The caller of a request, or null. Two look-ups at most, in the caller's own organisation. */
export async function findCaller(context: ServerContext, request: FastifyRequest): Promise<AuthenticatedCaller | null> {
  const [, bearer] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const organisation = context.organisation.id;
  if (bearer !== undefined) {
    if (!tokenForm.test(bearer)) return null;
    const token = await context.store.within(organisation, (tx) => findToken(tx, hashSecret(bearer)));
    if (!token) return null;
    return {
      role: token.role,
      scopes: Scope.array().catch([]).parse(token.scopes),
      actor: {
        organisation,
        id: token.id,
        name: `${token.name} (token of ${token.createdBy})`,
        role: token.role,
        via: 'token',
      },
      session: null,
      application: token.application,
    };
  }
  const cookie = request.cookies[cookieName(context.config)];
  if (!cookie) return null;
  const hash = hashSecret(cookie);
  const user = await context.store.within(organisation, (tx) => findSession(tx, hash));
  if (!user) return null;
  return {
    role: user.role,
    scopes: 'all',
    actor: { organisation, id: user.id, name: user.name, role: user.role, via: 'session' },
    session: { hash, csrf: csrfOf(cookie), email: user.email, hasPassword: user.hasPassword },
    application: null,
  };
}
