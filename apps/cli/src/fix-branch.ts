import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileChange } from '@stoa/components';
import { CommandError } from './failure.ts';

export interface Commit {
  message: string;
  changes: readonly FileChange[];
}

/**
 * Makes a branch with a commit for each change, beside what the user is doing: work tree, index and checked-out branch stay
 * as they are. @returns the branch's newest commit
 * @throws {CommandError} when the branch is there already, or when a file has changes that are not committed
 */
export function commitToBranch(root: string, branch: string, commits: readonly Commit[]): string {
  const scratch = mkdtempSync(join(tmpdir(), 'stoa-fix-'));
  const environment = { ...process.env, GIT_INDEX_FILE: join(scratch, 'index') };
  const git = (parameters: readonly string[], input?: string): string => {
    const { status, stdout, stderr, error } = spawnSync('git', parameters, {
      cwd: root,
      env: environment,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
      ...(input !== undefined && { input }),
    });
    if (status === 0) return stdout.trim();
    throw new CommandError(`git ${parameters[0]} fails: ${error?.message ?? stderr.trim().split('\n')[0]}`);
  };
  try {
    if (spawnSync('git', ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], { cwd: root }).status !== 0)
      throw new CommandError(
        '--apply makes a branch, and this is no git repository with a commit: use --in-place to change the files here.',
      );
    git(['check-ref-format', `refs/heads/${branch}`]);
    if (spawnSync('git', ['show-ref', '--verify', '--quiet', `refs/heads/${branch}`], { cwd: root }).status === 0)
      throw new CommandError(
        `The branch ${branch} is there already: delete it (git branch -D ${branch}) or name another one with --branch.`,
      );
    const prefix = git(['rev-parse', '--show-prefix']);
    refuseUncommitted(git, prefix, commits);
    let parent = git(['rev-parse', 'HEAD']);
    git(['read-tree', 'HEAD']);
    for (const { message, changes } of commits) {
      for (const { path, after } of changes) {
        const blob = git(['hash-object', '-w', '--stdin', '--path', `${prefix}${path}`], after);
        const mode = /^(\d{6}) /.exec(git(['ls-files', '--stage', '--', path]))?.[1] ?? '100644';
        git(['update-index', '--add', '--cacheinfo', `${mode},${blob},${prefix}${path}`]);
      }
      parent = git(['commit-tree', git(['write-tree']), '-p', parent, '-F', '-'], message);
    }
    git(['update-ref', `refs/heads/${branch}`, parent, '0'.repeat(parent.length)]);
    return parent;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The plan was made from the files as they are; the branch begins at the last commit: they must be the same. */
function refuseUncommitted(
  git: (parameters: string[], input?: string) => string,
  prefix: string,
  commits: readonly Commit[],
): void {
  const paths = new Set(commits.flatMap(({ changes }) => changes.map(({ path }) => path)));
  for (const path of paths) {
    const before = commits.flatMap(({ changes }) => changes).find((change) => change.path === path)!.before;
    const committed = /^\S+ blob (\S+)/.exec(git(['ls-tree', 'HEAD', '--', path]))?.[1];
    if (committed !== git(['hash-object', '--stdin', '--path', `${prefix}${path}`], before))
      throw new CommandError(`${path} has changes that are not committed: commit or stash them first.`);
  }
}
