/**
 * The pages without a Stoa behind them: `node apps/web/dev/fixture-server.ts [port]` serves the built pages and answers
 * the API from invented data in which every verdict, every state and a long history occur.
 * `http://127.0.0.1:7317`, where `npx vite apps/web` looks for its API too.
 */
import { createReadStream, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { apiPrefix, routes, toProblem, type Route, type RouteId } from '@stoa/api';
import { answers, type Asked } from './answers.ts';

const pages = join(import.meta.dirname, '..', 'dist');
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
/** As strict as the server's own, so that nothing inline goes unnoticed. */
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'";

export function createFixtureServer(): Server {
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://fixture.example');
    if (url.pathname.startsWith(`${apiPrefix}/`)) {
      void answer(request, url).then(({ status, content }) => {
        response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' });
        response.end(content === undefined ? '' : JSON.stringify(content));
      });
      return;
    }
    const asked = join(pages, normalize(url.pathname));
    const file = extname(asked) && existsSync(asked) ? asked : join(pages, 'index.html');
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': policy,
    });
    createReadStream(file).pipe(response);
  });
}

async function answer(request: IncomingMessage, url: URL): Promise<{ status: number; content?: unknown }> {
  const found = match(request.method ?? 'GET', url.pathname.slice(apiPrefix.length));
  const made =
    found && answers[found.id]
      ? answers[found.id]!({ params: found.params, query: url.searchParams, body: await bodyOf(request) })
      : null;
  if (made === null) return { status: 404, content: toProblem('not-found', 'The fixtures have no such thing.') };
  return { status: (routes[found!.id] as Route).status ?? 200, content: made };
}

function match(method: string, path: string): { id: RouteId; params: Record<string, string> } | null {
  // Words before parameters: `/findings/facets` is not a finding.
  const candidates = (Object.entries(routes) as [RouteId, Route][]).toSorted(
    ([, a], [, b]) => a.path.split(':').length - b.path.split(':').length,
  );
  for (const [id, route] of candidates) {
    const pattern = new RegExp(`^${route.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
    const matched = route.method === method && pattern.exec(path);
    if (matched) {
      const params = Object.entries(matched.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
      return { id, params: Object.fromEntries(params) as Record<string, string> };
    }
  }
  return null;
}

async function bodyOf(request: IncomingMessage): Promise<Asked['body']> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text ? (JSON.parse(text) as Asked['body']) : {};
}

if (import.meta.main) {
  const port = Number(process.argv[2] ?? 7317);
  createFixtureServer().listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`));
}
