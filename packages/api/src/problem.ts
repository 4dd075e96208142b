import { z } from 'zod';

/** RFC 9457 problem details; `type` is a relative reference to the page that explains the code. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** What happened here and what to do next; never a secret. */
  detail: z.string().optional(),
  /** A stable word to switch on. */
  code: z.string(),
  /** For requests that do not fit: where and why. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** Every code the API answers with, its status and its title. */
export const problems = {
  'invalid-request': { status: 400, title: 'The request does not fit the contract' },
  'invalid-cursor': { status: 400, title: 'The cursor is not one of ours' },
  'invalid-report': { status: 422, title: 'The report could not be read' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  'bad-credentials': { status: 401, title: 'The sign-in did not succeed' },
  forbidden: { status: 403, title: 'Your role or token does not allow this' },
  'csrf-rejected': { status: 403, title: 'The request did not come from the Stoa pages' },
  'not-found': { status: 404, title: 'There is no such thing here' },
  conflict: { status: 409, title: 'This is already there with another content' },
  'too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media-type': { status: 415, title: 'This media type is not taken here' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  'storage-full': { status: 507, title: 'The disk of the database is full' },
  unavailable: { status: 503, title: 'Stoa is starting or stopping' },
  internal: { status: 500, title: 'Something went wrong on our side' },
} as const;
export type ProblemCode = keyof typeof problems;

export function toProblem(code: ProblemCode, detail?: string, errors?: Problem['errors']): Problem {
  const { status, title } = problems[code];
  return {
    type: `/api#problem-${code}`,
    title,
    status,
    code,
    ...(detail !== undefined && { detail }),
    ...(errors && { errors }),
  };
}
