export type StoreErrorCode =
  | 'locked'
  | 'disk-full'
  | 'conflict'
  | 'newer-database'
  | 'changed-migration'
  | 'not-permitted'
  | 'unreachable'
  | 'invalid-cursor'
  | 'bad-backup'
  | 'not-empty'
  | 'closed';

/** What went wrong with the store, for a person; switch on `code`. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  constructor(code: StoreErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}

/**
 * Names the errors a caller can act on; others pass as they are.
 * @see https://www.postgresql.org/docs/15/errcodes-appendix.html
 */
export function toStoreError(error: unknown): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (code === '53100' || code === 'ENOSPC' || /no space left on device/i.test(error.message)) {
    return new StoreError('disk-full', 'The disk of the database is full: make room, nothing acknowledged is lost.', {
      cause: error,
    });
  }
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === '57P03' || code === 'ECONNRESET') {
    return new StoreError('unreachable', 'PostgreSQL does not answer: check DATABASE_URL and that the server runs.', {
      cause: error,
    });
  }
  return error;
}
