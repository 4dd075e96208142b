import { ReportError } from '@stoa/formats';
import { PolicyError } from '@stoa/policy';
import { StoreError, toStoreError } from '@stoa/store';
import { problems, toProblem, type Problem, type ProblemCode } from '@stoa/api';
import { ZodError } from 'zod';

/** A refusal with a code of the contract. */
export class Failure extends Error {
  readonly code: ProblemCode;
  readonly errors: Problem['errors'];
  constructor(code: ProblemCode, detail?: string, errors?: Problem['errors']) {
    super(detail ?? problems[code].title);
    this.name = 'Failure';
    this.code = code;
    this.errors = errors;
  }
}

export function notFound(what: string): Failure {
  return new Failure('not-found', `There is no such ${what}, or you may not see it.`);
}

/** What a caller may know of an error. What is not expected gives nothing away: it is in the log under the request's id. */
export function problemOf(error: unknown, requestId: string): Problem {
  const known = toStoreError(error);
  if (known instanceof Failure) return toProblem(known.code, known.message, known.errors);
  if (known instanceof ZodError) return toProblem('invalid-request', 'See errors.', issuesOf(known));
  if (known instanceof ReportError || known instanceof PolicyError) return toProblem('invalid-report', known.message);
  if (known instanceof StoreError) {
    switch (known.code) {
      case 'conflict':
        return toProblem('conflict', known.message);
      case 'invalid-cursor':
        return toProblem('invalid-cursor', known.message);
      case 'disk-full':
        return toProblem('storage-full', known.message);
      case 'closed':
      case 'unreachable':
        return toProblem('unavailable', 'The database does not answer; try again in a moment.');
    }
  }
  const { statusCode, code } = (known instanceof Error ? known : {}) as {
    statusCode?: number;
    code?: string;
  };
  if (statusCode === 413) return toProblem('too-large', 'The request is larger than this route takes.');
  if (statusCode === 415) return toProblem('unsupported-media-type', 'Send application/json, or what the route says.');
  if (statusCode === 429) return toProblem('rate-limited', 'Wait a minute and try again.');
  if (statusCode === 400 || code === 'FST_ERR_CTP_INVALID_JSON_BODY')
    return toProblem('invalid-request', 'The body is not valid JSON.');
  if (statusCode === 404) return toProblem('not-found');
  return toProblem('internal', `Look for request ${requestId} in the log of the server.`);
}

function issuesOf(error: ZodError): NonNullable<Problem['errors']> {
  return error.issues.slice(0, 50).map(({ path, message }) => ({ path: path.join('.'), message }));
}
