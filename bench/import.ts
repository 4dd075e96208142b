import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Observation, Run, type RunReport } from '@stoa/model';
import { createOrganisation, openStore, recordRun } from '@stoa/store';
import { printTable } from './measure.ts';

const size = 14_000;

/** 14,000 findings into the embedded database on disk, through the same function that an upload goes through. */
export async function benchImport(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'stoa-bench-'));
  const begin = performance.now();
  const store = await openStore({ directory });
  const opened = performance.now() - begin;
  const { id } = await store.asOwner((owner) => createOrganisation(owner, 'Bench'));
  const record = async (report: RunReport) => {
    const from = performance.now();
    const { delta } = await store.within(id, (tx) => recordRun(tx, report));
    return { ms: performance.now() - from, delta };
  };
  const report = makeReport(1);
  const first = await record(report);
  const repeated = await record(report);
  const rerun = await record(makeReport(2));
  const fixed = await record(makeReport(3, size - 100));
  await store.close();
  const again = performance.now();
  await (await openStore({ directory })).close();
  const reopened = performance.now() - again;
  rmSync(directory, { recursive: true });
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  printTable(`${size.toLocaleString('en')} findings into the embedded database`, [
    { what: `first upload (${first.delta.opened} opened)`, figure: seconds(first.ms), target: '< 5 s' },
    { what: 'the same upload again (nothing changes)', figure: seconds(repeated.ms), target: '< 2 s' },
    {
      what: `a new run that sees the same (${rerun.delta.unchanged} as before)`,
      figure: seconds(rerun.ms),
      target: '',
    },
    { what: `a new run without 100 of them (${fixed.delta.fixed} fixed)`, figure: seconds(fixed.ms), target: '' },
    { what: 'opening a fresh data directory', figure: seconds(opened), target: '' },
    { what: 'opening it again', figure: seconds(reopened), target: '' },
  ]);
}

function makeReport(at: number, count = size): RunReport {
  const finishedAt = new Date(Date.UTC(2026, 0, at)).toISOString();
  return {
    run: Run.parse({
      id: randomUUID(),
      tool: { name: 'bench' },
      application: 'bench',
      branch: 'main',
      revision: null,
      startedAt: finishedAt,
      finishedAt,
      completeness: 'complete',
      coverage: { kinds: ['code'], roots: [''], looked: size },
    }),
    observations: Array.from({ length: count }, (_, index) =>
      Observation.parse({
        kind: 'code',
        rule: { id: `rule-${index % 40}`, cwe: [(index % 300) + 1] },
        title: `Weakness ${index}`,
        description: 'A sentence or two on what is wrong here. '.repeat(5),
        severity: (['critical', 'high', 'medium', 'low'] as const)[index % 4]!,
        location: { path: `src/part-${index % 200}/file-${index}.ts`, startLine: (index % 500) + 1 },
        excerpt: `call(${index})`,
      }),
    ),
    components: [],
  };
}
