import type { Component } from './component.ts';
import type { Coverage } from './coverage.ts';
import type { Observation } from './observation.ts';
import type { Skip } from './skip.ts';
import type { Completeness, TestCounts, Tool } from './run.ts';

/** A file of a target. Reading is lazy; `read` may fail when the file has vanished since. */
export interface SourceFile {
  /** Relative to the root, POSIX separators. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Mode bits say it may be executed: a script, whatever its name. */
  readonly executable: boolean;
  read(): Promise<Uint8Array>;
}

/** A target as engines see it: never the machine, only files. Walked anew at each call of `files`. */
export interface FileTree {
  /** For a person: the folder's name. */
  readonly name: string;
  files(): AsyncIterable<SourceFile | Skip>;
}

/** Looks into files that hold files. */
export interface Unpacker {
  /** Does the name promise one? Then it may be as large as `maxBytes`. */
  isArchive(path: string): boolean;
  /** Bytes of the largest archive that is opened. */
  readonly maxBytes: number;
  /**
   * The files in it, also those of archives in archives, at `lib/shop.jar!/app.properties`; what is not opened is a
   * skip. `null` when it is no archive, whatever its name.
   */
  open(path: string, bytes: Uint8Array): AsyncIterable<SourceFile | Skip> | null;
}

export function isSkip(entry: SourceFile | Skip): entry is Skip {
  return 'reason' in entry;
}

/** One thing an engine or a report's reader found on its way. */
export type ScanItem =
  | { type: 'observation'; observation: Observation }
  | { type: 'component'; component: Component }
  /** Something of a report that was left out: counted and shown. */
  | { type: 'skip'; skip: Skip }
  /** For a progress bar: how many places are done, of how many where known. */
  | { type: 'progress'; done: number; total?: number };

/** What a run says of itself when it ends. */
export interface ScanSummary {
  tool: Tool;
  coverage: Coverage;
  completeness: Completeness;
  reason?: string;
  tests?: TestCounts;
  dataAsOf?: string;
  startedAt?: string;
  finishedAt?: string;
  revision?: string;
}

/**
 * A scan streams what it finds and returns what it covered.
 * An engine is `scan(tree, options): Scan`; a format is `read(bytes): Scan`, one scan per run in the report.
 */
export type Scan = AsyncGenerator<ScanItem, ScanSummary, void>;

/** Runs a scan to its end, hands each item on, and gives the summary. */
export async function drain(scan: Scan, onItem: (item: ScanItem) => void | Promise<void>): Promise<ScanSummary> {
  for (;;) {
    const step = await scan.next();
    if (step.done) return step.value;
    await onItem(step.value);
  }
}
