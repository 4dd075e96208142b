import { createHash, randomUUID } from 'node:crypto';
import { compareSeverity, severities, type FindingState, type Observation, type Run } from '@stoa/model';
import type { Identified } from '@stoa/model/identity';
import { isOneOf, rowsOf, run as execute, sql } from '../sql.ts';
import { json } from '../storable.ts';
import type { Transaction } from '../transaction.ts';
import { appendFindingEvents, type FindingEvent } from './finding-events.ts';

const batchSize = 2_000;

interface Prior {
  id: string;
  fingerprint: string;
  state: FindingState;
  triaged: boolean;
  describedAt: string;
  describedBy: string;
}

/** What the sightings of a finding, of all tools, come to. */
interface Standing {
  fingerprint: string;
  tools: string[];
  places: number;
  firstSeenAt: string;
  lastSeenAt: string;
  present: boolean;
  absentSince: string | null;
}

/** Brings the findings of these fingerprints into line with their sightings, and appends what that changes to history. */
export async function writeFindings(
  tx: Transaction,
  run: Run,
  identified: readonly Identified[],
  fingerprints: readonly string[],
): Promise<{ opened: number; reopened: number; fixed: number }> {
  const described = describe(identified);
  const prior = await readPrior(tx, run.application, fingerprints);
  const changes = { opened: 0, reopened: 0, fixed: 0 };
  const events: FindingEvent[] = [];
  const created: object[] = [];
  const updated: object[] = [];

  for (const standing of await readStandings(tx, run.application, fingerprints)) {
    const before = prior.get(standing.fingerprint);
    const one = described.get(standing.fingerprint);
    const state: FindingState = before?.triaged ? before.state : standing.present ? 'open' : 'fixed';
    const id = before?.id ?? findingId(tx.organisation, run.application, standing.fingerprint);
    const facts = { ...standing, id, state, fixedAt: standing.present ? null : standing.absentSince };
    // Two tools may describe one finding differently: the latest run does, and of two at once the tool that sorts first,
    // so that the order of uploads does not matter.
    const describes =
      one !== undefined &&
      (!before ||
        run.finishedAt > before.describedAt ||
        (run.finishedAt === before.describedAt && run.tool.name <= before.describedBy));
    if (describes) created.push({ ...facts, ...toColumns(run, one) });
    else if (before) updated.push(facts);

    const event = eventOf(before?.state, state);
    if (!event) continue;
    changes[event] += 1;
    events.push({
      id: randomUUID(),
      findingId: id,
      type: event,
      occurredAt: event === 'fixed' ? (facts.fixedAt ?? run.finishedAt) : run.finishedAt,
      runId: run.id,
      actor: null,
      text: textOf(event, run),
    });
  }
  await upsertDescribed(tx, run.application, created);
  await updateStanding(tx, updated);
  await appendFindingEvents(tx, events);
  return changes;
}

/** One observation stands for each finding: the worst, then the first place. */
function describe(identified: readonly Identified[]): Map<string, Identified> {
  const best = new Map<string, Identified>();
  for (const one of identified) {
    const known = best.get(one.fingerprint.value);
    if (!known || rank(one.observation, known.observation) < 0) best.set(one.fingerprint.value, one);
  }
  return best;
}

function rank(a: Observation, b: Observation): number {
  const where = ({ location }: Observation) =>
    `${location?.path ?? ''}\0${String(location?.startLine ?? 0).padStart(9, '0')}`;
  const [left, right] = [where(a), where(b)];
  return compareSeverity(a.severity, b.severity) || (left < right ? -1 : left > right ? 1 : 0);
}

async function readPrior(
  tx: Transaction,
  application: string,
  fingerprints: readonly string[],
): Promise<Map<string, Prior>> {
  const rows = await rowsOf<Prior>(
    tx,
    sql`select id, fingerprint, state, triage is not null as triaged, described_at as "describedAt", described_by as "describedBy"
          from findings where organisation = ${tx.organisation}::uuid and application = ${application}
           and ${isOneOf(sql`fingerprint`, fingerprints)}`,
  );
  return new Map(rows.map((row) => [row.fingerprint, row]));
}

function readStandings(tx: Transaction, application: string, fingerprints: readonly string[]): Promise<Standing[]> {
  return rowsOf<Standing>(
    tx,
    sql`select fingerprint, json_agg(distinct tool order by tool) as tools, count(distinct place)::integer as places,
               min(first_seen_at) as "firstSeenAt", max(last_seen_at) as "lastSeenAt",
               bool_or(absent_since is null) as present, max(absent_since) as "absentSince"
          from sightings where organisation = ${tx.organisation}::uuid and application = ${application}
           and ${isOneOf(sql`fingerprint`, fingerprints)} group by fingerprint`,
  );
}

function eventOf(before: FindingState | undefined, after: FindingState): 'opened' | 'reopened' | 'fixed' | null {
  if (before === after) return null;
  if (after === 'open') return before === undefined ? 'opened' : 'reopened';
  return after === 'fixed' && before === 'open' ? 'fixed' : null;
}

function textOf(event: 'opened' | 'reopened' | 'fixed', { tool, revision }: Run): string {
  const at = revision ? ` at ${revision.slice(0, 10)}` : '';
  switch (event) {
    case 'opened':
      return `First seen by ${tool.name}${at}.`;
    case 'reopened':
      return `Seen again by ${tool.name}${at}.`;
    case 'fixed':
      return `A complete run of ${tool.name}${at} looked there and no longer sees it.`;
  }
}

/** The same finding has the same id on every installation's replay: a UUID (version 8) of what it is. */
function findingId(organisation: string, application: string, fingerprint: string): string {
  const hex = createHash('sha256').update(`${organisation}\0${application}\0${fingerprint}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function toColumns(run: Run, { observation, fingerprint }: Identified) {
  const { affected, location, rule } = observation;
  const packageName = affected ? affected.purl.replace(/[?#].*$/, '').replace(/@[^@/]*$/, '') : null;
  const words = `${observation.title} ${location?.path ?? ''} ${rule.id} ${packageName ?? ''} ${affected?.advisoryIds.join(' ') ?? ''}`;
  return {
    kind: observation.kind,
    fingerprintVersion: fingerprint.version,
    because: fingerprint.because,
    title: observation.title,
    description: observation.description,
    severity: observation.severity,
    severityRank: severities.indexOf(observation.severity),
    confidence: observation.confidence ?? null,
    rule,
    ruleId: rule.id,
    affected: affected ?? null,
    package: packageName,
    fix: observation.fix ?? null,
    tags: observation.tags,
    location: location ?? null,
    path: location?.path ?? '',
    words: words.toLowerCase(),
    describedAt: run.finishedAt,
    describedBy: run.tool.name,
  };
}

async function upsertDescribed(tx: Transaction, application: string, rows: readonly object[]): Promise<void> {
  for (let from = 0; from < rows.length; from += batchSize) {
    const batch = json(rows.slice(from, from + batchSize));
    await execute(
      tx,
      sql`insert into findings (organisation, application, id, kind, fingerprint_version, fingerprint, because, title, description,
            severity, severity_rank, confidence, state, rule, rule_id, affected, package, fix, tags, tools, location, path, words,
            places, first_seen_at, last_seen_at, fixed_at, described_at, described_by)
          select ${tx.organisation}::uuid, ${application}, id, kind, "fingerprintVersion", fingerprint, because, title, description,
            severity, "severityRank", confidence, state, rule, "ruleId", affected, package, fix, tags, tools, location, path, words,
            places, "firstSeenAt", "lastSeenAt", "fixedAt", "describedAt", "describedBy"
          from json_to_recordset(${batch}::json) as r(id uuid, kind text, "fingerprintVersion" text, fingerprint text,
            because jsonb, title text, description text, severity text, "severityRank" smallint, confidence double precision,
            state text, rule jsonb, "ruleId" text, affected jsonb, package text, fix text, tags jsonb, tools jsonb,
            location jsonb, path text, words text, places integer, "firstSeenAt" timestamptz, "lastSeenAt" timestamptz,
            "fixedAt" timestamptz, "describedAt" timestamptz, "describedBy" text)
          on conflict (organisation, id) do update set
            title = excluded.title, description = excluded.description, severity = excluded.severity,
            severity_rank = excluded.severity_rank, confidence = excluded.confidence, state = excluded.state,
            rule = excluded.rule, rule_id = excluded.rule_id, affected = excluded.affected, package = excluded.package,
            fix = excluded.fix, tags = excluded.tags, tools = excluded.tools, location = excluded.location,
            path = excluded.path, words = excluded.words, places = excluded.places, first_seen_at = excluded.first_seen_at,
            last_seen_at = excluded.last_seen_at, fixed_at = excluded.fixed_at, described_at = excluded.described_at,
            described_by = excluded.described_by, because = excluded.because`,
    );
  }
}

async function updateStanding(tx: Transaction, rows: readonly object[]): Promise<void> {
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
