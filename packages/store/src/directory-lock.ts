import { linkSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { StoreError } from './error.ts';

interface Holder {
  pid: number;
  host: string;
  /** Start time of the process where the system tells it, so that a recycled pid is not taken for the holder. */
  started: string | null;
  since: string;
  released: boolean;
}

/**
 * Keeps a data directory to one process: two on one directory would lose data. Never taken from a live holder.
 *
 * The lock is a file with a number; the highest number holds. To take over from a dead or finished holder one
 * creates the next number, which exactly one contender can, and makes sure that it is still the highest. Numbers
 * only grow, so no interleaving of contenders gives two holders.
 *
 * @returns releases it.
 * @throws {StoreError} `locked`, with who holds it.
 */
export function lockDirectory(directory: string): () => void {
  const folder = join(directory, 'lock');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const me: Holder = {
    pid: process.pid,
    host: hostname(),
    started: startOf(process.pid),
    since: new Date().toISOString(),
    released: false,
  };
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const highest = numbersIn(folder).at(-1) ?? 0;
    const holder = highest > 0 ? readHolder(join(folder, String(highest))) : null;
    if (holder && !holder.released && isAlive(holder)) throw lockedBy(holder, directory);
    const mine = join(folder, String(highest + 1));
    if (!create(mine, me)) continue;
    const numbers = numbersIn(folder);
    if (numbers.at(-1) !== highest + 1) {
      rmSync(mine, { force: true });
      continue;
    }
    for (const old of numbers.slice(0, -1)) rmSync(join(folder, String(old)), { force: true });
    return () => replace(mine, { ...me, released: true });
  }
  throw new StoreError('locked', `The data directory ${directory} is contended; try again.`);
}

function numbersIn(folder: string): number[] {
  return readdirSync(folder)
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}

/** Written aside and linked to its name: nobody ever reads half a lock, and only one can make the link. */
function create(path: string, holder: Holder): boolean {
  const aside = `${path}.${crypto.randomUUID()}`;
  writeFileSync(aside, JSON.stringify(holder), { mode: 0o600, flush: true });
  try {
    linkSync(aside, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function replace(path: string, holder: Holder): void {
  const aside = `${path}.${crypto.randomUUID()}`;
  writeFileSync(aside, JSON.stringify(holder), { mode: 0o600 });
  renameSync(aside, path);
}

function readHolder(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

function isAlive({ pid, host, started }: Holder): boolean {
  if (host !== hostname()) return true; // a shared disk: we cannot see the other machine, so we believe it lives
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = startOf(pid);
  return started === null || now === null || now === started;
}

/** Field 22 of /proc/PID/stat (clock ticks since boot); null where there is no /proc. @see proc(5) */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function lockedBy({ pid, host, since }: Holder, directory: string): StoreError {
  const where = host === hostname() ? '' : ` on ${host}`;
  return new StoreError(
    'locked',
    `The data directory ${directory} is in use by process ${pid}${where} since ${since}. ` +
      'Stop that Stoa first, talk to it with --server, or choose another STOA_HOME.',
  );
}
