import type { Component, Severity } from '@stoa/model';
import { decodeCursor, toPage, type Page, type PageRequest } from '../cursor.ts';
import { all, rowOf, rowsOf, sql } from '../sql.ts';
import type { Transaction } from '../transaction.ts';
import { noCounts, type SeverityCounts } from './counts.ts';
import type { Facet } from './findings.ts';

/** One package in one version, with all its uses. */
export interface ComponentUse {
  purl: string;
  name: string;
  version: string;
  ecosystem: string;
  direct: boolean | null;
  scope: Component['scope'];
  licences: string[];
  applications: string[];
  places: { application: string; path: string; line?: number }[];
  open: SeverityCounts;
}

export interface ComponentRequest extends PageRequest {
  application?: string | undefined;
  ecosystem?: string | undefined;
  q?: string | undefined;
  vulnerable?: boolean | undefined;
}

/** Open findings about this very version. */
const openFindings = sql`from findings f where f.organisation = c.organisation and f.application = c.application
  and left(f.package, 200) = left(c.package, 200) and f.package = c.package and f.state = 'open' and f.affected->>'purl' = c.purl`;

export async function listComponents(tx: Transaction, request: ComponentRequest): Promise<Page<ComponentUse>> {
  const after = request.cursor ? decodeCursor(request.cursor, ['string', 'string']) : null;
  const rows = await rowsOf<Omit<ComponentUse, 'open'> & { counts: [Severity, number][] | null }>(
    tx,
    sql`with page as (
          select distinct name collate "C" as name, purl collate "C" as purl from components c where ${all([
            sql`organisation = ${tx.organisation}::uuid`,
            request.application !== undefined && sql`application = ${request.application}`,
            request.ecosystem !== undefined && sql`ecosystem = ${request.ecosystem}`,
            request.q !== undefined && sql`position(${request.q.toLowerCase()} in lower(purl)) > 0`,
            request.vulnerable === true && sql`exists (select 1 ${openFindings})`,
            request.vulnerable === false && sql`not exists (select 1 ${openFindings})`,
            after && sql`(name collate "C", purl collate "C") > (${after[0]}::text, ${after[1]}::text)`,
          ])} order by 1, 2 limit ${request.limit + 1})
        select c.purl, c.name, max(version) as version, max(ecosystem) as ecosystem, bool_or(direct) as direct,
               case when bool_or(scope = 'required') then 'required' when bool_or(scope = 'peer') then 'peer'
                    when bool_or(scope = 'optional') then 'optional' else 'development' end as scope,
               (json_agg(licences))->0 as licences, json_agg(distinct application) as applications,
               json_agg(json_strip_nulls(json_build_object('application', application, 'path', path, 'line', line)) order by application, path) as places,
               (select json_agg(json_build_array(severity, n)) from (select severity, count(*)::integer as n from findings f
                  where f.organisation = ${tx.organisation}::uuid and f.state = 'open' and f.affected->>'purl' = c.purl
                    and left(f.package, 200) = left(max(c.package), 200) and f.package = max(c.package) group by severity) s) as counts
          from components c join page p on p.purl = c.purl collate "C"
         where ${all([
           sql`c.organisation = ${tx.organisation}::uuid`,
           request.application !== undefined && sql`application = ${request.application}`,
         ])} group by c.purl, c.name order by c.name collate "C", c.purl collate "C"`,
  );
  const uses = rows.map(({ counts, ...row }) => ({
    ...row,
    open: { ...noCounts(), ...Object.fromEntries(counts ?? []) },
  }));
  return toPage(uses, request.limit, ({ name, purl }) => [name, purl]);
}

export async function countComponents(
  tx: Transaction,
  application?: string,
): Promise<{ total: number; vulnerable: number; unpinned: number; ecosystem: Facet }> {
  const scope = all([
    sql`c.organisation = ${tx.organisation}::uuid`,
    application !== undefined && sql`c.application = ${application}`,
  ]);
  const counts = await rowOf<{ total: number; vulnerable: number; unpinned: number }>(
    tx,
    sql`select count(distinct purl)::integer as total, count(distinct purl) filter (where version = '')::integer as unpinned,
               count(distinct purl) filter (where exists (select 1 ${openFindings}))::integer as vulnerable
          from components c where ${scope}`,
  );
  const ecosystem = await rowsOf<{ value: string; count: number }>(
    tx,
    sql`select ecosystem as value, count(distinct purl)::integer as count from components c where ${scope} group by 1 order by 2 desc, 1`,
  );
  return { total: 0, vulnerable: 0, unpinned: 0, ...counts, ecosystem };
}

/** What a file need not say of a component. */
type Unsaid = 'direct' | 'requirement' | 'source' | 'origin' | 'declaredAt';

/** The whole inventory of an application, as the engines gave it. */
export async function readComponents(tx: Transaction, application: string): Promise<Component[]> {
  const rows = await rowsOf<
    Omit<Component, 'location' | Unsaid> & { path: string; line: number | null } & {
      [Name in Unsaid]: Component[Name] | null;
    }
  >(
    tx,
    sql`select purl, name, version, ecosystem, direct, scope, licences, hashes, depends_on as "dependsOn", path, line,
               source, origin, requirement, declared_at as "declaredAt"
          from components where organisation = ${tx.organisation}::uuid and application = ${application} order by purl, path`,
  );
  return rows.map(({ path, line, direct, requirement, source, origin, declaredAt, ...row }) => ({
    ...row,
    ...((direct ?? null) !== null && { direct: direct! }),
    ...((requirement ?? null) !== null && { requirement: requirement! }),
    ...((source ?? null) !== null && { source: source! }),
    ...((origin ?? null) !== null && { origin: origin! }),
    ...((declaredAt ?? null) !== null && { declaredAt: declaredAt! }),
    location: { path, ...(line !== null && { line }) },
  }));
}
