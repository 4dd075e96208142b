#!/usr/bin/env node
// Finds a Node that can run TypeScript: this one, or the one that is pinned in the checkout. Plain JavaScript on purpose.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const pinned = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'node_modules', '.bin', 'node');
if (major > 22 || (major === 22 && minor >= 18)) {
  module.enableCompileCache?.();
  const { isCheck, startCheck } = await import('./start-check.mjs');
  const bundle = isCheck ? (await import('./fresh-bundle.mjs')).freshBundle() : undefined;
  if (bundle) startCheck(bundle);
  else await import('../src/main.ts');
} else if (existsSync(pinned) && !process.env.STOA_RESPAWNED) {
  const { status } = spawnSync(pinned, process.argv.slice(1), {
    stdio: 'inherit',
    env: { ...process.env, STOA_RESPAWNED: '1' },
  });
  process.exit(status ?? 2);
} else {
  console.error(
    `Stoa needs Node 22.18 or later; this is ${process.versions.node}. Run "npm ci" in the checkout, or install a current Node.`,
  );
  process.exit(2);
}
