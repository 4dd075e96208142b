import type { z } from 'zod';
import { Problem, toProblem } from './problem.ts';
import { apiPrefix, type Route } from './route.ts';
import { routes, type Routes } from './routes.ts';

/** Bytes to send as they are: a file, a blob, a stream. */
export type RawContent = Uint8Array<ArrayBuffer> | Blob | ReadableStream<Uint8Array>;

/** What a call of a route takes. */
export type Input<Definition> = (Definition extends { params: infer Params extends z.ZodType }
  ? { params: z.input<Params> }
  : unknown) &
  (Definition extends { query: infer Query extends z.ZodType } ? { query?: z.input<Query> } : unknown) &
  (Definition extends { body: infer Body extends z.ZodType } ? { body: z.input<Body> } : unknown) &
  (Definition extends { rawBody: object } ? { raw: RawContent } : unknown) & {
    idempotencyKey?: string;
    signal?: AbortSignal;
  };

/** What it answers: the response's shape, the whole `Response` for raw bytes, or nothing. */
export type Output<Definition> = Definition extends { response: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : Definition extends { rawResponse: object }
    ? Response
    : void;

/** One method a route, named by its operation id. */
export type Client = {
  [Id in keyof Routes]: {} extends Input<Routes[Id]>
    ? (input?: Input<Routes[Id]>) => Promise<Output<Routes[Id]>>
    : (input: Input<Routes[Id]>) => Promise<Output<Routes[Id]>>;
};

/** The API said no; `problem.code` is the word to switch on. */
export class ApiError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiError';
    this.problem = problem;
  }
}

export interface ClientOptions {
  /** `https://stoa.example`, or '' for the page's own origin. */
  baseUrl: string;
  /** An API token; without one the browser's session cookie counts. */
  token?: string;
  /** The session's CSRF value, asked for at each call that changes something. */
  csrf?: () => string | null;
  fetch?: typeof fetch;
}

/**
 * A typed client of the whole API.
 *
 * @example
 * const stoa = createClient({ baseUrl: 'http://127.0.0.1:7317', token });
 * const { items } = await stoa.listFindings({ query: { severity: 'critical' } });
 * @throws {ApiError} for every answer that is not a success, with the problem the server gave.
 */
export function createClient(options: ClientOptions): Client {
  const entries = Object.entries(routes as Record<string, Route>).map(([id, definition]) => [
    id,
    (input: CallInput = {}) => call(options, definition, input),
  ]);
  return Object.fromEntries(entries) as Client;
}

interface CallInput {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  raw?: RawContent;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

async function call(options: ClientOptions, definition: Route, input: CallInput): Promise<unknown> {
  const headers = new Headers({ accept: 'application/json, application/problem+json' });
  if (options.token) headers.set('authorization', `Bearer ${options.token}`);
  if (input.idempotencyKey) headers.set('idempotency-key', input.idempotencyKey);
  const csrf = definition.method === 'GET' ? null : options.csrf?.();
  if (csrf) headers.set('x-stoa-csrf', csrf);
  if (input.raw !== undefined) headers.set('content-type', definition.rawBody?.mediaType ?? 'application/octet-stream');
  else if (input.body !== undefined) headers.set('content-type', 'application/json');
  const body = input.raw ?? (input.body === undefined ? null : JSON.stringify(input.body));

  const request: RequestInit & { duplex?: 'half' } = { method: definition.method, headers, body };
  if (input.raw instanceof ReadableStream) request.duplex = 'half';
  if (input.signal) request.signal = input.signal;
  const response = await (options.fetch ?? fetch)(options.baseUrl + urlOf(definition, input), request);
  if (!response.ok) throw new ApiError(await problemOf(response));
  if (definition.rawResponse) return response;
  return response.status === 204 ? undefined : response.json();
}

/** The address of a call, below the origin. */
export function urlOf(definition: Pick<Route, 'path'>, input: Pick<CallInput, 'params' | 'query'>): string {
  const path = definition.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(input.params?.[name] ?? '')),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) search.append(name, String(one));
    }
  }
  const query = search.toString();
  return `${apiPrefix}${path}${query && `?${query}`}`;
}

async function problemOf(response: Response): Promise<Problem> {
  const parsed = Problem.safeParse(await response.json().catch(() => null));
  if (parsed.success) return parsed.data;
  return { ...toProblem('internal'), status: response.status, title: `The server answered ${response.status}` };
}
