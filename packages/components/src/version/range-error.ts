/** A range of versions that does not follow its notation; `message` shows it. */
export class VersionRangeError extends Error {
  override name = 'VersionRangeError';

  constructor(range: string, reason = 'This is no range of versions') {
    super(`${reason}: ${range.slice(0, 100)}`);
  }
}
