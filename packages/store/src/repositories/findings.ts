import { randomUUID } from 'node:crypto';
import type { Finding, FindingKind, FindingState, Severity, TriageState } from '@stoa/model';
import { decodeCursor, toPage, type CursorValue, type Page, type PageRequest } from '../cursor.ts';
import { all, isOneOf, rowOf, rowsOf, sql, type Sql } from '../sql.ts';
import { json } from '../storable.ts';
import type { Transaction } from '../transaction.ts';
import { appendFindingEvents } from './finding-events.ts';

export interface FindingFilters {
  application?: string | undefined;
  kind?: FindingKind[] | undefined;
  severity?: Severity[] | undefined;
  state?: FindingState[] | undefined;
  tool?: string[] | undefined;
  /** Words; each must stand in the title, path, rule, package or advisory. */
  q?: string | undefined;
}

export type FindingSort = 'urgency' | 'severity' | 'lastSeen' | 'firstSeen' | 'title' | 'application';

export interface FindingRequest extends FindingFilters, PageRequest {
  sort: FindingSort;
  direction?: 'asc' | 'desc' | undefined;
}

type Filter = keyof FindingFilters;

const columns = sql`id, application, kind, title, description, severity, confidence, state, rule, affected, fix, tags, tools,
  location, places, first_seen_at as "firstSeenAt", last_seen_at as "lastSeenAt", fixed_at as "fixedAt",
  json_build_object('version', fingerprint_version, 'value', fingerprint, 'because', because) as fingerprint`;

/** The column of each order, the type of its value, and which way it goes when nobody says. */
const orders: Record<
  FindingSort,
  { column: Sql; cast: Sql; type: CursorValue; natural: 'asc' | 'desc'; of: (f: Finding) => string | number }
> = {
  urgency: {
    // The index of migration 6 is over this very expression.
    column: sql`coalesce(round((affected -> 'priority' ->> 'score')::numeric * 10)::bigint,
      case severity when 'critical' then 380 when 'high' then 320 when 'medium' then 220 when 'low' then 100 else 0 end)`,
    cast: sql`bigint`,
    type: 'integer',
    natural: 'desc',
    of: urgencyOf,
  },
  severity: {
    column: sql`severity_rank`,
    cast: sql`bigint`,
    type: 'integer',
    natural: 'asc',
    of: (f) => ranks.indexOf(f.severity),
  },
  lastSeen: {
    column: sql`last_seen_at`,
    cast: sql`timestamptz`,
    type: 'time',
    natural: 'desc',
    of: (f) => f.lastSeenAt,
  },
  firstSeen: {
    column: sql`first_seen_at`,
    cast: sql`timestamptz`,
    type: 'time',
    natural: 'desc',
    of: (f) => f.firstSeenAt,
  },
  title: { column: sql`title collate "C"`, cast: sql`text`, type: 'string', natural: 'asc', of: (f) => f.title },
  application: {
    column: sql`application collate "C"`,
    cast: sql`text`,
    type: 'string',
    natural: 'asc',
    of: (f) => f.application,
  },
};
/** As the expression makes it: tenths of points, the priority's or the severity's. */
function urgencyOf({ affected, severity }: Finding): number {
  const score = affected?.priority?.score;
  return score === undefined ? tenths[severity] : Math.round(score * 10);
}
const tenths: Record<Severity, number> = { critical: 380, high: 320, medium: 220, low: 100, info: 0 };
const ranks: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

export async function listFindings(tx: Transaction, request: FindingRequest): Promise<Page<Finding>> {
  const { column, cast, type, natural, of } = orders[request.sort];
  const ascending = (request.direction ?? natural) === 'asc';
  const after = request.cursor ? decodeCursor(request.cursor, [type, 'uuid']) : null;
  const beyond =
    after &&
    (ascending
      ? sql`(${column}, id) > (${after[0]}::${cast}, ${after[1]}::uuid)`
      : sql`(${column}, id) < (${after[0]}::${cast}, ${after[1]}::uuid)`);
  const way = ascending ? sql`asc` : sql`desc`;
  const rows = await rowsOf<Finding>(
    tx,
    sql`select ${columns} from findings where ${all([matching(tx, request), beyond])}
         order by ${column} ${way}, id ${way} limit ${request.limit + 1}`,
  );
  return toPage(rows.map(withoutNulls), request.limit, (finding) => [of(finding), finding.id]);
}

/** Findings of some states of one application, without a page: what a decision is made on. */
export async function readFindings(
  tx: Transaction,
  application: string,
  states: readonly FindingState[],
): Promise<Finding[]> {
  const rows = await rowsOf<Finding>(
    tx,
    sql`select ${columns} from findings where ${matching(tx, { application, state: [...states] })} order by severity_rank, id`,
  );
  return rows.map(withoutNulls);
}

export type Facet = { value: string; count: number }[];

/** Counts by each facet under the same filters but its own. */
export async function countFindings(
  tx: Transaction,
  filters: FindingFilters,
): Promise<{ total: number } & Record<'severity' | 'kind' | 'state' | 'tool' | 'application', Facet>> {
  const facet = (column: Sql, own: Filter) =>
    rowsOf<{ value: string; count: number }>(
      tx,
      sql`select ${column} as value, count(*)::integer as count from findings where ${matching(tx, filters, own)} group by 1 order by 2 desc, 1`,
    );
  const total = await rowOf<{ count: number }>(
    tx,
    sql`select count(*)::integer as count from findings where ${matching(tx, filters)}`,
  );
  return {
    total: total?.count ?? 0,
    severity: await facet(sql`severity`, 'severity'),
    kind: await facet(sql`kind`, 'kind'),
    state: await facet(sql`state`, 'state'),
    application: await facet(sql`application`, 'application'),
    tool: await rowsOf(
      tx,
      sql`select tool as value, count(*)::integer as count from findings, jsonb_array_elements_text(tools) as tool
           where ${matching(tx, filters, 'tool')} group by 1 order by 2 desc, 1`,
    ),
  };
}

export interface Triage {
  state: TriageState;
  reason: string;
  actor: string;
  at: string;
}

export async function getFinding(
  tx: Transaction,
  id: string,
): Promise<{ finding: Finding; triage: Triage | null } | null> {
  const row = await rowOf<Finding & { triage: Triage | null }>(
    tx,
    sql`select ${columns}, triage from findings where organisation = ${tx.organisation}::uuid and id = ${id}::uuid`,
  );
  if (!row) return null;
  const { triage, ...finding } = row;
  return { finding: withoutNulls(finding), triage };
}

/** A person's word on findings, or (null) that it is taken back: then the sightings speak again. */
export async function triageFindings(
  tx: Transaction,
  ids: readonly string[],
  word: { state: TriageState | null; reason: string; actor: string },
): Promise<number> {
  const triage: Triage | null = word.state && { state: word.state, reason: word.reason, actor: word.actor, at: tx.now };
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`update findings f set
          triage = ${triage && json(triage)}::jsonb,
          state = coalesce(${word.state}::text, case when exists (
            select 1 from sightings s where s.organisation = f.organisation and s.application = f.application
               and s.fingerprint = f.fingerprint and s.absent_since is null) then 'open' else 'fixed' end)
        where organisation = ${tx.organisation}::uuid and ${isOneOf(sql`id`, ids, sql`uuid`)} returning id`,
  );
  await appendFindingEvents(
    tx,
    rows.map(({ id }) => ({
      id: randomUUID(),
      findingId: id,
      type: 'triaged',
      occurredAt: tx.now,
      runId: null,
      actor: word.actor,
      text: word.state ? `Called ${word.state}: ${word.reason}` : `Taken back: ${word.reason}`,
    })),
  );
  return rows.length;
}

function matching(tx: Transaction, filters: FindingFilters, except?: Filter): Sql {
  const { application, kind, severity, state, tool, q } = filters;
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10);
  return all([
    sql`organisation = ${tx.organisation}::uuid`,
    application !== undefined && except !== 'application' && sql`application = ${application}`,
    kind && except !== 'kind' && isOneOf(sql`kind`, kind),
    severity && except !== 'severity' && isOneOf(sql`severity`, severity),
    state && except !== 'state' && isOneOf(sql`state`, state),
    tool &&
      except !== 'tool' &&
      sql`exists (select 1 from jsonb_array_elements_text(tools) as t where ${isOneOf(sql`t`, tool)})`,
    ...words.map((word) => sql`position(${word} in words) > 0`),
  ]);
}

function withoutNulls(row: Finding): Finding {
  const { confidence, affected, fix, location, ...rest } = row;
  return {
    ...rest,
    ...((confidence ?? null) !== null && { confidence: confidence! }),
    ...(affected && { affected }),
    ...(fix && { fix }),
    ...(location && { location }),
  };
}
