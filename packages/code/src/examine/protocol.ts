import type { ObservationInput, Skip } from '@stoa/model';
import type { Source } from '../read-sources.ts';
import type { SharedNodes } from '../syntax/shared-tree.ts';
import type { ProjectFacts, RuleFile } from './examiner.ts';

/** A file that some thread has parsed, for all of them. */
export interface SharedTree {
  readonly file: Source;
  readonly nodes: SharedNodes;
}

/** What a thread that examines is asked, in this order. */
export type Request =
  | { do: 'open'; family: string; languages: readonly Source['language'][]; rules: readonly RuleFile[] }
  | { do: 'read'; files: readonly Source[] }
  | { do: 'link'; trees: readonly SharedTree[]; project: ProjectFacts }
  | { do: 'judge'; paths: ReadonlySet<string> };

/** What it answers, one answer per question. */
export type Reply =
  | { did: 'open' }
  | {
      did: 'read';
      trees: readonly { path: string; nodes: SharedNodes; hasErrors: boolean }[];
      found: readonly ObservationInput[];
      skipped: readonly Skip[];
    }
  | { did: 'link'; skipped: readonly Skip[] }
  | { did: 'judge'; found: readonly ObservationInput[]; inTests: readonly string[] };
