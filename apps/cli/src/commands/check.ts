import { readTopLevel } from '@stoa/tree';
import { closeState, openStagedState, openStateSince } from '../changed-state.ts';
import { CommandError } from '../failure.ts';
import type { CheckOptions } from '../report-changes.ts';

/** Looks at what is staged (or what a branch has changed): new weaknesses and secrets, each with its way. */
export async function check(folder: string, options: CheckOptions): Promise<void> {
  if (options.watch) return checkOnSaving(folder, options);
  // All of git is started first: it answers while the engines are loaded. That this is no repository is said below.
  const staged = options.since === undefined ? openStagedState(folder) : undefined;
  staged?.catch(() => undefined);
  const asked = readRoot(folder);
  const engines = import('../report-changes.ts');
  const root = await asked.catch(async (error: unknown) => {
    await staged?.then(closeState, () => undefined);
    throw error;
  });
  const [state, { reportChanges }] = await Promise.all([staged ?? openStateSince(root, options.since!), engines]);
  if (await reportChanges(root, state, options).finally(() => closeState(state))) process.exitCode = 1;
}

async function checkOnSaving(folder: string, options: CheckOptions): Promise<void> {
  const root = await readRoot(folder);
  const { reportChanges } = await import('../report-changes.ts');
  const { watchAndCheck } = await import('../watch.ts');
  return watchAndCheck(root, async (since) => {
    const state = await openStateSince(root, since);
    return reportChanges(root, state, options).finally(() => closeState(state));
  });
}

async function readRoot(folder: string): Promise<string> {
  const root = await readTopLevel(folder);
  if (root === null) throw new CommandError(`${folder} is in no git repository: "stoa scan" looks at any folder.`);
  return root;
}
