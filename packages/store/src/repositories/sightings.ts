import type { KnownSighting, Run } from '@stoa/model';
import { isOneOf, rowsOf, run as execute, sql } from '../sql.ts';
import { json } from '../storable.ts';
import type { Transaction } from '../transaction.ts';

/** Rows in one statement: enough to be quick, little enough to stay small in memory. */
const batchSize = 2_000;

const columns = sql`fingerprint, kind, tool, place, rule_id as "ruleId", location, excerpt, trace, suppressed, introduced,
  first_seen_at as "firstSeenAt", last_seen_at as "lastSeenAt", absent_since as "absentSince"`;

/** The sightings of the run's tool that it may touch: those still present, and those of the given fingerprints. */
export async function readSightings(
  tx: Transaction,
  run: Run,
  fingerprints: readonly string[],
): Promise<KnownSighting[]> {
  const rows = await rowsOf<KnownSighting>(
    tx,
    sql`select ${columns} from sightings
         where organisation = ${tx.organisation}::uuid and application = ${run.application} and tool = ${run.tool.name}
           and (absent_since is null or absent_since > ${run.finishedAt}::timestamptz or ${isOneOf(sql`fingerprint`, fingerprints)})`,
  );
  return rows.map(withoutNulls);
}

/** All sightings of one finding, for its page. */
export async function readSightingsOf(
  tx: Transaction,
  application: string,
  fingerprint: string,
): Promise<KnownSighting[]> {
  const rows = await rowsOf<KnownSighting>(
    tx,
    sql`select ${columns} from sightings where organisation = ${tx.organisation}::uuid and application = ${application}
           and fingerprint = ${fingerprint} order by tool, place limit 1000`,
  );
  return rows.map(withoutNulls);
}

export async function writeSightings(
  tx: Transaction,
  application: string,
  sightings: readonly KnownSighting[],
): Promise<void> {
  for (let from = 0; from < sightings.length; from += batchSize) {
    const batch = json(sightings.slice(from, from + batchSize));
    await execute(
      tx,
      sql`insert into sightings (organisation, application, tool, fingerprint, place, place_key, kind, rule_id, location, excerpt, trace, suppressed, introduced,
                                 first_seen_at, last_seen_at, absent_since)
          select ${tx.organisation}::uuid, ${application}, tool, fingerprint, place,
                 encode(sha256(convert_to(place, 'UTF8')), 'hex'), kind, "ruleId", location, excerpt, trace, suppressed, introduced,
                 "firstSeenAt", "lastSeenAt", "absentSince"
            from json_to_recordset(${batch}::json) as r(tool text, fingerprint text, place text, kind text, "ruleId" text,
                 location jsonb, excerpt text, trace jsonb, suppressed jsonb, introduced jsonb, "firstSeenAt" timestamptz, "lastSeenAt" timestamptz, "absentSince" timestamptz)
          on conflict (organisation, application, fingerprint, tool, place_key) do update set
            rule_id = excluded.rule_id, location = excluded.location, excerpt = excluded.excerpt,
            trace = excluded.trace, suppressed = excluded.suppressed, introduced = excluded.introduced,
            first_seen_at = excluded.first_seen_at, last_seen_at = excluded.last_seen_at, absent_since = excluded.absent_since`,
    );
  }
}

/** All sightings of these fingerprints by the run's tool were seen again, and nothing else about them changes. */
export async function touchSightings(tx: Transaction, run: Run, fingerprints: readonly string[]): Promise<void> {
  if (fingerprints.length === 0) return;
  await execute(
    tx,
    sql`update sightings set last_seen_at = ${run.finishedAt}::timestamptz
         where organisation = ${tx.organisation}::uuid and application = ${run.application} and tool = ${run.tool.name}
           and ${isOneOf(sql`fingerprint`, fingerprints)}`,
  );
}

function withoutNulls({ location, excerpt, trace, suppressed, introduced, ...rest }: KnownSighting): KnownSighting {
  return {
    ...rest,
    ...(location && { location }),
    ...((excerpt ?? null) !== null && { excerpt: excerpt! }),
    ...(trace && { trace }),
    ...(suppressed && { suppressed }),
    ...(introduced && { introduced }),
  };
}
