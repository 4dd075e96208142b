import { StoreError } from '../error.ts';
import { rowOf, run as execute, sql } from '../sql.ts';
import type { Transaction } from '../transaction.ts';

export interface KeptAnswer {
  status: number;
  response: string;
}

/**
 * The answer kept for this key, if there is one. Holds the key until the transaction ends, so that of two requests at
 * once the second waits and gets the first one's answer.
 * @throws {StoreError} `conflict` when the key was used for another request.
 */
export async function findAnswer(
  tx: Transaction,
  key: string,
  route: string,
  digest: string,
): Promise<KeptAnswer | null> {
  await execute(
    tx,
    sql`select pg_advisory_xact_lock(hashtextextended(${`key/${tx.organisation}/${route}/${key}`}, 0))`,
  );
  const row = await rowOf<KeptAnswer & { digest: string }>(
    tx,
    sql`select digest, status, response from idempotency_keys where organisation = ${tx.organisation}::uuid and key = ${key} and route = ${route}`,
  );
  if (row && row.digest !== digest) {
    throw new StoreError(
      'conflict',
      'This Idempotency-Key was used for another request: use a new key for each request.',
    );
  }
  return row && { status: row.status, response: row.response };
}

export async function keepAnswer(
  tx: Transaction,
  key: string,
  route: string,
  digest: string,
  answer: KeptAnswer,
): Promise<void> {
  await execute(
    tx,
    sql`insert into idempotency_keys (organisation, key, route, digest, status, response, created_at)
        values (${tx.organisation}::uuid, ${key}, ${route}, ${digest}, ${answer.status}, ${answer.response}, ${tx.now}::timestamptz)`,
  );
}
