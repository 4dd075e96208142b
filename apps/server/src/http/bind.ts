import { Readable } from 'node:stream';
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { apiPrefix, refuse, routes, type Output, type Route, type RouteId, type Routes } from '@stoa/api';
import { findAnswer, keepAnswer } from '@stoa/store';
import type { ServerContext } from '../context.ts';
import { findCaller, type AuthenticatedCaller } from './caller.ts';
import { Failure } from './failure.ts';
import { checkApplication, checkCsrf, checkHost } from './guards.ts';

type PartOf<Definition, Name extends string> =
  Definition extends Record<Name, infer Schema extends z.ZodType> ? z.output<Schema> : undefined;

/** A request as a handler gets it: checked against the contract, from a caller who may. */
export interface Call<Definition> {
  /** Null on public routes only. */
  caller: Definition extends { access: 'public' } ? AuthenticatedCaller | null : AuthenticatedCaller;
  params: PartOf<Definition, 'params'>;
  query: PartOf<Definition, 'query'>;
  body: PartOf<Definition, 'body'>;
  /** The bytes of routes that take a raw body. */
  raw: Definition extends { rawBody: object } ? Readable : undefined;
  request: FastifyRequest;
  reply: FastifyReply;
}

type Answer<Definition> = Output<Definition> extends Response ? Readable | string : Output<Definition>;

export type Handler<Id extends RouteId> = (call: Call<Routes[Id]>) => Promise<Answer<Routes[Id]>>;

/** One handler for every route of the contract: the compiler asks for each. */
export type Handlers = { [Id in RouteId]: Handler<Id> };

/** Puts the contract on the server. What a route says of access, size and shape is done here, once, for all. */
export function bindRoutes(server: FastifyInstance, context: ServerContext, handlers: Handlers): void {
  for (const [id, definition] of Object.entries(routes as Record<string, Route>)) {
    const handle = handlers[id as RouteId] as unknown as (call: Call<Route>) => Promise<unknown>;
    server.route({
      method: definition.method,
      url: `${apiPrefix}${definition.path}`,
      bodyLimit: definition.rawBody?.maxBytes ?? definition.maxBytes ?? 1024 * 1024,
      ...(definition.perMinute !== undefined && {
        config: { rateLimit: { max: definition.perMinute, timeWindow: '1 minute' } },
      }),
      handler: async (request, reply) => {
        checkHost(request, context.config);
        const caller = await findCaller(context, request);
        const refusal = refuse(definition.access, caller);
        if (refusal) throw new Failure(refusal);
        checkCsrf(request, caller, context.config);
        const params = definition.params?.parse(request.params);
        const query = definition.query?.parse(request.query);
        const body = definition.body?.parse(request.body ?? {});
        checkApplication(
          caller,
          definition.access === 'public' || definition.path === '/session'
            ? [{ application: caller?.application }]
            : [params, query, body],
        );
        if (definition.rawBody && !(request.body instanceof Readable)) {
          throw new Failure('unsupported-media-type', `Send the bytes as ${definition.rawBody.mediaType}.`);
        }
        const call = {
          caller,
          params,
          query,
          body,
          raw: definition.rawBody ? request.body : undefined,
          request,
          reply,
        } as unknown as Call<Route>;
        const key = request.headers['idempotency-key'];
        if (definition.idempotent && typeof key === 'string' && caller && !definition.rawBody) {
          return answerOnce(context, caller, id, key, call, definition, handle);
        }
        return send(reply, definition, await handle(call));
      },
    });
  }
}

/** The same key gives the same answer: it is kept with the digest of what was asked. */
async function answerOnce(
  context: ServerContext,
  caller: AuthenticatedCaller,
  id: string,
  key: string,
  call: Call<Route>,
  definition: Route,
  handle: (call: Call<Route>) => Promise<unknown>,
): Promise<unknown> {
  const digest = createHash('sha256')
    .update(JSON.stringify([call.params, call.query, call.body]))
    .digest('hex');
  const name = key.slice(0, 200);
  const organisation = caller.actor.organisation;
  const kept = await context.store.within(organisation, (tx) => findAnswer(tx, name, id, digest));
  if (kept) return call.reply.status(kept.status).type('application/json').send(kept.response);
  const answer = definition.response?.parse(await handle(call));
  const status = definition.status ?? 200;
  const response = JSON.stringify(answer);
  await context.store.within(organisation, async (tx) => {
    // Two at once may both have done it; what they did is idempotent by itself, and the first answer stays.
    if (!(await findAnswer(tx, name, id, digest))) await keepAnswer(tx, name, id, digest, { status, response });
  });
  return call.reply.status(status).type('application/json').send(response);
}

/** Only what the contract says leaves the server. */
function send(reply: FastifyReply, definition: Route, answer: unknown): unknown {
  const status = definition.status ?? 200;
  if (definition.rawResponse) {
    if (!reply.hasHeader('content-type')) reply.type(definition.rawResponse.mediaType);
    return reply.status(status).send(answer);
  }
  if (!definition.response) return reply.status(204).send();
  return reply.status(status).send(definition.response.parse(answer));
}
