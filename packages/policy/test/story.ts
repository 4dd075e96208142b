import { createHash } from 'node:crypto';
import type { Exception } from '@stoa/model';
import { Facts, FindingFact, RunFact } from '../index.ts';

/** The moment of every story. */
export const now = '2026-03-10T12:00:00.000Z';
export const decisionId = '018f0000-0000-7000-8000-000000000001';

type Partly<T> = { [Key in keyof T]?: T[Key] | undefined };

/** An open finding; what a story does not care about is filled in. */
function finding(given: Partly<FindingFact> = {}): FindingFact {
  const path = given.kind === 'vulnerability' ? 'package-lock.json' : 'src/main.ts';
  const paths = given.paths ?? [path];
  return FindingFact.parse({
    fingerprint: createHash('sha256')
      .update(`${given.kind} ${given.title} ${paths.join(' ')}`)
      .digest('hex'),
    kind: 'secret',
    severity: 'high',
    title: 'A token',
    rules: ['some-rule'],
    cwe: [],
    advisoryIds: [],
    places: paths.length,
    module: 'shop',
    direct: true,
    scope: 'required',
    firstSeenAt: '2026-03-01T12:00:00.000Z',
    confidence: 1,
    tags: [],
    tools: ['stoa-secrets'],
    ...given,
    paths,
  });
}

/** A complete run of an hour ago. */
function run(given: Partly<RunFact> = {}): RunFact {
  return RunFact.parse({
    id: `run of ${given.tool ?? 'stoa-secrets'}`,
    tool: 'stoa-secrets',
    version: '1.0.0',
    completeness: 'complete',
    kinds: ['secret'],
    roots: [''],
    looked: 812,
    skippedTotal: 0,
    finishedAt: '2026-03-10T11:00:00.000Z',
    revision: null,
    dirty: false,
    ...given,
  });
}

/** A service called shop, without findings, that every kind of check has looked at. */
export function facts(
  given: Partly<Omit<Facts, 'application' | 'runs' | 'findings'>> & {
    modules?: Partly<Facts['application']['modules'][number]>[];
    runs?: Partly<RunFact>[];
    findings?: Partly<FindingFact>[];
  } = {},
): Facts {
  const { modules, runs, findings, ...rest } = given;
  return Facts.parse({
    application: {
      name: 'shop',
      owners: ['ada'],
      modules: (modules ?? [{}]).map((module) => ({
        name: 'shop',
        path: '',
        workload: 'service',
        exposure: 'internal',
        dataClasses: [],
        ...module,
      })),
    },
    environment: 'production',
    revision: null,
    components: { count: 40, unknownVersions: 0 },
    ...rest,
    runs: (runs ?? everyCheck).map(run),
    findings: (findings ?? []).map(finding),
  });
}

export const everyCheck: Partly<RunFact>[] = [
  { tool: 'stoa-secrets', kinds: ['secret'] },
  { tool: 'stoa-components', kinds: ['vulnerability'], looked: 40, dataAsOf: '2026-03-10T06:00:00.000Z' },
  { tool: 'stoa-licences', kinds: ['licence'], looked: 40 },
  { tool: 'some-analyser', kinds: ['code', 'configuration'] },
  { tool: 'vitest', kinds: ['test'], looked: 40, tests: { total: 40, failed: 0, errored: 0, skipped: 1 } },
];

export function exception(given: Partial<Exception> = {}): Exception {
  return {
    id: 'EX-1',
    owner: 'ada',
    reason: 'Replaced with the new gateway',
    approver: 'grace',
    scope: { kind: 'secret' },
    createdAt: '2026-01-01T00:00:00.000Z',
    expiresAt: '2026-06-30T23:59:59.999Z',
    ...given,
  };
}
