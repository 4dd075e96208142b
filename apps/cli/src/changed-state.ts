import {
  openRevision,
  openStaged,
  openWorkTree,
  readChangesSince,
  readStagedChanges,
  type Changes,
  type Snapshot,
} from '@stoa/tree';
import { CommandError } from './failure.ts';

/** What has changed, and the files at both moments. */
export interface ChangedState {
  readonly changes: Changes;
  readonly after: Snapshot;
  readonly before: Snapshot;
}

export function closeState({ after, before }: ChangedState): void {
  after.close();
  before.close();
}

/** What is staged against HEAD, or the work tree against where it left `since`. @throws {CommandError} */
export async function openChangedState(root: string, since: string | undefined): Promise<ChangedState> {
  return since === undefined ? openStagedState(root) : openStateSince(root, since);
}

async function openStagedState(root: string): Promise<ChangedState> {
  // Before the first commit there is no HEAD, and there are no files in it.
  const [changes, after, before] = await Promise.all([
    readStagedChanges(root),
    openStaged(root),
    openRevision(root, 'HEAD'),
  ]);
  if (changes !== null) return { changes, after, before };
  after.close();
  before.close();
  throw new CommandError('git does not answer: is it installed?');
}

async function openStateSince(root: string, since: string): Promise<ChangedState> {
  const changes = await readChangesSince(root, since);
  if (!changes?.base) throw new CommandError(`git knows no "${since}": name a branch, a tag or a commit.`);
  const [after, before] = await Promise.all([openWorkTree(root), openRevision(root, changes.base)]);
  return { changes, after, before };
}
