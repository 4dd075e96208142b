import type { Exception } from '@stoa/model';
import { decodeCursor, toPage, type Page, type PageRequest } from '../cursor.ts';
import { all, rowOf, rowsOf, run as execute, sql } from '../sql.ts';
import { json } from '../storable.ts';
import type { Transaction } from '../transaction.ts';
import { appendExceptionEvents } from './exception-events.ts';

export interface RegisteredException extends Exception {
  /** Null: for every application. */
  application: string | null;
  /** `file`: from `.stoa/exceptions.yaml` of the application; `register`: made here. */
  origin: 'register' | 'file';
  status: ExceptionStatus;
  createdBy: string;
  /** Who asked for it may not approve it. */
  createdById: string;
  revokedAt: string | null;
}
export type ExceptionStatus = 'waiting' | 'live' | 'expired' | 'revoked';

const status = sql`case when revoked_at is not null then 'revoked' when expires_at <= now() then 'expired'
  when approver is null then 'waiting' else 'live' end`;
const columns = sql`id, application, origin, owner, reason, approver, scope, created_by as "createdBy", created_by_id as "createdById",
  created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt", ${status} as status`;

export async function createException(
  tx: Transaction,
  exception: Exception & { application: string | null; createdBy: string; createdById: string },
  origin: 'register' | 'file' = 'register',
): Promise<void> {
  const row = await rowOf<{ isNew: boolean }>(
    tx,
    sql`insert into exceptions (organisation, id, application, origin, owner, reason, approver, scope, created_by, created_by_id, created_at, expires_at)
        values (${tx.organisation}::uuid, ${exception.id}, ${exception.application}, ${origin}, ${exception.owner}, ${exception.reason},
                ${exception.approver}, ${json(exception.scope)}::jsonb, ${exception.createdBy}, ${exception.createdById},
                ${exception.createdAt}::timestamptz, ${exception.expiresAt}::timestamptz)
        on conflict (organisation, id) do update set owner = excluded.owner, reason = excluded.reason, approver = excluded.approver,
          scope = excluded.scope, expires_at = excluded.expires_at, revoked_at = null
          where exceptions.origin = 'file' and
            (exceptions.owner, exceptions.reason, exceptions.approver, exceptions.scope, exceptions.expires_at, exceptions.revoked_at)
            is distinct from (excluded.owner, excluded.reason, excluded.approver, excluded.scope, excluded.expires_at, null::timestamptz)
        returning xmax = 0 as "isNew"`,
  );
  if (row) await appendExceptionEvents(tx, row.isNew ? 'created' : 'changed', [exception.id], exception.createdBy);
}

/** The exceptions of an application's file as they stand now; those that have left the file are revoked. */
export async function replaceFileExceptions(
  tx: Transaction,
  application: string,
  exceptions: readonly Exception[],
  by: string,
): Promise<void> {
  const ids = exceptions.map(({ id }) => fileId(application, id));
  const gone = await rowsOf<{ id: string }>(
    tx,
    sql`update exceptions set revoked_at = ${tx.now}::timestamptz where organisation = ${tx.organisation}::uuid and origin = 'file'
          and application = ${application} and revoked_at is null
          and id not in (select jsonb_array_elements_text(${json(ids)}::jsonb)) returning id`,
  );
  await appendExceptionEvents(
    tx,
    'revoked',
    gone.map(({ id }) => id),
    by,
  );
  for (const exception of exceptions) {
    const id = fileId(application, exception.id);
    await createException(tx, { ...exception, id, application, createdBy: by, createdById: by }, 'file');
  }
}

/** File exceptions of two applications may have the same id. */
function fileId(application: string, id: string): string {
  return `${application}/${id}`.slice(0, 200);
}

export function getException(tx: Transaction, id: string): Promise<RegisteredException | null> {
  return rowOf(tx, sql`select ${columns} from exceptions where organisation = ${tx.organisation}::uuid and id = ${id}`);
}

export async function approveException(tx: Transaction, id: string, approver: string): Promise<void> {
  const { affected } = await execute(
    tx,
    sql`update exceptions set approver = ${approver} where organisation = ${tx.organisation}::uuid and id = ${id}
          and approver is distinct from ${approver}::text`,
  );
  if (affected > 0) await appendExceptionEvents(tx, 'approved', [id], approver);
}

export async function revokeException(tx: Transaction, id: string, by: string | null = null): Promise<void> {
  const { affected } = await execute(
    tx,
    sql`update exceptions set revoked_at = ${tx.now}::timestamptz
         where organisation = ${tx.organisation}::uuid and id = ${id} and revoked_at is null`,
  );
  if (affected > 0) await appendExceptionEvents(tx, 'revoked', [id], by);
}

export async function listExceptions(
  tx: Transaction,
  request: PageRequest & { application?: string | undefined; status?: ExceptionStatus | undefined },
): Promise<Page<RegisteredException>> {
  const after = request.cursor ? decodeCursor(request.cursor, ['time', 'string']) : null;
  const rows = await rowsOf<RegisteredException>(
    tx,
    sql`select ${columns} from exceptions where ${all([
      sql`organisation = ${tx.organisation}::uuid`,
      request.application !== undefined && sql`(application = ${request.application} or application is null)`,
      request.status !== undefined && sql`${status} = ${request.status}`,
      after && sql`(expires_at, id) < (${after[0]}::timestamptz, ${after[1]}::text)`,
    ])} order by expires_at desc, id desc limit ${request.limit + 1}`,
  );
  return toPage(rows, request.limit, ({ expiresAt, id }) => [expiresAt, id]);
}

/** All that is not revoked and may concern an application: a decision looks at waiting and expired ones as well. */
export function readExceptions(tx: Transaction, application: string): Promise<RegisteredException[]> {
  return rowsOf(
    tx,
    sql`select ${columns} from exceptions where organisation = ${tx.organisation}::uuid and revoked_at is null
          and (application = ${application} or application is null) order by id`,
  );
}

export async function countExceptions(tx: Transaction): Promise<Record<ExceptionStatus, number>> {
  const rows = await rowsOf<{ status: ExceptionStatus; count: number }>(
    tx,
    sql`select ${status} as status, count(*)::integer as count from exceptions where organisation = ${tx.organisation}::uuid group by 1`,
  );
  return {
    waiting: 0,
    live: 0,
    expired: 0,
    revoked: 0,
    ...Object.fromEntries(rows.map((row) => [row.status, row.count])),
  };
}
