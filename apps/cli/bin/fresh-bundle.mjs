// In a checkout `stoa check` runs as a bundle too, made when it is missing or older than what it is made of.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const cli = join(import.meta.dirname, '..');
const root = join(cli, '../..');
export const bundleFolder = join(cli, 'dist');

/** Is there a bundle of today's sources? It is made if it can be. */
export function hasFreshBundle() {
  if (isFresh()) return true;
  if (!existsSync(join(root, 'node_modules/esbuild'))) return false;
  return spawnSync(process.execPath, [join(cli, 'bundle-check.ts')], { stdio: 'ignore' }).status === 0;
}

function isFresh() {
  const list = join(bundleFolder, 'check.inputs.json');
  try {
    const made = statSync(list).mtimeMs;
    const inputs = JSON.parse(readFileSync(list, 'utf8'));
    return (
      existsSync(join(bundleFolder, 'check.cjs')) && inputs.every((path) => statSync(join(root, path)).mtimeMs <= made)
    );
  } catch {
    return false;
  }
}
