import type { Evidence } from '@stoa/model';
import { decodeCursor, toPage, type Page, type PageRequest } from '../cursor.ts';
import { all, rowOf, rowsOf, run as execute, sql } from '../sql.ts';
import { json } from '../storable.ts';
import type { Transaction } from '../transaction.ts';

/** @see https://github.com/secure-systems-lab/dsse/blob/master/envelope.md */
export interface Envelope {
  payloadType: string;
  payload: string;
  signatures: { keyid: string; sig: string }[];
}

export async function recordEvidence(
  tx: Transaction,
  application: string | null,
  evidence: Evidence,
  envelope: Envelope,
): Promise<void> {
  await execute(
    tx,
    sql`insert into evidence (organisation, id, practice, probe, application, produced_at, expires_at, evidence, envelope)
        values (${tx.organisation}::uuid, ${evidence.id}::uuid, ${evidence.practice}, ${evidence.probe}, ${application},
                ${evidence.producedAt}::timestamptz, ${evidence.expiresAt}::timestamptz, ${json(evidence)}::jsonb,
                ${json(envelope)}::jsonb)`,
  );
}

export function getEvidence(tx: Transaction, id: string): Promise<{ evidence: Evidence; envelope: Envelope } | null> {
  return rowOf(
    tx,
    sql`select evidence, envelope from evidence where organisation = ${tx.organisation}::uuid and id = ${id}::uuid`,
  );
}

export async function listEvidence(
  tx: Transaction,
  request: PageRequest & { practice?: string | undefined; application?: string | undefined },
): Promise<Page<Evidence>> {
  const after = request.cursor ? decodeCursor(request.cursor, ['time', 'uuid']) : null;
  const rows = await rowsOf<{ evidence: Evidence; producedAt: string }>(
    tx,
    sql`select evidence, produced_at as "producedAt" from evidence where ${all([
      sql`organisation = ${tx.organisation}::uuid`,
      request.practice !== undefined && sql`practice = ${request.practice}`,
      request.application !== undefined && sql`application = ${request.application}`,
      after && sql`(produced_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    ])} order by produced_at desc, id desc limit ${request.limit + 1}`,
  );
  const page = toPage(rows, request.limit, ({ producedAt, evidence }) => [producedAt, evidence.id]);
  return { items: page.items.map(({ evidence }) => evidence), next: page.next };
}

/** The newest of each probe and application, also when it has expired: an expired one is shown as such. */
export async function latestEvidence(
  tx: Transaction,
  application?: string,
): Promise<{ application: string | null; evidence: Evidence }[]> {
  return rowsOf(
    tx,
    sql`select distinct on (probe, application) application, evidence from evidence where ${all([
      sql`organisation = ${tx.organisation}::uuid`,
      application !== undefined && sql`(application = ${application} or application is null)`,
    ])} order by probe, application, produced_at desc, id`,
  );
}
