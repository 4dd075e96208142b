// In a checkout `stoa check` runs as a bundle too, made when it is missing or what it was made of has changed.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const cli = join(import.meta.dirname, '..');
const root = join(cli, '../..');

/** The folder of a bundle of today's sources, which is made if it can be. */
export function freshBundle() {
  const folder = join(cli, 'dist');
  if (isFresh(folder, root)) return folder;
  if (!existsSync(join(root, 'node_modules/esbuild')) || !isWritable(existsSync(folder) ? folder : cli))
    return undefined;
  const { status } = spawnSync(process.execPath, [join(cli, 'bundle-check.ts')], { stdio: 'ignore' });
  return status === 0 ? folder : undefined;
}

function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Is everything the bundle in a folder was made of as it was then? It has a list: path → time of the last change. */
export function isFresh(folder, root) {
  try {
    const inputs = JSON.parse(readFileSync(join(folder, 'check.inputs.json'), 'utf8'));
    return (
      existsSync(join(folder, 'check.cjs')) &&
      Object.entries(inputs).every(([path, changed]) => statSync(join(root, path)).mtimeMs === changed)
    );
  } catch {
    return false;
  }
}
