export { createUnpacker } from './src/archive/open.ts';
export { blameLines } from './src/blame.ts';
export { askGit, readRevision, readTopLevel, type Revision } from './src/git.ts';
export { HistoryError, openHistory, type HistoryOptions } from './src/history.ts';
export { toSkip } from './src/skip.ts';
export { openTree, TreeError, type TreeOptions } from './src/tree.ts';
export { readChangesSince, readStagedChanges, type Change, type Changes } from './src/changes.ts';
export { openRevision, openStaged, openWorkTree, type Snapshot } from './src/snapshot.ts';
