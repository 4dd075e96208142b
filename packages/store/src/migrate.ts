import { createHash } from 'node:crypto';
import type { Driver } from './driver.ts';
import { StoreError } from './error.ts';
import { migrations } from './migrations/index.ts';
import { protectTables, unprotectTables } from './security.ts';

export type Migration = (typeof migrations)[number];

/** Any process may change the shape; this key (an arbitrary constant) lets only one do it at a time. */
export const shapeLock = 7_317_001;

export const schemaVersion = migrations.at(-1)?.number ?? 0;

/** The version a database is at; 0 when it is empty. */
export async function readSchemaVersion(driver: Driver): Promise<number> {
  return driver.transaction('begin', async (connection) => {
    const { rows } = await connection.query<{ there: boolean }>(
      `select to_regclass('stoa_migrations') is not null as there`,
    );
    if (!rows[0]?.there) return 0;
    const versions = await connection.query<{ version: number }>(
      'select coalesce(max(number), 0)::integer as version from stoa_migrations',
    );
    return versions.rows[0]?.version ?? 0;
  });
}

/**
 * Brings a database to the newest shape, in one transaction.
 * @throws {StoreError} `newer-database` when a newer Stoa has written it, `changed-migration` when it was migrated
 *   by something that calls itself the same and is not.
 */
export async function migrate(driver: Driver, upTo: readonly Migration[] = migrations): Promise<void> {
  await driver.transaction('begin', async (connection) => {
    await connection.query('select pg_advisory_xact_lock($1::bigint)', [shapeLock]);
    await connection.query(`create table if not exists stoa_migrations (
      number integer primary key, name text not null, digest text not null, applied_at timestamptz not null default now())`);
    const { rows } = await connection.query<{ number: number; digest: string }>(
      'select number, digest from stoa_migrations order by number',
    );
    const newest = migrations.at(-1)?.number ?? 0;
    const applied = new Map(rows.map(({ number, digest }) => [number, digest]));
    const beyond = rows.find(({ number }) => number > newest);
    if (beyond) {
      throw new StoreError(
        'newer-database',
        `The database is at version ${rows.at(-1)?.number}, this Stoa knows ${newest}: update Stoa, or restore an older backup.`,
      );
    }
    await unprotectTables(connection);
    for (const migration of upTo) {
      const digest = createHash('sha256').update(migration.sql).digest('hex');
      const known = applied.get(migration.number);
      if (known === digest) continue;
      if (known) {
        throw new StoreError(
          'changed-migration',
          `Migration ${migration.number} (${migration.name}) is not the one this database was made with.`,
        );
      }
      for (const statement of splitStatements(migration.sql)) await connection.query(statement);
      await connection.query('insert into stoa_migrations (number, name, digest) values ($1, $2, $3)', [
        migration.number,
        migration.name,
        digest,
      ]);
    }
    await protectTables(connection);
  });
}

/** Statements end with a semicolon at the end of a line; a function's body between `$$` is kept whole. */
function splitStatements(sql: string): string[] {
  const statements: string[] = [];
  let current = '';
  let inBody = false;
  for (const line of sql.split('\n')) {
    current += `${line}\n`;
    if ((line.split('$$').length - 1) % 2 === 1) inBody = !inBody;
    if (!inBody && line.trimEnd().endsWith(';')) {
      statements.push(current.trim());
      current = '';
    }
  }
  if (current.trim()) statements.push(current.trim());
  return statements;
}
