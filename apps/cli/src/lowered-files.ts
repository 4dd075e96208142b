import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LoweredFiles } from '@stoa/code';

/** Entries past this number go, the oldest first; one is at most 256 KiB. */
const mostEntries = 2000;
const largestEntry = 256 * 1024;

export interface KeptFiles extends LoweredFiles {
  /** Writes what is new. Never in the way: what cannot be written is made again next time. */
  flush(): void;
}

/**
 * What earlier checks of a repository have lowered. It holds what its files hold, literals too, so it stands within the
 * repository's own `.git`, for its owner alone. `undefined` where nobody knows which build of Stoa this is: then the
 * engine may be another one every time.
 */
export function openLoweredFiles(
  root: string,
  build = readText(new URL('build-id', import.meta.url)),
): KeptFiles | undefined {
  const git = gitFolderOf(root);
  if (build === undefined || git === undefined) return undefined;
  const all = join(git, 'stoa', 'lowered');
  const folder = join(all, build);
  const fresh = new Map<string, Uint8Array>();
  return {
    get(key) {
      try {
        return readFileSync(join(folder, key));
      } catch {
        return null;
      }
    },
    put(key, bytes) {
      if (bytes.length <= largestEntry) fresh.set(key, bytes);
    },
    flush() {
      if (fresh.size === 0) return;
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        for (const [key, bytes] of fresh) {
          const draft = join(folder, `.${key}.${process.pid}`);
          writeFileSync(draft, bytes, { mode: 0o600 });
          renameSync(draft, join(folder, key));
        }
        for (const other of readdirSync(all)) if (other !== build) rmSync(join(all, other), { recursive: true });
        removeOldest(folder);
      } catch {
        // A repository that can only be read is checked all the same.
      }
    },
  };
}

function removeOldest(folder: string): void {
  const names = readdirSync(folder);
  if (names.length <= mostEntries) return;
  const byAge = names
    .map((name) => ({ path: join(folder, name), time: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => a.time - b.time);
  for (const { path } of byAge.slice(0, names.length - mostEntries / 2)) rmSync(path, { force: true });
}

/** The folder git keeps a work tree's own things in: of a linked one it is named by a file. */
function gitFolderOf(root: string): string | undefined {
  const link = join(root, '.git');
  if (statSync(link, { throwIfNoEntry: false })?.isDirectory()) return link;
  const named = /^gitdir: (.+)$/m.exec(readText(link) ?? '')?.[1];
  return named && resolve(root, named);
}

function readText(file: string | URL): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
