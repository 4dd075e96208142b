import { z } from 'zod';
import type { Role } from '@stoa/model';

/** What an API token may be allowed to do; a session may do all that its role may. */
export const scopes = ['read', 'runs:write', 'findings:write', 'decisions:write', 'exceptions:write', 'admin'] as const;
export const Scope = z.enum(scopes);
export type Scope = z.infer<typeof Scope>;

/**
 * Who may call a route. Every route says it: `public` (no sign-in at all), or the least role and, for tokens,
 * the scope. The table in `authorization.ts` is read from here, and nothing else decides.
 */
export type Access = 'public' | { role: Role; scope: Scope };

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A media type that is not JSON, sent or answered as raw bytes. */
export type RawBody = { mediaType: string; maxBytes: number };
/** `others`: what it may be instead, when the query asks for it. */
export type RawResponse = { mediaType: string; others?: readonly string[] };

/** One route of the API, as data: the server binds it, the client calls it, OpenAPI describes it. */
export interface Route {
  method: Method;
  /** Below `/api/v1`, with `:name` for parameters. */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  access: Access;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  rawBody?: RawBody;
  /** Largest JSON body in bytes; 1 MiB unless told. */
  maxBytes?: number;
  response?: z.ZodType;
  rawResponse?: RawResponse;
  /** Success status; 200 unless told. */
  status?: 200 | 201 | 202 | 204;
  /** Honours the `Idempotency-Key` header: the same key gives the same answer, and is done once. */
  idempotent?: boolean;
  /** Calls a minute from one address before `429`; only where it must be less than the server's own limit. */
  perMinute?: number;
}

/** Keeps the exact types of the schemas, so that the client and the server know them. */
export function route<const Definition extends Route>(definition: Definition): Definition {
  return definition;
}

/** The prefix of every route. */
export const apiPrefix = '/api/v1';
