import type { Connection } from './driver.ts';
import { StoreError } from './error.ts';

/** The role that all work is done in: it owns nothing, so row-level security binds it, on PGlite too. */
export const workRole = 'stoa_app';

/**
 * Puts row-level security on every table that has an `organisation` column, whatever migration made it, and lets the
 * work role reach the rest only where it must. Called at the end of each migration; doing it twice changes nothing.
 */
export async function protectTables(connection: Connection): Promise<void> {
  await createWorkRole(connection);
  const { rows } = await connection.query<{ name: string }>(
    `select c.relname as name from pg_class c
       join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation' and not a.attisdropped
      where c.relkind in ('r', 'p') order by 1`,
  );
  for (const { name } of rows) {
    await connection.query(`alter table ${name} enable row level security`);
    await connection.query(`alter table ${name} force row level security`);
    await connection.query(`drop policy if exists one_organisation on ${name}`);
    await connection.query(
      `create policy one_organisation on ${name}
         using (organisation = nullif(current_setting('stoa.organisation', true), '')::uuid)
         with check (organisation = nullif(current_setting('stoa.organisation', true), '')::uuid)`,
    );
    await connection.query(`grant select, insert, update, delete on ${name} to ${workRole}`);
  }
  // Organisations are told apart by their own id; the owner may see them all, to find out who signs in where.
  await connection.query('alter table organisations enable row level security');
  await connection.query('drop policy if exists one_organisation on organisations');
  await connection.query(
    `create policy one_organisation on organisations
       using (id = nullif(current_setting('stoa.organisation', true), '')::uuid)`,
  );
  await connection.query(`grant select on organisations, stoa_migrations to ${workRole}`);
  const { rows: schema } = await connection.query<{ name: string }>('select current_schema() as name');
  await connection.query(`grant usage on schema ${schema[0]?.name} to ${workRole}`);
}

/**
 * Lets the owner reach every row again, for a migration: row-level security is forced on the owner as well, and an
 * update of a migration would find no rows, and say nothing. `protectTables` ends it, in the same transaction.
 */
export async function unprotectTables(connection: Connection): Promise<void> {
  const { rows } = await connection.query<{ name: string }>(
    `select c.relname as name from pg_class c
       join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
      where c.relforcerowsecurity order by 1`,
  );
  for (const { name } of rows) await connection.query(`alter table ${name} no force row level security`);
}

/** @throws {StoreError} `not-permitted`, with what an administrator has to do. */
async function createWorkRole(connection: Connection): Promise<void> {
  const { rows } = await connection.query('select 1 from pg_roles where rolname = $1', [workRole]);
  if (rows.length === 0) await attempt(connection, `create role ${workRole} nologin`);
  // To be a member is not enough: from PostgreSQL 16 on it may come without the right to take the role. So try it.
  if (await attempt(connection, `set local role ${workRole}`, 'undo')) return;
  const user = await connection.query<{ name: string }>('select quote_ident(current_user) as name');
  const name = user.rows[0]?.name ?? 'current_user';
  await attempt(connection, `grant ${workRole} to ${name}`);
  if (await attempt(connection, `set local role ${workRole}`, 'undo')) return;
  throw new StoreError(
    'not-permitted',
    `The database user may not work as the role ${workRole}. As an administrator run: create role ${workRole} nologin; ` +
      `grant ${workRole} to ${name};`,
  );
}

/** Whether a statement works, without losing the transaction when it does not. */
async function attempt(connection: Connection, statement: string, after: 'keep' | 'undo' = 'keep'): Promise<boolean> {
  await connection.query('savepoint attempt');
  try {
    await connection.query(statement);
    if (after === 'undo') await connection.query('rollback to savepoint attempt');
    return true;
  } catch {
    await connection.query('rollback to savepoint attempt');
    return false;
  }
}
