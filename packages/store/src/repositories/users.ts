import type { Role } from '@stoa/model';
import { rowOf, rowsOf, run as execute, sql } from '../sql.ts';
import type { Transaction } from '../transaction.ts';

export interface User {
  id: string;
  email: string;
  name: string;
  role: Role;
  disabled: boolean;
  createdAt: string;
  lastSeenAt: string | null;
}

const columns = sql`id, email, name, role, disabled, created_at as "createdAt", last_seen_at as "lastSeenAt"`;

export function listUsers(tx: Transaction): Promise<User[]> {
  return rowsOf(
    tx,
    sql`select ${columns} from users where organisation = ${tx.organisation}::uuid order by created_at, id`,
  );
}

export function getUser(tx: Transaction, id: string): Promise<(User & { passwordHash: string | null }) | null> {
  return rowOf(
    tx,
    sql`select ${columns}, password_hash as "passwordHash" from users where organisation = ${tx.organisation}::uuid and id = ${id}::uuid`,
  );
}

export function findUserByEmail(
  tx: Transaction,
  email: string,
): Promise<(User & { passwordHash: string | null }) | null> {
  return rowOf(
    tx,
    sql`select ${columns}, password_hash as "passwordHash" from users
         where organisation = ${tx.organisation}::uuid and lower(email) = lower(${email})`,
  );
}

/** Null when the address is taken. */
export function createUser(tx: Transaction, user: Pick<User, 'id' | 'email' | 'name' | 'role'>): Promise<User | null> {
  return rowOf(
    tx,
    sql`insert into users (organisation, id, email, name, role, created_at)
        values (${tx.organisation}::uuid, ${user.id}::uuid, ${user.email}, ${user.name}, ${user.role}, ${tx.now}::timestamptz)
        on conflict do nothing returning ${columns}`,
  );
}

export function changeUser(
  tx: Transaction,
  id: string,
  change: { role?: Role | undefined; name?: string | undefined; disabled?: boolean | undefined },
): Promise<User | null> {
  return rowOf(
    tx,
    sql`update users set role = coalesce(${change.role ?? null}, role), name = coalesce(${change.name ?? null}, name),
               disabled = coalesce(${change.disabled ?? null}::boolean, disabled)
         where organisation = ${tx.organisation}::uuid and id = ${id}::uuid returning ${columns}`,
  );
}

export async function setPasswordHash(tx: Transaction, id: string, hash: string): Promise<void> {
  await execute(
    tx,
    sql`update users set password_hash = ${hash} where organisation = ${tx.organisation}::uuid and id = ${id}::uuid`,
  );
}

/** Administrators who can still sign in; the last one must stay. */
export async function countAdministrators(tx: Transaction): Promise<number> {
  const row = await rowOf<{ count: number }>(
    tx,
    sql`select count(*)::integer as count from users where organisation = ${tx.organisation}::uuid and role = 'admin' and not disabled`,
  );
  return row?.count ?? 0;
}
