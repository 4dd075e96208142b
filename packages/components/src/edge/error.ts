export type AdvisoryErrorCode =
  | 'unreachable'
  | 'bad-answer'
  | 'interrupted'
  | 'too-large'
  | 'bad-archive'
  | 'corrupt'
  | 'disk-full';

/** What went wrong with the advisories; whatever was there before is still in use. */
export class AdvisoryError extends Error {
  readonly code: AdvisoryErrorCode;
  constructor(code: AdvisoryErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'AdvisoryError';
    this.code = code;
  }
}
