import { createHash } from 'node:crypto';
import {
  canonicalJson,
  covers,
  isSettled,
  placeOf,
  reconcile,
  type KnownSighting,
  type Run,
  type RunReport,
} from '@stoa/model';
import { identify, type Identified } from '@stoa/model/identity';
import { StoreError } from '../error.ts';
import { isOneOf, rowOf, rowsOf, run as execute, sql } from '../sql.ts';
import { json, storable } from '../storable.ts';
import type { Transaction } from '../transaction.ts';
import { noCounts, toCounts, type SeverityCounts } from './counts.ts';
import { recordInventory } from './inventory.ts';
import { writeFindings } from './write-findings.ts';
import { seenAgain } from './seen-again.ts';
import { readSightings, touchSightings, writeSightings } from './sightings.ts';

export interface Delta {
  opened: number;
  reopened: number;
  fixed: number;
  unchanged: number;
  openNow: SeverityCounts;
}

export interface RecordedRun {
  delta: Delta;
  /** The run was known: nothing was changed. */
  duplicate: boolean;
  /** It speaks of the application's trunk, so it opened and closed findings; a branch run only asks. */
  trunk: boolean;
}

/**
 * Records one run with all it saw, in the caller's transaction: the run, its findings, their history, its inventory.
 * The same run again changes nothing.
 * @throws {StoreError} `conflict` when the run id is known with another content.
 */
export async function recordRun(tx: Transaction, given: RunReport): Promise<RecordedRun> {
  const report = storable(given);
  const { run } = report;
  const digest = createHash('sha256').update(canonicalJson(report)).digest('hex');
  // Tables that have just grown have no statistics yet, and a plan without an index on them costs the square.
  await execute(tx, sql`set local enable_seqscan = off`);
  // One application at a time: what a run changes depends on what the others of the application saw.
  await execute(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.organisation}/${run.application}`}, 0))`);

  const known = await rowOf<{ digest: string; delta: Delta; trunk: boolean; application: string }>(
    tx,
    sql`select digest, delta, trunk, application from runs where organisation = ${tx.organisation}::uuid and id = ${run.id}::uuid`,
  );
  if (known && known.digest !== digest) {
    throw new StoreError(
      'conflict',
      `Run ${run.id} is recorded already with another content: give every run an id of its own.`,
    );
  }
  if (known) return { delta: known.delta, duplicate: true, trunk: known.trunk };

  const trunk = await isOnTrunk(tx, run);
  const identified = identify(report.observations);
  const delta = trunk ? await applyToTrunk(tx, run, identified) : await compareWithTrunk(tx, run, identified);
  if (trunk) await recordInventory(tx, run, report.components);
  await execute(
    tx,
    sql`insert into runs (organisation, id, application, tool, branch, trunk, finished_at, completeness, run, digest,
                          observations, components, delta, recorded_at)
        values (${tx.organisation}::uuid, ${run.id}::uuid, ${run.application}, ${run.tool.name}, ${run.branch}, ${trunk},
                ${run.finishedAt}::timestamptz, ${run.completeness}, ${json(run)}::jsonb, ${digest},
                ${report.observations.length}, ${report.components.length}, ${json(delta)}::jsonb, ${tx.now}::timestamptz)`,
  );
  return { delta, duplicate: false, trunk };
}

/** The application's trunk is the branch of its first run; a run outside version control is always of the trunk. */
async function isOnTrunk(tx: Transaction, run: Run): Promise<boolean> {
  const row = await rowOf<{ trunk: string | null }>(
    tx,
    sql`insert into applications (organisation, name, trunk, created_at)
        values (${tx.organisation}::uuid, ${run.application}, ${run.branch}, ${tx.now}::timestamptz)
        on conflict (organisation, name) do update set trunk = coalesce(applications.trunk, excluded.trunk)
        returning trunk`,
  );
  return run.branch === null || row?.trunk === null || row?.trunk === run.branch;
}

async function applyToTrunk(tx: Transaction, run: Run, identified: readonly Identified[]): Promise<Delta> {
  const fingerprints = [...new Set(identified.map(({ fingerprint }) => fingerprint.value))];
  const known = await readSightings(tx, run, fingerprints);
  const changed = reconcile(run, identified, known, await laterRuns(tx, run));
  const again = seenAgain(run, known, changed);
  await touchSightings(tx, run, [...again]);
  await writeSightings(
    tx,
    run.application,
    changed.filter(({ fingerprint }) => !again.has(fingerprint)),
  );
  const touched = new Set([...fingerprints, ...changed.map(({ fingerprint }) => fingerprint)]);
  const states = await writeFindings(tx, run, identified, [...touched], again);
  return {
    ...states,
    unchanged: fingerprints.length - states.opened - states.reopened,
    openNow: await countOpen(tx, run.application),
  };
}

/** Complete runs of the same tool that finished later but came earlier. Normally there are none. */
async function laterRuns(tx: Transaction, run: Run): Promise<Run[]> {
  const rows = await rowsOf<{ run: Run }>(
    tx,
    sql`select run from runs where organisation = ${tx.organisation}::uuid and application = ${run.application}
          and tool = ${run.tool.name} and trunk and completeness = 'complete' and finished_at > ${run.finishedAt}::timestamptz`,
  );
  return rows.map((row) => row.run);
}

async function countOpen(tx: Transaction, application: string): Promise<SeverityCounts> {
  return toCounts(
    await rowsOf(
      tx,
      sql`select severity, count(*)::integer as count from findings
           where organisation = ${tx.organisation}::uuid and application = ${application} and state = 'open' group by severity`,
    ),
  );
}

/** What a branch would change if it were merged: nothing is written. */
async function compareWithTrunk(tx: Transaction, run: Run, identified: readonly Identified[]): Promise<Delta> {
  const byFingerprint = new Map(identified.map((one) => [one.fingerprint.value, one.observation]));
  const rows = await rowsOf<{ fingerprint: string; state: string }>(
    tx,
    sql`select fingerprint, state from findings where organisation = ${tx.organisation}::uuid
          and application = ${run.application} and ${isOneOf(sql`fingerprint`, [...byFingerprint.keys()])}`,
  );
  const states = new Map(rows.map(({ fingerprint, state }) => [fingerprint, state]));
  const openNow = noCounts();
  const delta = { opened: 0, reopened: 0, fixed: 0, unchanged: 0, openNow };
  for (const [fingerprint, observation] of byFingerprint) {
    const state = states.get(fingerprint);
    if (state === undefined) delta.opened += 1;
    else if (state === 'fixed') delta.reopened += 1;
    else delta.unchanged += 1;
    const isOpen = state === undefined || state === 'fixed' || state === 'open';
    if (isOpen && !isSettled(observation.affected ?? {})) openNow[observation.severity] += 1;
  }
  const places = new Set(
    identified.map(({ observation, fingerprint }) => `${fingerprint.value}\0${placeOf(observation)}`),
  );
  const gone = (sighting: KnownSighting) =>
    !places.has(`${sighting.fingerprint}\0${sighting.place}`) && covers(run.coverage, sighting);
  if (run.completeness === 'complete') {
    const present = (await readSightings(tx, run, [])).filter(({ absentSince }) => absentSince === null);
    delta.fixed = new Set(present.filter(gone).map(({ fingerprint }) => fingerprint)).size;
  }
  return delta;
}
