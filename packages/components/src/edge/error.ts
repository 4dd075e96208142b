export type AdvisoryErrorCode =
  | 'unreachable'
  | 'bad-answer'
  | 'interrupted'
  | 'too-large'
  | 'bad-archive'
  | 'corrupt'
  | 'disk-full'
  | 'bad-pack'
  | 'not-configured';

/** What went wrong with the advisories; whatever was there before is still in use. */
export class AdvisoryError extends Error {
  readonly code: AdvisoryErrorCode;
  /** What the server answered, where it did. */
  readonly status: number | undefined;
  constructor(code: AdvisoryErrorCode, message: string, options?: { cause?: unknown; status?: number }) {
    super(message, options);
    this.name = 'AdvisoryError';
    this.code = code;
    this.status = options?.status;
  }
}
