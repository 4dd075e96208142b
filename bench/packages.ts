import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Published packages, kept between runs so that a registry is asked once for each. */
const kept = join(tmpdir(), 'stoa-bench-packages');

/**
 * The folder of a published package as npm packs it, without what it depends on; nothing of it is run. The registry is
 * npm's own configuration's. `null` where npm does not give it.
 */
export function unpackPackage(name: string, version: string): string | null {
  const folder = join(kept, `${name.replace('/', '+')}@${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(kept, { recursive: true });
  const work = mkdtempSync(join(kept, '.work-'));
  try {
    const packed = spawnSync('npm', ['pack', `${name}@${version}`, '--ignore-scripts', '--silent'], {
      cwd: work,
      encoding: 'utf8',
    });
    const archive = packed.stdout.trim().split('\n').at(-1);
    if (packed.status !== 0 || !archive) return null;
    const inside = join(work, 'unpacked');
    mkdirSync(inside);
    const { status } = spawnSync('tar', ['-xzf', archive, '-C', inside, '--strip-components=1', '--no-same-owner'], {
      cwd: work,
    });
    if (status !== 0) return null;
    renameSync(inside, folder);
    return folder;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
