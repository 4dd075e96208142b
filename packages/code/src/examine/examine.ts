import type { ObservationInput, Skip } from '@stoa/model';
import type { Source } from '../read-sources.ts';
import type { ProjectFacts } from './judge.ts';
import type { RuleFile } from './reader.ts';

/** The files of one family of languages, and what they are to be looked at with. */
export interface Task {
  readonly family: string;
  readonly files: readonly Source[];
  readonly project: ProjectFacts;
  /** Users' rules. */
  readonly rules: readonly RuleFile[];
}

/** What turns up: something found, a file that was read, or one that could not be; and how much was left out. */
export type Seen =
  | ObservationInput
  | { readonly skip: Skip }
  | { readonly read: string; readonly hasErrors: boolean }
  | { readonly inTests: number };

export type Examine = (task: Task) => AsyncGenerator<Seen, void, void>;
