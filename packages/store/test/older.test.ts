import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Component } from '@stoa/model';
import {
  findOrganisation,
  getException,
  listComponents,
  listFindings,
  listRuns,
  openStore,
  recordRun,
  restoreBackup,
  verifyAudit,
} from '@stoa/store';
import { migrations } from '../src/migrations/index.ts';
import { component, toReport } from './contract/stories.ts';

/** Written by Stoa at version 2 of its store, with its own code; never made anew. */
const version2 = join(import.meta.dirname, 'fixtures', 'version-2.ndjson.gz');

/** Databases out there were made with these very texts. A change belongs into a new migration. */
const digests = [
  '2e1848e9d91126e8',
  '1c3a4bc57b10a7c5',
  '3b90c9db39e52648',
  'd3ace8193c76e85f',
  'da94d54476d591e6',
  'd37ff4f2f706ecc2',
  '8a6fd4a0cc62e1fc',
];

/** As senders of that time describe one. */
function olderComponent(name: string): Component {
  const { requirement: _, source: __, origin: ___, declaredAt: ____, ...older } = component(name);
  return older;
}

test('a migration is never edited', () => {
  const now = migrations.map(({ sql }) => createHash('sha256').update(sql).digest('hex').slice(0, 16));
  expect(now.slice(0, digests.length)).toEqual(digests);
  expect(now.length, 'write the digest of the new migration down above').toBe(digests.length);
  expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, index) => index + 1));
});

test('what an older Stoa has written down comes back whole, and goes on where it was', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'stoa-older-'));
  await restoreBackup(version2, { directory });
  const store = await openStore({ directory });
  const organisation = await store.asOwner(findOrganisation);
  const within = <T>(work: Parameters<typeof store.within<T>>[1]) => store.within(organisation!.id, work);
  const states = async () => {
    const { items } = await within((tx) => listFindings(tx, { sort: 'title', limit: 9 }));
    return items.map(({ location, state }) => `${location?.path} ${state}`);
  };
  expect(await states()).toEqual(['a.ts open', 'b.ts fixed', 'c.ts false-positive']);
  expect((await within((tx) => listRuns(tx, { limit: 9 }))).items).toHaveLength(2);
  expect((await within((tx) => listComponents(tx, { limit: 9 }))).items.map(({ name }) => name)).toEqual(['left']);
  expect(await within((tx) => getException(tx, 'E-1'))).toMatchObject({ approver: 'Grace', revokedAt: null });
  expect(await within(verifyAudit)).toMatchObject({ ok: true, entries: 2 });

  const sees = ['a.ts', 'b.ts', 'c.ts'];
  const id = '00000000-0000-4000-8000-000000000001';
  const known = toReport({ id, at: 1, sees, components: ['left', 'right'].map(olderComponent) });
  expect(await within((tx) => recordRun(tx, known))).toMatchObject({ duplicate: true });
  const { delta } = await within((tx) => recordRun(tx, toReport({ at: 3, sees })));
  expect(delta).toMatchObject({ opened: 0, reopened: 1, unchanged: 2 });
  expect(await states()).toEqual(['a.ts open', 'b.ts open', 'c.ts false-positive']);
  await store.close();
  rmSync(directory, { recursive: true });
});
