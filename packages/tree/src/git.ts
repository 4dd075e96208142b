import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const exec = promisify(execFile);

/** A foreign repository's own configuration must not run anything: no hooks, no monitors, no prompts, no pagers. */
export const harmless = [
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'protocol.allow=never',
  '--no-pager',
];

/** What git prints, or null where there is no git, no repository, or it fails. */
export async function askGit(
  folder: string,
  parameters: readonly string[],
  timeoutMs = 60_000,
): Promise<string | null> {
  try {
    const { stdout } = await exec('git', [...harmless, ...parameters], {
      cwd: folder,
      maxBuffer: 512 * 1024 * 1024,
      timeout: Math.max(1, timeoutMs),
      env: gitEnvironment(),
    });
    return stdout;
  } catch {
    return null;
  }
}

/**
 * GIT_DIR and GIT_INDEX_FILE, which git gives its hooks, are kept: the index of `git commit -a` is not the usual one.
 * Paths mean to us what they usually do.
 */
export function gitEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_LITERAL_PATHSPECS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
}

/** Where a folder stands in version control; all null outside. */
export interface Revision {
  branch: string | null;
  revision: string | null;
  /** The work tree differs from the revision. */
  dirty: boolean;
  toplevel: string | null;
}

/** The root of the work tree a folder is in; null outside. */
export async function readTopLevel(folder: string): Promise<string | null> {
  return (await askGit(folder, ['rev-parse', '--show-toplevel']))?.trim() ?? null;
}

export async function readRevision(folder: string): Promise<Revision> {
  const toplevel = await readTopLevel(folder);
  if (toplevel === null) return { branch: null, revision: null, dirty: false, toplevel: null };
  const [revision, branch, status] = await Promise.all([
    askGit(folder, ['rev-parse', '--verify', 'HEAD']),
    askGit(folder, ['symbolic-ref', '--short', '-q', 'HEAD']),
    askGit(folder, ['status', '--porcelain', '--untracked-files=no']),
  ]);
  return {
    branch: branch?.trim() || null,
    revision: revision?.trim() || null,
    dirty: Boolean(status?.trim()),
    toplevel,
  };
}
