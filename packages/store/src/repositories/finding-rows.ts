import type { Run } from '@stoa/model';
import { isOneOf, run as execute, sql } from '../sql.ts';
import { json } from '../storable.ts';
import type { Transaction } from '../transaction.ts';
import { describedBy } from './describe-findings.ts';

/** Rows in one statement: enough to be quick, little enough to stay small in memory. */
const batchSize = 2_000;

/** Findings that are new, or described anew. */
export async function upsertDescribed(tx: Transaction, run: Run, rows: readonly object[]): Promise<void> {
  for (let from = 0; from < rows.length; from += batchSize) {
    const batch = json(rows.slice(from, from + batchSize));
    await execute(
      tx,
      sql`insert into findings (organisation, application, id, kind, fingerprint_version, fingerprint, because, title, description,
            severity, severity_rank, confidence, state, rule, rule_id, affected, package, fix, tags, tools, location, path, words,
            places, first_seen_at, last_seen_at, fixed_at, described_at, described_by, description_digest)
          select ${tx.organisation}::uuid, ${run.application}, id, kind, "fingerprintVersion", fingerprint, because, title, description,
            severity, "severityRank", confidence, state, rule, "ruleId", affected, package, fix, tags, tools, location, path, words,
            places, "firstSeenAt", "lastSeenAt", "fixedAt", ${run.finishedAt}::timestamptz, ${describedBy(run)}, digest
          from json_to_recordset(${batch}::json) as r(id uuid, kind text, "fingerprintVersion" text, fingerprint text,
            because jsonb, title text, description text, severity text, "severityRank" smallint, confidence double precision,
            state text, rule jsonb, "ruleId" text, affected jsonb, package text, fix text, tags jsonb, tools jsonb,
            location jsonb, path text, words text, places integer, "firstSeenAt" timestamptz, "lastSeenAt" timestamptz,
            "fixedAt" timestamptz, digest text)
          on conflict (organisation, id) do update set
            title = excluded.title, description = excluded.description, severity = excluded.severity,
            severity_rank = excluded.severity_rank, confidence = excluded.confidence, state = excluded.state,
            rule = excluded.rule, rule_id = excluded.rule_id, affected = excluded.affected, package = excluded.package,
            fix = excluded.fix, tags = excluded.tags, tools = excluded.tools, location = excluded.location,
            path = excluded.path, words = excluded.words, places = excluded.places, first_seen_at = excluded.first_seen_at,
            last_seen_at = excluded.last_seen_at, fixed_at = excluded.fixed_at, described_at = excluded.described_at,
            described_by = excluded.described_by, description_digest = excluded.description_digest, because = excluded.because`,
    );
  }
}

/** Findings whose sightings have changed while their description stands. */
export async function updateStanding(tx: Transaction, rows: readonly object[]): Promise<void> {
  for (let from = 0; from < rows.length; from += batchSize) {
    const batch = json(rows.slice(from, from + batchSize));
    await execute(
      tx,
      sql`update findings f set state = r.state, tools = r.tools, places = r.places, first_seen_at = r."firstSeenAt",
                 last_seen_at = r."lastSeenAt", fixed_at = r."fixedAt"
            from json_to_recordset(${batch}::json) as r(id uuid, state text, tools jsonb, places integer,
                 "firstSeenAt" timestamptz, "lastSeenAt" timestamptz, "fixedAt" timestamptz)
           where f.organisation = ${tx.organisation}::uuid and f.id = r.id`,
    );
  }
}

/** Findings that the run saw again, in the same places and in the same words: only the time is new. */
export async function touchFindings(tx: Transaction, run: Run, fingerprints: readonly string[]): Promise<void> {
  if (fingerprints.length === 0) return;
  await execute(
    tx,
    sql`update findings set last_seen_at = greatest(last_seen_at, ${run.finishedAt}::timestamptz),
               described_at = ${run.finishedAt}::timestamptz, described_by = ${describedBy(run)}
         where organisation = ${tx.organisation}::uuid and application = ${run.application}
           and ${isOneOf(sql`fingerprint`, fingerprints)}`,
  );
}
