import type { ApplicationManifest, Severity, Verdict } from '@stoa/model';
import { all, rowOf, rowsOf, run as execute, sql } from '../sql.ts';
import { json } from '../storable.ts';
import type { Transaction } from '../transaction.ts';
import { noCounts, type SeverityCounts } from './counts.ts';

export type RepositoryFacts = Record<string, string | number | boolean>;

export interface Application {
  name: string;
  trunk: string | null;
  manifest: ApplicationManifest | null;
  open: SeverityCounts;
  components: number;
  lastRunAt: string | null;
  lastDecision: { id: string; environment: string; verdict: Verdict; allowed: boolean; decidedAt: string } | null;
}

export async function listApplications(tx: Transaction, name?: string): Promise<Application[]> {
  const rows = await rowsOf<Application & { counts: Partial<Record<Severity, number>> | null }>(
    tx,
    sql`select a.name, a.trunk, a.manifest,
          (select json_object_agg(severity, n) from (select severity, count(*)::integer as n from findings f
             where f.organisation = a.organisation and f.application = a.name and f.state = 'open' group by severity) c) as counts,
          (select count(distinct purl)::integer from components c where c.organisation = a.organisation and c.application = a.name) as components,
          (select max(recorded_at) from runs r where r.organisation = a.organisation and r.application = a.name) as "lastRunAt",
          (select json_build_object('id', d.id, 'environment', d.environment, 'verdict', d.verdict,
                    'allowed', d.decision->'allowed', 'decidedAt', d.decision->'decidedAt')
             from decisions d where d.organisation = a.organisation and d.application = a.name order by decided_at desc, id limit 1) as "lastDecision"
        from applications a where ${all([
          sql`a.organisation = ${tx.organisation}::uuid`,
          name !== undefined && sql`a.name = ${name}`,
        ])} order by a.name`,
  );
  return rows.map(({ counts, ...row }) => ({ ...row, open: { ...noCounts(), ...counts } }));
}

export async function getApplication(tx: Transaction, name: string): Promise<Application | null> {
  return (await listApplications(tx, name))[0] ?? null;
}

/** Changes what is given; false when there is no such application. */
export async function changeApplication(
  tx: Transaction,
  name: string,
  change: {
    trunk?: string | undefined;
    manifest?: ApplicationManifest | undefined;
    facts?: RepositoryFacts | undefined;
  },
): Promise<boolean> {
  const { affected } = await execute(
    tx,
    sql`update applications set trunk = coalesce(${change.trunk ?? null}, trunk),
               manifest = coalesce(${json(change.manifest)}::jsonb, manifest), facts = facts || coalesce(${json(change.facts)}::jsonb, '{}'::jsonb)
         where organisation = ${tx.organisation}::uuid and name = ${name}`,
  );
  return affected > 0;
}

export async function readRepositoryFacts(tx: Transaction, name: string): Promise<RepositoryFacts> {
  const row = await rowOf<{ facts: RepositoryFacts }>(
    tx,
    sql`select facts from applications where organisation = ${tx.organisation}::uuid and name = ${name}`,
  );
  return row?.facts ?? {};
}
