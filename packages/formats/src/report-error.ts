/** What can be wrong with a report as a whole; single bad items are skips, not errors. */
export type ReportErrorCode =
  | 'empty'
  | 'unknown-format'
  | 'unsupported-version'
  | 'malformed'
  | 'truncated'
  | 'too-deep'
  | 'too-large'
  | 'bomb'
  | 'forbidden-xml';

export interface ReportPlace {
  /** Name of the file, or of the entry of an archive. */
  name?: string;
  /** Where in the document, such as `runs[0].results[12]`. */
  path?: string;
  /** From 1, in the opened text (after decompression). */
  line?: number;
  /** From 0, in the opened bytes. */
  byte?: number;
}

/**
 * A report that cannot be taken. The message says what is wrong, where, and what to do next; it never quotes the
 * report, which may hold a secret.
 */
export class ReportError extends Error {
  readonly code: ReportErrorCode;
  readonly place: ReportPlace;

  constructor(code: ReportErrorCode, what: string, place: ReportPlace = {}) {
    super(`${describe(place)}${what}`);
    this.name = 'ReportError';
    this.code = code;
    this.place = place;
  }

  /** The same error, of a named file. */
  in(name: string): ReportError {
    if (this.place.name !== undefined) return this;
    const prefix = describe(this.place);
    return new ReportError(this.code, this.message.slice(prefix.length), { ...this.place, name });
  }
}

/** Any error, and one of ours with the name of the file it is about. */
export function inSource(error: unknown, name: string | undefined): unknown {
  return error instanceof ReportError && name !== undefined ? error.in(name) : error;
}

function describe({ name, path, line, byte }: ReportPlace): string {
  const where = [
    name,
    path,
    line === undefined ? undefined : `line ${line}`,
    byte === undefined ? undefined : `byte ${byte}`,
  ].filter((part) => part !== undefined && part !== '');
  return where.length === 0 ? '' : `${where.join(', ')}: `;
}
