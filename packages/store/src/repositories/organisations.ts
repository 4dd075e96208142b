import { randomBytes, randomUUID } from 'node:crypto';
import type { Connection } from '../driver.ts';
import type { Transaction } from '../transaction.ts';
import { rowOf, run, sql } from '../sql.ts';

export interface Organisation {
  id: string;
  name: string;
}

/** The organisation of an installation; made at the first start. */
export async function ensureOrganisation(owner: Connection, name: string): Promise<Organisation> {
  await owner.query('lock table organisations in share row exclusive mode');
  const known = await findOrganisation(owner);
  if (known) return known;
  const made = { id: randomUUID(), name };
  await run(
    owner,
    sql`insert into organisations (id, name, secret_key, created_at)
        values (${made.id}, ${name}, ${randomBytes(32).toString('hex')}, now())`,
  );
  return made;
}

/** Makes one more organisation. */
export async function createOrganisation(owner: Connection, name: string): Promise<Organisation> {
  const made = { id: randomUUID(), name };
  await run(
    owner,
    sql`insert into organisations (id, name, secret_key, created_at)
        values (${made.id}, ${name}, ${randomBytes(32).toString('hex')}, now())`,
  );
  return made;
}

/** The oldest organisation: the one people sign in to who do not name another. */
export function findOrganisation(owner: Connection): Promise<Organisation | null> {
  return rowOf<Organisation>(owner, sql`select id, name from organisations order by created_at, id limit 1`);
}

/** With the key that secrets' digests are made with: hex, 32 bytes. */
export async function readOrganisation(tx: Transaction): Promise<Organisation & { secretDigestKey: string }> {
  const row = await rowOf<Organisation & { secretDigestKey: string }>(
    tx,
    sql`select id, name, secret_key as "secretDigestKey" from organisations where id = ${tx.organisation}::uuid`,
  );
  if (!row) throw new Error('The organisation of this transaction does not exist.');
  return row;
}
