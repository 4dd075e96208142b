import { existsSync } from 'node:fs';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance } from 'fastify';
import { toOpenApi, toProblem } from '@stoa/api';
import { isSecure } from '../config.ts';
import type { ServerContext } from '../context.ts';
import { toHandlers } from '../handlers/index.ts';
import { bindRoutes } from './bind.ts';
import { problemOf } from './failure.ts';
import { referencePage, referenceStyle } from './reference-page.ts';

/** Where log lines go; tests read them to see that no secret is in them. */
export interface LogTarget {
  write(line: string): void;
}

/** The whole server over a context; it does not listen yet. */
export async function createServer(context: ServerContext, log?: LogTarget): Promise<FastifyInstance> {
  const { config } = context;
  const server = fastify({
    logger: {
      level: log ? 'info' : 'error',
      ...(log && { stream: log }),
      // Queries may hold what people search for; headers hold secrets.
      serializers: {
        req: ({ method, url, id }: { method: string; url: string; id: string }) => ({
          id,
          method,
          path: url.split('?')[0],
        }),
      },
      redact: ['req.headers', 'headers'],
    },
    genReqId: () => crypto.randomUUID(),
    trustProxy: config.publicUrl !== null,
    routerOptions: { maxParamLength: 400, querystringParser: parseQuery },
    forceCloseConnections: 'idle',
  });
  server.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, request.id);
    if (problem.status >= 500)
      request.log.error({ name: (error as Error).name, stack: (error as Error).stack }, 'failed');
    return reply.status(problem.status).type('application/problem+json').send(problem);
  });
  await server.register(cookie);
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    strictTransportSecurity: isSecure(config) && { maxAge: 31_536_000 },
    referrerPolicy: { policy: 'no-referrer' },
  });
  await server.register(rateLimit, { max: config.requestsPerMinute, timeWindow: '1 minute' });
  // Raw bodies are handed on as streams; JSON is parsed by Fastify, which refuses __proto__.
  server.removeContentTypeParser('text/plain');
  server.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  bindRoutes(server, context, toHandlers(context));
  const document = JSON.stringify(toOpenApi({ version: config.version }));
  server.get('/api/openapi.json', async (_request, reply) => reply.type('application/json').send(document));
  server.get('/api', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(referencePage(config.version)),
  );
  server.get('/api/reference.css', async (_request, reply) => reply.type('text/css').send(referenceStyle));
  await servePages(server, config.webFolder);
  return server;
}

/** The built pages; every address that is no file and not of the API is the application's own. */
async function servePages(server: FastifyInstance, folder: string | null): Promise<void> {
  const built = folder !== null && existsSync(join(folder, 'index.html'));
  if (built) {
    await server.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      setHeaders: (response, path) => {
        response.header(
          'cache-control',
          /[/\\]assets[/\\]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
  }
  server.setNotFoundHandler(async (request, reply) => {
    const isPage = request.method === 'GET' && !request.url.startsWith('/api/') && !request.url.startsWith('/assets/');
    if (isPage && built) return reply.header('cache-control', 'no-cache').sendFile('index.html');
    if (isPage)
      return reply
        .type('text/html; charset=utf-8')
        .send(
          `<!doctype html><html lang="en"><title>Stoa</title><h1>The pages are not built</h1><p>Run <code>npm run build:web</code>, then reload. The <a href="/api">API</a> works without them.</p></html>`,
        );
    return reply
      .status(404)
      .type('application/problem+json')
      .send(toProblem('not-found', `${request.method} ${request.url.split('?')[0]} is no route: see /api.`));
  });
}

/** A name that is given more than once is a list. */
function parseQuery(text: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    const known = query[name];
    query[name] = known === undefined ? value : Array.isArray(known) ? [...known, value] : [known, value];
  }
  return query;
}
