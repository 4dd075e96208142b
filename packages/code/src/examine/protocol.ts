import type { ObservationInput, Skip } from '@stoa/model';
import type { Source } from '../read-sources.ts';
import type { GrammarNames } from '../syntax/grammar.ts';
import type { ProjectFacts } from './judge.ts';
import type { RuleFile } from './reader.ts';

/** A file that some thread has lowered, for all of them: see `ir/lowered-bytes.ts`. */
export interface SharedFile {
  readonly file: Source;
  readonly bytes: Uint8Array;
}

/** What a thread is asked: one that reads to open and to read, one that judges to link and to judge. */
export type Request =
  | { do: 'open'; family: string; languages: readonly Source['language'][]; rules: readonly RuleFile[] }
  | { do: 'read'; files: readonly Source[] }
  | {
      do: 'link';
      family: string;
      files: readonly SharedFile[];
      grammars: readonly GrammarNames[];
      project: ProjectFacts;
    }
  | { do: 'judge'; paths: ReadonlySet<string> };

/** What it answers, one answer per question. */
export type Reply =
  | { did: 'open'; grammars: readonly GrammarNames[] }
  | {
      did: 'read';
      lowered: readonly { path: string; bytes: Uint8Array; hasErrors: boolean }[];
      found: readonly ObservationInput[];
      skipped: readonly Skip[];
    }
  | { did: 'link'; skipped: readonly Skip[] }
  | { did: 'judge'; found: readonly ObservationInput[]; inTests: readonly string[] };
