import type { ObservationInput, Skip } from '@stoa/model';
import type { Source } from '../read-sources.ts';
import type { ProjectFacts, RuleFile } from './examiner.ts';

/** A file that some thread has lowered, for all of them: see `ir/lowered-bytes.ts`. */
export interface SharedFile {
  readonly file: Source;
  readonly bytes: Uint8Array;
}

/** What a thread that examines is asked, in this order. */
export type Request =
  | { do: 'open'; family: string; languages: readonly Source['language'][]; rules: readonly RuleFile[] }
  | { do: 'read'; files: readonly Source[] }
  | { do: 'link'; files: readonly SharedFile[]; project: ProjectFacts }
  | { do: 'judge'; paths: ReadonlySet<string> };

/** What it answers, one answer per question. */
export type Reply =
  | { did: 'open' }
  | {
      did: 'read';
      lowered: readonly { path: string; bytes: Uint8Array; hasErrors: boolean }[];
      found: readonly ObservationInput[];
      skipped: readonly Skip[];
    }
  | { did: 'link'; skipped: readonly Skip[] }
  | { did: 'judge'; found: readonly ObservationInput[]; inTests: readonly string[] };
