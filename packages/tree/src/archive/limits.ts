/** Bounds on what one archive may turn into. */
export interface ArchiveLimits {
  /** Bytes of the archive itself. */
  maxBytes: number;
  /** Bytes of one file in it. */
  maxFileBytes: number;
  /** Bytes of all files in it, with those of archives in it. */
  maxUnpackedBytes: number;
  /** Times as many bytes may come out as went in, past the first 16 MiB: more is a bomb. */
  maxRatio: number;
  maxEntries: number;
  /** Archives in archives in archives. */
  maxDepth: number;
}

export const archiveLimits: ArchiveLimits = {
  maxBytes: 128 * 1024 * 1024,
  maxFileBytes: 10 * 1024 * 1024,
  maxUnpackedBytes: 1024 * 1024 * 1024,
  maxRatio: 200,
  maxEntries: 50_000,
  maxDepth: 3,
};

/** Small archives of text that repeats itself grow a lot in good faith. */
const harmless = 16 * 1024 * 1024;

/** The archive cannot be opened any further; why, for a person. */
export class ArchiveEnd extends Error {
  readonly reason: 'limit-reached' | 'malformed' | 'unsupported';
  constructor(reason: ArchiveEnd['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Counts what comes out of one archive and all in it. */
export class Unpacked {
  readonly limits: ArchiveLimits;
  readonly #packed: number;
  #bytes = 0;
  #entries = 0;

  constructor(limits: ArchiveLimits, packed: number) {
    this.limits = limits;
    this.#packed = packed;
  }

  /** @throws {ArchiveEnd} */
  addBytes(count: number): void {
    this.#bytes += count;
    if (this.#bytes > this.limits.maxUnpackedBytes)
      throw new ArchiveEnd('limit-reached', `more than ${this.limits.maxUnpackedBytes} bytes come out of it`);
    if (this.#bytes > harmless && this.#bytes > this.#packed * this.limits.maxRatio)
      throw new ArchiveEnd('limit-reached', `${this.limits.maxRatio} times its size comes out of it: a bomb`);
  }

  /** @throws {ArchiveEnd} */
  addEntry(): void {
    this.#entries += 1;
    if (this.#entries > this.limits.maxEntries)
      throw new ArchiveEnd('limit-reached', `it holds more than ${this.limits.maxEntries} files`);
  }
}
