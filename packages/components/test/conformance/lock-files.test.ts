import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drain, type Component } from '@stoa/model';
import { parsePurl, scanInventory } from '@stoa/components';
import { openTree } from '@stoa/tree';

const corpus = process.env['STOA_CORPUS'];

test.runIf(corpus)('every lock file of public repositories is read, whole, and makes sense', async () => {
  const components: Component[] = [];
  const { coverage } = await drain(
    scanInventory(await openTree(join(corpus!, 'lockfiles'), { everything: true })),
    (item) => {
      if (item.type === 'component') components.push(item.component);
    },
  );
  console.log(
    `${coverage.looked} lock files and manifests, ${components.length} packages, ${coverage.skippedTotal} skipped`,
  );
  expect(coverage.skipped).toEqual([]);
  expect(coverage.looked).toBeGreaterThan(150);
  expect(components.length).toBeGreaterThan(20_000);
  const known = new Set(components.map(({ purl }) => purl));
  for (const { purl, location, dependsOn } of components) {
    expect(parsePurl(purl).name, purl).not.toBe('');
    if (location.path.endsWith('.json')) continue;
    expect(location.line, `${location.path} ${purl}`).toBeGreaterThan(0);
    for (const one of dependsOn) expect(known.has(one), `${location.path}: ${purl} needs ${one}`).toBe(true);
  }
});
