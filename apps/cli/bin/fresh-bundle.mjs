// In a checkout `stoa check` runs as a bundle too, made when it is missing or older than what it is made of.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const cli = join(import.meta.dirname, '..');
const root = join(cli, '../..');

/** The folder of a bundle of today's sources, which is made if it can be. */
export function freshBundle() {
  const folder = join(cli, 'dist');
  if (isFresh(folder, root)) return folder;
  if (!existsSync(join(root, 'node_modules/esbuild'))) return undefined;
  const { status } = spawnSync(process.execPath, [join(cli, 'bundle-check.ts')], { stdio: 'ignore' });
  return status === 0 ? folder : undefined;
}

/** Is the bundle in a folder as new as everything it was made of, of which it has a list? */
export function isFresh(folder, root) {
  const list = join(folder, 'check.inputs.json');
  try {
    const made = statSync(list).mtimeMs;
    const inputs = JSON.parse(readFileSync(list, 'utf8'));
    return existsSync(join(folder, 'check.cjs')) && inputs.every((path) => statSync(join(root, path)).mtimeMs <= made);
  } catch {
    return false;
  }
}
