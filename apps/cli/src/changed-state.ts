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

/**
 * What is staged, against HEAD.
 *
 * @param folder in the repository, anywhere: nobody waits for git to say where its root is.
 * @throws {CommandError}
 */
export async function openStagedState(folder: string): Promise<ChangedState> {
  const [changes, { after, before }] = await Promise.all([readStagedChanges(folder), openStaged(folder)]);
  if (changes !== null) return { changes, after, before };
  after.close();
  before.close();
  throw new CommandError('git does not answer: is it installed?');
}

/** The work tree against where it left `since`. @throws {CommandError} */
export async function openStateSince(root: string, since: string): Promise<ChangedState> {
  const changes = await readChangesSince(root, since);
  if (!changes) throw new CommandError(`git knows no "${since}": name a branch, a tag or a commit.`);
  const [after, before] = await Promise.all([openWorkTree(root), openRevision(root, changes.base)]);
  return { changes, after, before };
}
