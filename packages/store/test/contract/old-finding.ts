import type { Connection } from '../../src/driver.ts';

/** A finding as version 1 of the store wrote it. */
export async function insertOldFinding(connection: Connection, organisation: string): Promise<void> {
  await connection.query(`insert into applications (organisation, name, created_at) values ($1::uuid, 'shop', now())`, [
    organisation,
  ]);
  await connection.query(
    `insert into findings (organisation, id, application, kind, fingerprint_version, fingerprint, because, title, description, severity, severity_rank, state,
       rule, rule_id, tags, tools, path, places, first_seen_at, last_seen_at, described_at, described_by)
     values ($1::uuid, gen_random_uuid(), 'shop', 'code', 'code/1', $2, '[]', 'An Old One', '', 'high', 1, 'open', '{"id":"r","cwe":[]}', 'r', '[]', '["t"]', 'a.ts', 1, now(), now(), now(), 't')`,
    [organisation, 'ab'.repeat(32)],
  );
}
