import { isOneOf, rowsOf, run as execute, sql } from '../sql.ts';
import type { Transaction } from '../transaction.ts';

export type ExceptionEventType = 'created' | 'changed' | 'approved' | 'revoked';

export interface ExceptionEvent {
  type: ExceptionEventType;
  recordedAt: string;
  /** Null where nobody said who. */
  actor: string | null;
  /** The exception as it stood after it: the row's columns. */
  exception: Record<string, unknown>;
}

/** Appends to the history of exceptions how they stand now. */
export async function appendExceptionEvents(
  tx: Transaction,
  type: ExceptionEventType,
  ids: readonly string[],
  actor: string | null,
): Promise<void> {
  if (ids.length === 0) return;
  await execute(
    tx,
    sql`insert into exception_events (organisation, recorded_at, id, exception_id, type, actor, exception)
        select organisation, ${tx.now}::timestamptz, gen_random_uuid(), id, ${type}, ${actor}, to_jsonb(e) - 'organisation'
          from exceptions e where organisation = ${tx.organisation}::uuid and ${isOneOf(sql`id`, ids)}`,
  );
}

/** The history of an exception, latest first. */
export function readExceptionEvents(tx: Transaction, exceptionId: string): Promise<ExceptionEvent[]> {
  return rowsOf(
    tx,
    sql`select type, recorded_at as "recordedAt", actor, exception from exception_events
         where organisation = ${tx.organisation}::uuid and exception_id = ${exceptionId}
         order by recorded_at desc, id limit 500`,
  );
}
