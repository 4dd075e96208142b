import { rowOf, run as execute, sql } from '../sql.ts';
import type { Transaction } from '../transaction.ts';
import type { User } from './users.ts';

/** How long a session lives without use, and at most: hours. */
export const sessionIdleHours = 12;
export const sessionMaxHours = 24 * 14;

/** Only hashes are kept: who reads the database cannot sign in. */
export async function createSession(tx: Transaction, hash: string, userId: string): Promise<void> {
  await execute(
    tx,
    sql`insert into sessions (organisation, hash, user_id, created_at, last_seen_at, expires_at)
        values (${tx.organisation}::uuid, ${hash}, ${userId}::uuid, ${tx.now}::timestamptz, ${tx.now}::timestamptz,
                ${tx.now}::timestamptz + make_interval(hours => ${sessionMaxHours}::integer))`,
  );
  await execute(
    tx,
    sql`update users set last_seen_at = ${tx.now}::timestamptz where organisation = ${tx.organisation}::uuid and id = ${userId}::uuid`,
  );
}

/** The person of a live session; its last use is noted, at most once a minute. */
export async function findSession(tx: Transaction, hash: string): Promise<(User & { hasPassword: boolean }) | null> {
  const user = await rowOf<User & { hasPassword: boolean; stale: boolean }>(
    tx,
    sql`select u.id, u.email, u.name, u.role, u.disabled, u.created_at as "createdAt", u.last_seen_at as "lastSeenAt",
               u.password_hash is not null as "hasPassword", s.last_seen_at < now() - interval '1 minute' as stale
          from sessions s join users u on u.organisation = s.organisation and u.id = s.user_id
         where s.organisation = ${tx.organisation}::uuid and s.hash = ${hash} and not u.disabled and s.expires_at > now()
           and s.last_seen_at > now() - make_interval(hours => ${sessionIdleHours}::integer)`,
  );
  if (!user) return null;
  const { stale, ...person } = user;
  if (stale && !tx.readOnly) {
    await execute(
      tx,
      sql`update sessions set last_seen_at = now() where organisation = ${tx.organisation}::uuid and hash = ${hash}`,
    );
  }
  return person;
}

export async function endSession(tx: Transaction, hash: string): Promise<void> {
  await execute(tx, sql`delete from sessions where organisation = ${tx.organisation}::uuid and hash = ${hash}`);
}

/** All sessions of a person, but the one to keep. */
export async function endSessionsOf(tx: Transaction, userId: string, keep: string | null = null): Promise<void> {
  await execute(
    tx,
    sql`delete from sessions where organisation = ${tx.organisation}::uuid and user_id = ${userId}::uuid
          and hash is distinct from ${keep}::text`,
  );
}

export async function createLink(
  tx: Transaction,
  link: { hash: string; userId: string; expiresAt: string },
): Promise<void> {
  await execute(
    tx,
    sql`insert into links (organisation, hash, user_id, created_at, expires_at)
        values (${tx.organisation}::uuid, ${link.hash}, ${link.userId}::uuid, ${tx.now}::timestamptz, ${link.expiresAt}::timestamptz)`,
  );
}

/** Spends a link: of two that try, one gets the person. */
export async function spendLink(tx: Transaction, hash: string): Promise<string | null> {
  const row = await rowOf<{ userId: string }>(
    tx,
    sql`update links set used_at = now() where organisation = ${tx.organisation}::uuid and hash = ${hash}
          and used_at is null and expires_at > now() returning user_id as "userId"`,
  );
  return row?.userId ?? null;
}

/** Removes what is long over: sessions, links, kept answers. */
export async function sweepExpired(tx: Transaction): Promise<void> {
  const mine = sql`organisation = ${tx.organisation}::uuid`;
  await execute(tx, sql`delete from sessions where ${mine} and expires_at < now()`);
  await execute(tx, sql`delete from links where ${mine} and expires_at < now() - interval '30 days'`);
  await execute(tx, sql`delete from idempotency_keys where ${mine} and created_at < now() - interval '24 hours'`);
}
