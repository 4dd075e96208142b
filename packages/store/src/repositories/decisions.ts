import type { Decision, Verdict } from '@stoa/model';
import { decodeCursor, toPage, type Page, type PageRequest } from '../cursor.ts';
import { all, rowOf, rowsOf, run as execute, sql } from '../sql.ts';
import { json } from '../storable.ts';
import type { Transaction } from '../transaction.ts';

/** Keeps a decision with the inputs it was made on, so that it can be replayed. */
export async function recordDecision(tx: Transaction, decision: Decision, inputs: unknown): Promise<void> {
  await execute(
    tx,
    sql`insert into decisions (organisation, id, application, environment, verdict, decided_at, decision, inputs)
        values (${tx.organisation}::uuid, ${decision.id}::uuid, ${decision.application}, ${decision.environment}, ${decision.verdict},
                ${decision.decidedAt}::timestamptz, ${json(decision)}::jsonb, ${json(inputs)}::jsonb)`,
  );
}

export function getDecision(tx: Transaction, id: string): Promise<{ decision: Decision; inputs: unknown } | null> {
  return rowOf(
    tx,
    sql`select decision, inputs from decisions where organisation = ${tx.organisation}::uuid and id = ${id}::uuid`,
  );
}

export async function listDecisions(
  tx: Transaction,
  request: PageRequest & {
    application?: string | undefined;
    environment?: string | undefined;
    verdict?: Verdict | undefined;
  },
): Promise<Page<Decision>> {
  const after = request.cursor ? decodeCursor(request.cursor, ['time', 'uuid']) : null;
  const rows = await rowsOf<{ decision: Decision }>(
    tx,
    sql`select decision from decisions where ${all([
      sql`organisation = ${tx.organisation}::uuid`,
      request.application !== undefined && sql`application = ${request.application}`,
      request.environment !== undefined && sql`environment = ${request.environment}`,
      request.verdict !== undefined && sql`verdict = ${request.verdict}`,
      after && sql`(decided_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    ])} order by decided_at desc, id desc limit ${request.limit + 1}`,
  );
  return toPage(
    rows.map(({ decision }) => decision),
    request.limit,
    ({ decidedAt, id }) => [decidedAt, id],
  );
}

/** How often which verdict was given, per application. */
export function countDecisions(tx: Transaction): Promise<{ application: string; verdict: Verdict; count: number }[]> {
  return rowsOf(
    tx,
    sql`select application, verdict, count(*)::integer as count from decisions where organisation = ${tx.organisation}::uuid group by 1, 2`,
  );
}
