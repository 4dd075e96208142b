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

async function createWorkRole(connection: Connection): Promise<void> {
  const { rows } = await connection.query('select 1 from pg_roles where rolname = $1', [workRole]);
  if (rows.length === 0) {
    try {
      await connection.query('savepoint making_role');
      await connection.query(`create role ${workRole} nologin`);
    } catch (error) {
      await connection.query('rollback to savepoint making_role');
      const { rows: again } = await connection.query('select 1 from pg_roles where rolname = $1', [workRole]);
      if (again.length === 0) {
        throw new StoreError(
          'not-permitted',
          `The database user may not create roles. As an administrator run: create role ${workRole} nologin; grant ${workRole} to <user>;`,
          { cause: error },
        );
      }
    }
  }
  await connection.query(
    `do $$ begin
       if not pg_has_role(current_user, '${workRole}', 'member') then execute format('grant ${workRole} to %I', current_user); end if;
     end $$`,
  );
}
