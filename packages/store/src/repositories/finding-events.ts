import { rowsOf, run as execute, sql } from '../sql.ts';
import { json } from '../storable.ts';
import type { Transaction } from '../transaction.ts';

export interface FindingEvent {
  id: string;
  findingId: string;
  type: string;
  /** When it happened; when we learned of it is the transaction's time. */
  occurredAt: string;
  runId: string | null;
  actor: string | null;
  /** One sentence. */
  text: string;
}

export async function appendFindingEvents(tx: Transaction, events: readonly FindingEvent[]): Promise<void> {
  if (events.length === 0) return;
  await execute(
    tx,
    sql`insert into finding_events (organisation, recorded_at, id, finding_id, type, occurred_at, run_id, actor, text)
        select ${tx.organisation}::uuid, ${tx.now}::timestamptz, id, "findingId", type, "occurredAt", "runId", actor, text
          from json_to_recordset(${json(events)}::json) as r(id uuid, "findingId" uuid, type text,
               "occurredAt" timestamptz, "runId" uuid, actor text, text text)`,
  );
}

/** The history of a finding, latest first. */
export function readFindingEvents(tx: Transaction, findingId: string) {
  return rowsOf<Omit<FindingEvent, 'id' | 'findingId'> & { recordedAt: string }>(
    tx,
    sql`select type, occurred_at as "occurredAt", recorded_at as "recordedAt", run_id as "runId", actor, text
          from finding_events where organisation = ${tx.organisation}::uuid and finding_id = ${findingId}::uuid
         order by recorded_at desc, id limit 500`,
  );
}
