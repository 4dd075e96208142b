import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { takeInventory } from './take-inventory.ts';

const cases = join(import.meta.dirname, 'cases');

/** Every file of every case, by the path it has there. */
export const samples = readdirSync(cases).flatMap((name) =>
  readdirSync(join(cases, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'expected.json')
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return { name, path: path.slice(join(cases, name).length + 1), bytes: readFileSync(path) };
    }),
);

/** One name that each reader takes. */
export const names = [
  ...new Map(samples.map(({ path }) => [path.split('/').slice(-4).join('/'), path])).values(),
  'a.jar',
  'usr/bin/program',
  'var/lib/rpm/rpmdb.sqlite',
  'var/lib/rpm/Packages',
  'var/lib/rpm/Packages.db',
  'node_modules/a/package.json',
];

/** Seconds of this thread: what others do on the machine is not counted. */
export async function within(seconds: number, files: Record<string, string | Uint8Array>) {
  const begin = process.threadCpuUsage();
  const { components, coverage } = await takeInventory(files);
  const { user, system } = process.threadCpuUsage(begin);
  expect((user + system) / 1e6, Object.keys(files).join(' ')).toBeLessThan(seconds);
  for (const skip of coverage.skipped)
    expect(`${skip.place}: ${skip.reason}: ${skip.detail}`).toContain(': malformed: ');
  return { components, coverage };
}
