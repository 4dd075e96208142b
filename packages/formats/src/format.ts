import type { Scan } from '@stoa/model';

/**
 * The bytes of a report. Some formats say at the end what is needed from the start (SARIF's rules, CycloneDX's
 * dependencies), so a report is read more than once rather than held in memory: `open` starts anew each time.
 */
export interface ReportSource {
  /** For messages and for telling formats apart: `trivy.sarif`. */
  readonly name?: string;
  /** Bytes, where known. */
  readonly size?: number;
  open(): AsyncIterable<Uint8Array>;
}

export interface ReadOptions {
  /**
   * Path prefixes that the run looked at, `['']` for all, said by the one who ran the tool. Whoever says so vouches for
   * the run: unless the report itself speaks against it, it is complete and may close findings.
   */
  covers?: readonly string[];
  /** Absolute path of the checkout on the machine where the tool ran; taken off absolute paths in the report. */
  root?: string;
  limits?: Partial<Limits>;
}

/** Bounds on what a report may ask of us. All of them end in a named error or a counted skip. */
export interface Limits {
  /** Of the opened report, decompressed. */
  maxBytes: number;
  /** Of one result, component or test; a larger one is skipped. */
  maxItemBytes: number;
  /** Of the description of the tool and its rules. */
  maxHeadBytes: number;
  /** How deep brackets or elements may be nested. */
  maxDepth: number;
  /** Of a packed archive that must be held to be opened (zip). */
  maxArchiveBytes: number;
  maxArchiveEntries: number;
  /** Unpacked bytes for each packed one, past the first 64 MiB. */
  maxRatio: number;
}

const mebi = 1024 * 1024;
export const defaultLimits: Limits = {
  maxBytes: 4096 * mebi,
  maxItemBytes: 16 * mebi,
  maxHeadBytes: 128 * mebi,
  maxDepth: 500,
  maxArchiveBytes: 256 * mebi,
  maxArchiveEntries: 1000,
  maxRatio: 200,
};

/** One kind of report. Adding one: a folder, a line in `formats.ts`, cases, a line in the guide. */
export interface Format {
  /** `sarif`, `cyclonedx`, `junit`. */
  readonly id: string;
  readonly title: string;
  /** How sure it is, 0 to 1, from the first bytes (decompressed, UTF-8) and the name. */
  detect(head: Head, name?: string): number;
  /** One scan for each run in the report, to be drained in order. @throws {ReportError} */
  read(source: ReportSource, options: ReadOptions): Promise<Scan[]>;
}

/** The start of a report, looked at once for all formats. */
export interface Head {
  /** At most the first 64 KiB as text. */
  readonly text: string;
  /** `json`, `xml`, or something else. */
  readonly syntax: 'json' | 'xml' | 'html' | 'binary' | 'text' | 'empty';
  /** JSON: keys at each depth of nesting, with short scalar values at depth 1. */
  readonly keys: readonly ReadonlySet<string>[];
  readonly scalars: ReadonlyMap<string, string>;
  /** XML: the root element's local name and its attributes as written. */
  readonly rootName?: string;
  readonly rootAttributes?: string;
}
