import type { Component, Run } from '@stoa/model';
import { rowOf, run as execute, sql } from '../sql.ts';
import { json } from '../storable.ts';
import type { Transaction } from '../transaction.ts';

const batchSize = 5_000;

/** The latest inventory of a tool replaces its earlier one whole; one that comes late changes nothing. */
export async function recordInventory(tx: Transaction, run: Run, components: readonly Component[]): Promise<void> {
  const key = sql`organisation = ${tx.organisation}::uuid and application = ${run.application} and tool = ${run.tool.name}`;
  const known = await rowOf<{ runId: string; finishedAt: string }>(
    tx,
    sql`select run_id as "runId", finished_at as "finishedAt" from inventories where ${key}`,
  );
  if (run.completeness === 'partial' && components.length === 0) return;
  if (known && `${known.finishedAt} ${known.runId}` > `${run.finishedAt} ${run.id}`) return;
  await execute(
    tx,
    sql`insert into inventories (organisation, application, tool, run_id, finished_at)
        values (${tx.organisation}::uuid, ${run.application}, ${run.tool.name}, ${run.id}::uuid, ${run.finishedAt}::timestamptz)
        on conflict (organisation, application, tool) do update set run_id = excluded.run_id, finished_at = excluded.finished_at`,
  );
  await execute(tx, sql`delete from components where ${key}`);
  for (let from = 0; from < components.length; from += batchSize) {
    const batch = components.slice(from, from + batchSize).map((component) => ({
      ...component,
      path: component.location.path,
      line: component.location.line ?? null,
      package: component.purl.replace(/[?#].*$/, '').replace(/@[^@/]*$/, ''),
    }));
    await execute(
      tx,
      sql`insert into components (organisation, application, tool, purl, path, use_key, line, name, version, ecosystem, package, direct,
                                  scope, licences, hashes, depends_on, source, origin, requirement, declared_at)
          select ${tx.organisation}::uuid, ${run.application}, ${run.tool.name}, purl, path,
                 encode(sha256(convert_to(purl || chr(10) || path, 'UTF8')), 'hex'), line, name, version, ecosystem,
                 package, direct, scope, licences, hashes, "dependsOn", source, origin, requirement, "declaredAt"
            from json_to_recordset(${json(batch)}::json) as r(purl text, path text, line integer, name text, version text,
                 ecosystem text, package text, direct boolean, scope text, licences jsonb, hashes jsonb, "dependsOn" jsonb,
                 source text, origin text, requirement text, "declaredAt" jsonb)
          on conflict (organisation, application, tool, use_key) do nothing`,
    );
  }
}
