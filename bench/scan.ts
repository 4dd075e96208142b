import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drain } from '@stoa/model';
import { scanInventory } from '@stoa/components';
import { scanSecrets } from '@stoa/secrets';
import { openTree } from '@stoa/tree';
import { printTable, type Row } from './measure.ts';

/** The engines over this repository, and over the source of what it depends on: a tree of a size that people have. */
export async function benchScan(): Promise<void> {
  const root = join(import.meta.dirname, '..');
  const large = mkdtempSync(join(tmpdir(), 'stoa-bench-'));
  for (const name of ['typescript', 'vite', 'vitest', 'zod', 'react-dom', 'playwright-core', 'fastify', 'axe-core']) {
    cpSync(join(root, 'node_modules', name), join(large, name), {
      recursive: true,
      filter: (from) => !from.includes(`${name}/node_modules`),
    });
  }
  const rows: Row[] = [];
  for (const [name, folder] of [
    ['this repository', root],
    ['eight packages of node_modules', large],
  ] as const) {
    const begin = performance.now();
    const { coverage } = await drain(
      scanSecrets(await openTree(folder), { key: new Uint8Array(32), maxFileBytes: 50_000_000 }),
      () => undefined,
    );
    const ms = performance.now() - begin;
    const megabytes = (coverage.bytes ?? 0) / 1e6;
    rows.push({
      what: `secrets, ${name} (${coverage.looked} files, ${megabytes.toFixed(1)} MB)`,
      figure: `${ms.toFixed(0)} ms, ${(megabytes / (ms / 1000)).toFixed(0)} MB/s`,
      target: '≥ 60 MB/s',
    });
  }
  const begin = performance.now();
  let components = 0;
  await drain(scanInventory(await openTree(root)), (item) => void (components += item.type === 'component' ? 1 : 0));
  rows.push({
    what: `inventory, this repository (${components} components)`,
    figure: `${(performance.now() - begin).toFixed(0)} ms`,
    target: '',
  });
  rows.push({
    what: 'memory at the end',
    figure: `${Math.round(process.memoryUsage().rss / 1e6)} MB RSS`,
    target: '< 300 MB',
  });
  rmSync(large, { recursive: true });
  printTable('Scan', rows);
}
