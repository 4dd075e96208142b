import { createHash, randomUUID } from 'node:crypto';
import { isSettled, type FindingState, type Run } from '@stoa/model';
import type { Identified } from '@stoa/model/identity';
import { isOneOf, rowsOf, sql } from '../sql.ts';
import type { Transaction } from '../transaction.ts';
import { describe, describedBy, toDescription } from './describe-findings.ts';
import { appendFindingEvents, type FindingEvent } from './finding-events.ts';
import { touchFindings, updateStanding, upsertDescribed } from './finding-rows.ts';

interface Prior {
  id: string;
  fingerprint: string;
  state: FindingState;
  triaged: boolean;
  /** A VEX statement in its description says that nothing need be done. */
  settled: boolean;
  describedAt: string;
  describedBy: string;
  digest: string;
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

/**
 * Brings the findings of these fingerprints into line with their sightings, and appends what that changes to history.
 * @param again those of them whose sightings changed in nothing but their time.
 */
export async function writeFindings(
  tx: Transaction,
  run: Run,
  identified: readonly Identified[],
  fingerprints: readonly string[],
  again: ReadonlySet<string>,
): Promise<{ opened: number; reopened: number; fixed: number }> {
  const described = describe(identified);
  const prior = await readPrior(tx, run.application, fingerprints);
  const changes = { opened: 0, reopened: 0, fixed: 0 };
  const events: FindingEvent[] = [];
  const written: object[] = [];
  const updated: object[] = [];

  const descriptions = new Map([...described].map(([fingerprint, one]) => [fingerprint, toDescription(one)]));
  const untouched = [...again].filter((fingerprint) => {
    const before = prior.get(fingerprint);
    return before && run.finishedAt > before.describedAt && descriptions.get(fingerprint)?.digest === before.digest;
  });
  await touchFindings(tx, run, untouched);
  const done = new Set(untouched);

  const rest = fingerprints.filter((fingerprint) => !done.has(fingerprint));
  for (const standing of await readStandings(tx, run.application, rest)) {
    const before = prior.get(standing.fingerprint);
    const description = descriptions.get(standing.fingerprint);
    const id = before?.id ?? findingId(tx.organisation, run.application, standing.fingerprint);
    // Two tools may describe one finding differently: the latest run does.
    const describes =
      description !== undefined &&
      (!before ||
        run.finishedAt > before.describedAt ||
        (run.finishedAt === before.describedAt && describedBy(run) <= before.describedBy));
    const settled = describes ? isSettled(description.affected ?? {}) : (before?.settled ?? false);
    const present: FindingState = settled ? 'not-affected' : 'open';
    const state = before?.triaged ? before.state : standing.present ? present : 'fixed';
    const facts = { ...standing, id, state, fixedAt: standing.present ? null : standing.absentSince };
    if (describes) written.push({ ...facts, ...description });
    else if (before) updated.push(facts);

    const event = eventOf(before?.state, state);
    const vex = state === 'not-affected' && before?.state !== state ? description?.affected?.vex : undefined;
    if (event) changes[event] += 1;
    if (!event && !vex) continue;
    events.push({
      id: randomUUID(),
      findingId: id,
      type: event ?? 'triaged',
      occurredAt: event === 'fixed' ? (facts.fixedAt ?? run.finishedAt) : run.finishedAt,
      runId: run.id,
      actor: null,
      text: event ? textOf(event, run) : `${vex?.state.replaceAll('_', ' ')}, as ${vex?.source} states.`,
    });
  }
  await upsertDescribed(tx, run, written);
  await updateStanding(tx, updated);
  await appendFindingEvents(tx, events);
  return changes;
}

async function readPrior(
  tx: Transaction,
  application: string,
  fingerprints: readonly string[],
): Promise<Map<string, Prior>> {
  const rows = await rowsOf<Prior>(
    tx,
    sql`select id, fingerprint, state, triage is not null as triaged,
               coalesce(affected->'vex'->>'state' in ('not_affected', 'fixed'), false) as settled, described_at as "describedAt", described_by as "describedBy",
               description_digest as digest
          from findings where organisation = ${tx.organisation}::uuid and application = ${application}
           and ${isOneOf(sql`fingerprint`, fingerprints)}`,
  );
  return new Map(rows.map((row) => [row.fingerprint, row]));
}

async function readStandings(
  tx: Transaction,
  application: string,
  fingerprints: readonly string[],
): Promise<Standing[]> {
  if (fingerprints.length === 0) return [];
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
