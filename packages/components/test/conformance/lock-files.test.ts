import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parsePurl } from '@stoa/components';
import { takeInventory } from '../take-inventory.ts';

const corpus = process.env['STOA_CORPUS'];

test.runIf(corpus)('every lock file of public repositories is read, whole, and makes sense', async () => {
  const folder = join(corpus!, 'lockfiles');
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const files = Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path)]));
  const { components, coverage } = await takeInventory(files);
  console.log(`${coverage.looked} lock files, ${components.length} packages, ${coverage.skippedTotal} skipped`);
  expect(coverage.skipped).toEqual([]);
  expect(coverage.looked).toBeGreaterThan(150);
  expect(components.length).toBeGreaterThan(20_000);
  const known = new Set(components.map(({ purl }) => purl));
  for (const { purl, location, dependsOn } of components) {
    expect(parsePurl(purl).name, purl).not.toBe('');
    if (!location.path.endsWith('.json')) expect(location.line, `${location.path} ${purl}`).toBeGreaterThan(0);
    for (const one of dependsOn) expect(known.has(one), `${location.path}: ${purl} needs ${one}`).toBe(true);
  }
});
