import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { drain, Run, type Actor, type Decision, type RunReport, type Scan } from '@stoa/model';
import { readReport } from '@stoa/formats';
import {
  appendAudit,
  changeApplication,
  getRun,
  listRuns,
  recordRun,
  replaceFileExceptions,
  type RecordedRun,
  type StoredRun,
  type Transaction,
} from '@stoa/store';
import { decideAndRecord } from '../decide.ts';
import { refreshEvidence } from '../evidence/refresh.ts';
import type { ServerContext } from '../context.ts';
import type { Handlers } from '../http/bind.ts';
import { notFound } from '../http/failure.ts';

type RunHandlers = Pick<Handlers, 'uploadRun' | 'uploadReport' | 'listRuns' | 'getRun'>;

/** Observations of one run that a report may hold: more would not fit into memory. */
const maxObservations = 1_000_000;

export function runHandlers(context: ServerContext): RunHandlers {
  const { store } = context;
  return {
    uploadRun: async ({ caller, body }) => {
      const { run, observations, components, manifest, exceptions, facts, decideFor } = body;
      return store.within(caller.actor.organisation, async (tx) => {
        const recorded = await recordRun(tx, { run, observations, components });
        if (recorded.trunk && !recorded.duplicate) {
          await changeApplication(tx, run.application, { manifest, facts });
          if (exceptions) await replaceFileExceptions(tx, run.application, exceptions, caller.actor.name);
        }
        return answer(tx, caller.actor, run, recorded, decideFor);
      });
    },
    uploadReport: async ({ caller, params, query, raw }) => {
      const folder = await mkdtemp(join(context.config.temporaryFolder, 'report-'));
      try {
        const path = join(folder, 'upload');
        const digest = await receive(raw, path);
        const source = { name: query.fileName ?? 'The report', open: () => createReadStream(path) };
        const { format, scans } = await readReport(source, {
          formatId: query.format,
          ...(query.covers && { covers: query.covers }),
        });
        const reports: RunReport[] = [];
        let skipped = 0;
        for (const [index, scan] of scans.entries()) {
          const id = uuidOf(`${digest} ${params.application} ${query.branch ?? ''} ${index}`);
          const { report, left } = await collect(
            scan,
            id,
            params.application,
            query.branch ?? null,
            query.revision ?? null,
          );
          reports.push(report);
          skipped += left;
        }
        // All runs of a report or none.
        const runs = await store.within(caller.actor.organisation, async (tx) => {
          const answers = [];
          for (const report of reports) {
            // A report without times gets the time it came in: the same file again is the run that is there.
            const known = await getRun(tx, report.run.id);
            const recorded = known
              ? { delta: known.delta, duplicate: true, trunk: known.trunk }
              : await recordRun(tx, report);
            answers.push(await answer(tx, caller.actor, report.run, recorded, query.decideFor));
          }
          return answers;
        });
        return { format: format.id, runs, skipped };
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    listRuns: async ({ caller, query }) => {
      const { items, next } = await store.within(caller.actor.organisation, (tx) => listRuns(tx, query));
      return { items: items.map(toSummary), next };
    },
    getRun: async ({ caller, params }) => {
      const stored = await store.within(caller.actor.organisation, (tx) => getRun(tx, params.id));
      if (!stored) throw notFound('run');
      return { ...toSummary(stored), coverage: stored.run.coverage };
    },
  };

  async function answer(tx: Transaction, actor: Actor, run: Run, recorded: RecordedRun, decideFor: string | undefined) {
    const stored = await getRun(tx, run.id);
    if (!stored) throw new Error('The run was not written.');
    let decision: Decision | null = null;
    if (decideFor)
      decision = await decideAndRecord(tx, {
        application: run.application,
        environment: decideFor,
        revision: run.revision,
      });
    if (!recorded.duplicate) {
      await appendAudit(tx, {
        actor: actor.name,
        action: 'run.record',
        subject: run.id,
        detail: { application: run.application, tool: run.tool.name, trunk: recorded.trunk },
      });
    }
    if (recorded.trunk && (!recorded.duplicate || decision)) await refreshEvidence(context, tx, run.application);
    return { run: toSummary(stored), delta: recorded.delta, duplicate: recorded.duplicate, decision };
  }
}

function toSummary({ run, ...rest }: StoredRun) {
  const { coverage, ...plain } = run;
  return { ...plain, ...rest, looked: coverage.looked, skipped: coverage.skippedTotal };
}

/** To a file, since formats read twice; with the digest that makes the same file twice one run. */
async function receive(raw: Readable, path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(
    raw,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(path, { mode: 0o600 }),
  );
  return hash.digest('hex');
}

async function collect(
  scan: Scan,
  id: string,
  application: string,
  branch: string | null,
  revision: string | null,
): Promise<{ report: RunReport; left: number }> {
  const report: Pick<RunReport, 'observations' | 'components'> = { observations: [], components: [] };
  let left = 0;
  const summary = await drain(scan, (item) => {
    if (item.type === 'component') report.components.push(item.component);
    if (item.type === 'skip' || (item.type === 'observation' && report.observations.length >= maxObservations))
      left += 1;
    else if (item.type === 'observation') report.observations.push(item.observation);
  });
  const now = new Date().toISOString();
  const { startedAt, finishedAt, ...rest } = summary;
  const run = Run.parse({
    ...rest,
    id,
    application,
    branch,
    revision: revision ?? summary.revision ?? null,
    startedAt: startedAt ?? finishedAt ?? now,
    finishedAt: finishedAt ?? now,
    ...(left > 0 &&
      summary.completeness === 'complete' && { completeness: 'partial', reason: `${left} items were left out` }),
  });
  return { report: { run, ...report }, left };
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
