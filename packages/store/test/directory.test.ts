import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createOrganisation, listFindings, lockDirectory, openStore, recordRun, toStoreError } from '@stoa/store';
import { migrate } from '../src/migrate.ts';
import { migrations } from '../src/migrations/index.ts';
import { openPglite } from '../src/pglite/driver.ts';
import { insertOldFinding } from './contract/old-finding.ts';
import { toReport } from './contract/stories.ts';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'stoa-directory-'))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('a directory has one holder; a finished or dead one is followed', () => {
  const release = lockDirectory(directory);
  expect(() => lockDirectory(directory)).toThrow(/in use by process/);
  release();
  lockDirectory(directory)();
  mkdirSync(join(directory, 'lock'), { recursive: true });
  writeFileSync(
    join(directory, 'lock', '99'),
    JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), started: null, since: 'x', released: false }),
  );
  lockDirectory(directory)();
});

test('a recycled pid is not the holder; another machine is believed to live', () => {
  mkdirSync(join(directory, 'lock'), { recursive: true });
  const holder = { pid: process.pid, host: hostname(), started: '1', since: 'x', released: false };
  writeFileSync(join(directory, 'lock', '1'), JSON.stringify(holder));
  if (process.platform === 'linux') lockDirectory(directory)();
  writeFileSync(join(directory, 'lock', '50'), JSON.stringify({ ...holder, host: 'another.example' }));
  expect(() => lockDirectory(directory)).toThrow(/on another.example/);
});

test('of many that contend for a dead holder exactly one gets in', async () => {
  mkdirSync(join(directory, 'lock'), { recursive: true });
  writeFileSync(
    join(directory, 'lock', '1'),
    JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), started: null, since: 'x', released: false }),
  );
  const code = `const { lockDirectory } = await import(${JSON.stringify(new URL('../src/directory-lock.ts', import.meta.url).href)});
    try { lockDirectory(${JSON.stringify(directory)}); console.log('in'); setTimeout(() => {}, 1500); } catch { console.log('out'); }`;
  const results = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', code]);
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
      await new Promise((resolve) => child.once('close', resolve));
      return said.trim();
    }),
  );
  expect(results.filter((one) => one === 'in')).toHaveLength(1);
});

test('an older database is backed up and migrated with what is in it; a newer one is left alone', async () => {
  const driver = await openPglite(join(directory, 'database'));
  await migrate(driver, migrations.slice(0, 1));
  const id = await driver.transaction('begin', async (connection) => (await createOrganisation(connection, 'Acme')).id);
  await driver.transaction('begin', async (connection) => {
    await insertOldFinding(connection, id);
  });
  await driver.close();

  const store = await openStore({ directory });
  const found = await store.within(id, (tx) => listFindings(tx, { q: 'old one', sort: 'severity', limit: 10 }));
  expect(found.items.map(({ title }) => title)).toEqual(['An Old One']);
  expect(readdirSync(join(directory, 'backups'))).toHaveLength(1);
  await store.within(id, (tx) => recordRun(tx, toReport({ at: 1, sees: ['a.ts'] })));
  await store.asOwner((owner) =>
    owner.query(`insert into stoa_migrations (number, name, digest) values (999, 'future', 'x')`),
  );
  await store.close();
  await expect(openStore({ directory })).rejects.toThrow();
  const reopened = await openPglite(join(directory, 'database'));
  await expect(migrate(reopened)).rejects.toMatchObject({ code: 'newer-database' });
  await reopened.close();
});

test('what is replaced every day does not fill the disk', async () => {
  const store = await openStore({ directory });
  const { id } = await store.asOwner((owner) => createOrganisation(owner, 'Acme'));
  const sees = Array.from({ length: 1_500 }, (_, index) => `file-${index}.ts`);
  const sizes: number[] = [];
  for (let day = 1; day <= 6; day += 1) {
    await store.within(id, (tx) => recordRun(tx, toReport({ at: day, sees })));
    await store.maintain();
    const { rows } = await store.asOwner((owner) =>
      owner.query<{ size: number }>(
        `select pg_total_relation_size('findings') + pg_total_relation_size('sightings') as size`,
      ),
    );
    sizes.push(rows[0]!.size);
  }
  // The second day needs room for the new beside the old; from then on the same room serves.
  expect(sizes[5]! / sizes[1]!).toBeLessThan(1.15);
  await store.close();
});

test('a full disk and a server that is away have names', () => {
  expect(toStoreError(Object.assign(new Error('could not extend file'), { code: '53100' }))).toMatchObject({
    code: 'disk-full',
  });
  expect(toStoreError(Object.assign(new Error('x'), { code: 'ENOSPC' }))).toMatchObject({ code: 'disk-full' });
  expect(toStoreError(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))).toMatchObject({ code: 'unreachable' });
});
