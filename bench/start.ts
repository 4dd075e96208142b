import { join } from 'node:path';
import { printTable, timeCommand } from './measure.ts';

/** How long the command takes to start; the bundle is built by `npm run build:cli`. */
export function benchStart(): void {
  const root = join(import.meta.dirname, '..');
  const node = process.execPath;
  const built = spawnBuild(root);
  const bare = timeCommand(node, ['-e', ''], 15);
  const bundled = timeCommand(node, [join(root, 'apps/cli/dist/stoa.mjs'), '--version'], 15);
  const sources = timeCommand(node, [join(root, 'apps/cli/bin/stoa.mjs'), '--version'], 15);
  printTable('Start of the command', [
    { what: 'node -e "" (the floor)', figure: `${bare.toFixed(0)} ms`, target: '' },
    { what: 'stoa --version, bundled', figure: `${bundled.toFixed(0)} ms`, target: '< 100 ms' },
    { what: 'stoa --version, from sources', figure: `${sources.toFixed(0)} ms`, target: '' },
    { what: 'building the bundle', figure: `${built.toFixed(0)} ms`, target: '' },
  ]);
}

function spawnBuild(root: string): number {
  return timeCommand(process.execPath, [join(root, 'apps/cli/build.ts')], 1);
}
