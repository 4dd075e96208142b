import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll } from 'vitest';
import { openStore } from '@stoa/store';
import { storeContract } from '../contract/store-contract.ts';

const server = process.env['DATABASE_URL'];
if (!server) throw new Error('Set DATABASE_URL to a PostgreSQL whose user may create databases.');

const made: string[] = [];
afterAll(async () => {
  for (const name of made) await ask(`drop database ${name}`);
});

async function ask(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}

async function createDatabase(): Promise<string> {
  const name = `stoa_${randomUUID().replaceAll('-', '')}`;
  await ask(`create database ${name}`);
  made.push(name);
  const url = new URL(server!);
  url.pathname = `/${name}`;
  return url.href;
}

storeContract(
  'PostgreSQL',
  async () => openStore({ url: await createDatabase() }),
  async () => {
    const url = await createDatabase();
    return { target: { url }, open: () => openStore({ url }) };
  },
);
