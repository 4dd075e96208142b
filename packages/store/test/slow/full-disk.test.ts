import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** A small disk in a name space of its own, so that it is gone with the process; that needs root on Linux. */
const script = 'mount -t tmpfs -o size=350m none "$1" && exec "$2" "$3" "$1"';
const mayMount = spawnSync('unshare', ['-m', 'sh', '-c', 'mount -t tmpfs none /mnt']).status === 0;
if (!mayMount) console.warn('full disk: not tried, since this user may not mount a small disk');

test.skipIf(!mayMount)('a disk that runs full refuses writing by name, goes on reading, and loses nothing', () => {
  const disk = mkdtempSync(join(tmpdir(), 'stoa-full-'));
  const filler = join(import.meta.dirname, 'filler.ts');
  const child = spawnSync('unshare', ['-m', 'sh', '-c', script, 'sh', disk, process.execPath, filler], {
    encoding: 'utf8',
    timeout: 120_000,
    killSignal: 'SIGKILL',
  });
  rmSync(disk, { recursive: true });
  const said = child.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const acknowledged = Number(said[0]?.['acknowledged']);
  expect(acknowledged, child.stderr).toBeGreaterThan(0);
  expect(said).toEqual([
    { full: 'disk-full', acknowledged },
    { stillReads: acknowledged },
    { reopened: acknowledged },
    { writesAgain: acknowledged + 1 },
  ]);
});
