import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { ServerConfig } from '../config.ts';
import type { AuthenticatedCaller } from './caller.ts';
import { Failure } from './failure.ts';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * A page of another site that has pointed its own name at us (DNS rebinding) sends that name: only names that are ours
 * are answered.
 */
export function checkHost(request: FastifyRequest, config: ServerConfig): void {
  const host = (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '');
  if (loopback.has(host) || config.allowedHosts.includes(host)) return;
  if (config.publicUrl && new URL(config.publicUrl).hostname === host) return;
  throw new Failure(
    'forbidden',
    'This server does not answer to that host name: set STOA_PUBLIC_URL or STOA_ALLOWED_HOSTS.',
  );
}

/** What a browser sends along with its cookie must come from our own pages. Tokens are not sent by browsers on their own. */
export function checkCsrf(request: FastifyRequest, caller: AuthenticatedCaller | null, config: ServerConfig): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  checkOrigin(request, config);
  if (!caller?.session) return;
  const sent = Buffer.from(String(request.headers['x-stoa-csrf'] ?? ''));
  const expected = Buffer.from(caller.session.csrf);
  if (sent.length !== expected.length || !timingSafeEqual(sent, expected)) {
    throw new Failure('csrf-rejected', 'Send the csrf value of GET /api/v1/session as X-Stoa-CSRF.');
  }
}

function checkOrigin(request: FastifyRequest, config: ServerConfig): void {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Failure('csrf-rejected');
  const { origin, host } = request.headers;
  if (origin === undefined) return;
  const ours = [`http://${host}`, `https://${host}`, config.publicUrl && new URL(config.publicUrl).origin];
  if (!ours.includes(origin)) throw new Failure('csrf-rejected');
}

/** A token that is bound to one application touches that one only, in whatever part of the request it is named. */
export function checkApplication(caller: AuthenticatedCaller | null, parts: readonly unknown[]): void {
  const bound = caller?.application ?? null;
  if (bound === null) return;
  const named = parts.flatMap((part) => {
    const record = (typeof part === 'object' && part !== null ? part : {}) as {
      application?: unknown;
      run?: { application?: unknown };
    };
    return [record.application, record.run?.application].filter((one) => one !== undefined && one !== null);
  });
  if (named.length === 0 || named.some((one) => one !== bound)) {
    throw new Failure('forbidden', `This token is for the application ${bound} only: name it in the request.`);
  }
}
