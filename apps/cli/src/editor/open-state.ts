import type { Snapshot } from '@stoa/tree';
import { closeState, openStateSince, type ChangedState } from '../changed-state.ts';

/**
 * The work tree against HEAD, as an editor has it: what is open and not saved counts.
 *
 * @param open path from the repository's root → text.
 */
export async function openStateWith(root: string, open: ReadonlyMap<string, string>): Promise<ChangedState> {
  const state = await openStateSince(root, 'HEAD');
  const { changes, before } = state;
  const known = new Set(changes.changes.map(({ path }) => path));
  const edited: ChangedState['changes']['changes'] = [];
  try {
    for (const [path, text] of open) {
      if (known.has(path)) continue;
      const bytes = await before.read(path);
      if (bytes === null || Buffer.from(bytes).toString('utf8') !== text)
        edited.push({ path, kind: bytes === null ? 'added' : 'modified' });
    }
  } catch (error) {
    closeState(state);
    throw error;
  }
  return {
    changes: { ...changes, changes: [...changes.changes, ...edited] },
    before,
    after: overlay(state.after, open),
  };
}

function overlay(files: Snapshot, open: ReadonlyMap<string, string>): Snapshot {
  return {
    list: () => files.list(),
    containing: (words) => files.containing(words),
    close: () => files.close(),
    read: async (path) => {
      const text = open.get(path);
      return text === undefined ? files.read(path) : Buffer.from(text);
    },
  };
}
