import { readTopLevel } from '@stoa/tree';
import { closeState, openChangedState } from '../changed-state.ts';
import { CommandError } from '../failure.ts';
import type { CheckOptions } from '../report-changes.ts';

/** Looks at what is staged (or what a branch has changed): new weaknesses and secrets, each with its way. */
export async function check(folder: string, options: CheckOptions): Promise<void> {
  const root = await readTopLevel(folder);
  if (root === null) throw new CommandError(`${folder} is in no git repository: "stoa scan" looks at any folder.`);
  if (options.watch) {
    const { reportChanges } = await import('../report-changes.ts');
    const { watchAndCheck } = await import('../watch.ts');
    return watchAndCheck(root, async (since) => {
      const state = await openChangedState(root, since);
      return reportChanges(root, state, options).finally(() => closeState(state));
    });
  }
  // git answers while the engines are loaded.
  const [state, { reportChanges }] = await Promise.all([
    openChangedState(root, options.since),
    import('../report-changes.ts'),
  ]);
  if (await reportChanges(root, state, options).finally(() => closeState(state))) process.exitCode = 1;
}
