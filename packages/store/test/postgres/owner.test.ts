import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOrganisation, listFindings, openStore, recordRun } from '@stoa/store';
import { migrate } from '../../src/migrate.ts';
import { migrations } from '../../src/migrations/index.ts';
import { openPostgres } from '../../src/postgres/driver.ts';
import { insertOldFinding } from '../contract/old-finding.ts';
import { toReport } from '../contract/stories.ts';

/** On a real server Stoa is no superuser: it owns its database, and nothing more. */
const server = process.env['DATABASE_URL'];
if (!server) throw new Error('Set DATABASE_URL to a PostgreSQL whose user may create databases and roles.');

const suffix = randomUUID().replaceAll('-', '');
const [owner, stranger] = [`stoa_owner_${suffix}`, `stoa_stranger_${suffix}`];
const databases: string[] = [];

async function ask(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

async function databaseOf(user: string): Promise<string> {
  const name = `stoa_${randomUUID().replaceAll('-', '')}`;
  await ask(`create database ${name} owner ${user}`);
  databases.push(name);
  const url = new URL(server!);
  url.pathname = `/${name}`;
  url.username = user;
  url.password = 'a-password';
  return url.href;
}

beforeAll(async () => {
  for (const user of [owner, stranger]) await ask(`create role ${user} login password 'a-password'`);
  await ask(
    `do $$ begin create role stoa_app nologin; exception when duplicate_object or unique_violation then null; end $$`,
  );
  await ask(`grant stoa_app to ${owner}`);
});
afterAll(async () => {
  for (const name of databases) await ask(`drop database ${name} with (force)`);
  for (const user of [owner, stranger]) await ask(`drop role ${user}`);
});

test('an owner who is no superuser migrates what is in the database, and works in it', async () => {
  const url = await databaseOf(owner);
  const driver = openPostgres(url);
  await migrate(driver, migrations.slice(0, 1));
  const id = await driver.transaction('begin', async (connection) => (await createOrganisation(connection, 'Acme')).id);
  await driver.transaction('begin', async (connection) => {
    await connection.query(`select set_config('stoa.organisation', $1, true)`, [id]);
    await insertOldFinding(connection, id);
  });
  await driver.close();
  const store = await openStore({ url });
  const found = await store.within(id, (tx) => listFindings(tx, { q: 'old one', sort: 'severity', limit: 10 }));
  expect(found.items.map(({ title }) => title)).toEqual(['An Old One']);
  await store.within(id, (tx) => recordRun(tx, toReport({ at: 1, sees: ['a.ts'] })));
  const hidden = await store.asOwner(async (connection) => (await connection.query('select * from findings')).rows);
  expect(hidden, 'row-level security binds the owner again').toEqual([]);
  await store.close();
});

test('a user who may not take the work role is told what an administrator has to do', async () => {
  await expect(openStore({ url: await databaseOf(stranger) })).rejects.toMatchObject({
    code: 'not-permitted',
    message: expect.stringMatching(/grant stoa_app to/),
  });
});

test('many servers may start at once on a new database', async () => {
  const url = await databaseOf(owner);
  const stores = await Promise.all(Array.from({ length: 6 }, () => openStore({ url })));
  await Promise.all(stores.map((store) => store.close()));
  expect(stores).toHaveLength(6);
});
