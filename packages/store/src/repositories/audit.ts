import { chainHash, type AuditEntry } from '../audit-chain.ts';
import { decodeCursor, toPage, type Page, type PageRequest } from '../cursor.ts';
import { all, rowOf, rowsOf, run as execute, sql } from '../sql.ts';
import { json, storable } from '../storable.ts';
import type { Transaction } from '../transaction.ts';

export interface StoredAuditEntry extends AuditEntry {
  sequence: number;
  previousHash: string;
  hash: string;
}

const columns = sql`sequence, at, actor, action, subject, detail, previous_hash as "previousHash", hash`;

/** Appends to the chain, in the transaction of what it tells of: both are kept or neither. Never put a secret in. */
export async function appendAudit(tx: Transaction, entry: Omit<AuditEntry, 'at'>): Promise<void> {
  await execute(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`audit/${tx.organisation}`}, 0))`);
  const last = await rowOf<{ sequence: number; hash: string }>(
    tx,
    sql`select sequence, hash from audit_log where organisation = ${tx.organisation}::uuid order by sequence desc limit 1`,
  );
  const sequence = (last?.sequence ?? 0) + 1;
  const previousHash = last?.hash ?? '';
  const whole: AuditEntry = storable({ at: tx.now, ...entry });
  await execute(
    tx,
    sql`insert into audit_log (organisation, sequence, at, actor, action, subject, detail, previous_hash, hash)
        values (${tx.organisation}::uuid, ${sequence}::bigint, ${whole.at}::timestamptz, ${whole.actor}, ${whole.action}, ${whole.subject},
                ${json(whole.detail)}::jsonb, ${previousHash}, ${chainHash(previousHash, sequence, whole)})`,
  );
}

/** Latest first. */
export async function listAudit(tx: Transaction, request: PageRequest): Promise<Page<StoredAuditEntry>> {
  const after = request.cursor ? decodeCursor(request.cursor, ['integer']) : null;
  const rows = await rowsOf<StoredAuditEntry>(
    tx,
    sql`select ${columns} from audit_log where ${all([
      sql`organisation = ${tx.organisation}::uuid`,
      after && sql`sequence < ${after[0]}::bigint`,
    ])} order by sequence desc limit ${request.limit + 1}`,
  );
  return toPage(rows, request.limit, ({ sequence }) => [sequence]);
}

export interface AuditVerification {
  ok: boolean;
  entries: number;
  brokenAt: number | null;
  why: string | null;
  /** Hash of the last entry: keep it elsewhere, and a log cut short is seen as well. */
  head: string | null;
}

/** Follows the chain from the first entry to the last, a thousand at a time. */
export async function verifyAudit(tx: Transaction): Promise<AuditVerification> {
  let previous = { sequence: 0, hash: '' };
  for (;;) {
    const entries = await rowsOf<StoredAuditEntry>(
      tx,
      sql`select ${columns} from audit_log where organisation = ${tx.organisation}::uuid and sequence > ${previous.sequence}::bigint
           order by sequence limit 1000`,
    );
    if (entries.length === 0) {
      return { ok: true, entries: previous.sequence, brokenAt: null, why: null, head: previous.hash || null };
    }
    for (const entry of entries) {
      const why = whyBroken(previous, entry);
      if (why)
        return { ok: false, entries: previous.sequence, brokenAt: entry.sequence, why, head: previous.hash || null };
      previous = entry;
    }
  }
}

function whyBroken(previous: { sequence: number; hash: string }, entry: StoredAuditEntry): string | null {
  if (entry.sequence !== previous.sequence + 1) return `Entry ${previous.sequence + 1} is missing.`;
  if (entry.previousHash !== previous.hash) return 'It does not follow the entry before it.';
  if (chainHash(entry.previousHash, entry.sequence, entry) !== entry.hash)
    return 'Its content is not what was written.';
  return null;
}
