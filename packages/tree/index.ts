export { askGit, readRevision, type Revision } from './src/git.ts';
export { toSkip } from './src/skip.ts';
export { openTree, TreeError, type TreeOptions } from './src/tree.ts';
