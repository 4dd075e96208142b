import type { Role } from '@stoa/model';
import { all, rowOf, rowsOf, run as execute, sql } from '../sql.ts';
import { json } from '../storable.ts';
import type { Transaction } from '../transaction.ts';

export interface ApiToken {
  id: string;
  name: string;
  role: Role;
  scopes: string[];
  application: string | null;
  createdBy: string;
  createdById: string;
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

const columns = sql`t.id, t.name, t.role, t.scopes, t.application, u.name as "createdBy", t.created_by as "createdById",
  t.created_at as "createdAt", t.expires_at as "expiresAt", t.last_used_at as "lastUsedAt", t.revoked_at as "revokedAt"`;
const withMaker = sql`tokens t join users u on u.organisation = t.organisation and u.id = t.created_by`;

export async function createToken(
  tx: Transaction,
  token: Pick<ApiToken, 'id' | 'name' | 'role' | 'scopes' | 'application' | 'createdById' | 'expiresAt'> & {
    hash: string;
  },
): Promise<ApiToken> {
  await execute(
    tx,
    sql`insert into tokens (organisation, id, hash, name, role, scopes, application, created_by, created_at, expires_at)
        values (${tx.organisation}::uuid, ${token.id}::uuid, ${token.hash}, ${token.name}, ${token.role}, ${json(token.scopes)}::jsonb,
                ${token.application}, ${token.createdById}::uuid, ${tx.now}::timestamptz, ${token.expiresAt}::timestamptz)`,
  );
  const [made] = await listTokens(tx, { id: token.id });
  if (!made) throw new Error('The token was not written.');
  return made;
}

export function listTokens(tx: Transaction, of: { createdById?: string; id?: string } = {}): Promise<ApiToken[]> {
  return rowsOf(
    tx,
    sql`select ${columns} from ${withMaker} where ${all([
      sql`t.organisation = ${tx.organisation}::uuid`,
      of.createdById !== undefined && sql`t.created_by = ${of.createdById}::uuid`,
      of.id !== undefined && sql`t.id = ${of.id}::uuid`,
    ])} order by t.created_at desc, t.id`,
  );
}

/** A live token by its hash; void as well when whoever made it is disabled. Its use is noted, at most once a minute. */
export async function findToken(tx: Transaction, hash: string): Promise<ApiToken | null> {
  const token = await rowOf<ApiToken>(
    tx,
    sql`select ${columns} from ${withMaker} where t.organisation = ${tx.organisation}::uuid and t.hash = ${hash}
          and t.revoked_at is null and t.expires_at > now() and not u.disabled`,
  );
  if (token && !tx.readOnly) {
    await execute(
      tx,
      sql`update tokens set last_used_at = now() where organisation = ${tx.organisation}::uuid and id = ${token.id}::uuid
            and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
    );
  }
  return token;
}

export async function revokeToken(tx: Transaction, id: string): Promise<boolean> {
  const { affected } = await execute(
    tx,
    sql`update tokens set revoked_at = coalesce(revoked_at, now()) where organisation = ${tx.organisation}::uuid and id = ${id}::uuid`,
  );
  return affected > 0;
}
