import { randomUUID } from 'node:crypto';
import { Observation, Run, type Component, type ObservationInput, type RunReport } from '@stoa/model';

/** Hours after an arbitrary start, as an instant. */
export const hour = (at: number) => new Date(Date.UTC(2026, 5, 1) + at * 3_600_000).toISOString();

export interface Told {
  at: number;
  sees?: (string | ObservationInput)[];
  tool?: string;
  application?: string;
  branch?: string | null;
  completeness?: Run['completeness'];
  roots?: string[];
  components?: Component[];
  id?: string;
}

/** A run as a story tells it: which files it sees an injection in, and when. */
export function toReport(told: Told): RunReport {
  const run = Run.parse({
    id: told.id ?? randomUUID(),
    tool: { name: told.tool ?? 'scanner', version: '1' },
    application: told.application ?? 'shop',
    branch: told.branch === undefined ? 'main' : told.branch,
    revision: 'c0ffee0000',
    startedAt: hour(told.at),
    finishedAt: hour(told.at),
    completeness: told.completeness ?? 'complete',
    coverage: { kinds: ['code', 'vulnerability', 'secret'], roots: told.roots ?? [''], looked: 10 },
  });
  return {
    run,
    observations: (told.sees ?? []).map((one) => Observation.parse(typeof one === 'string' ? injection(one) : one)),
    components: told.components ?? [],
  };
}

export function injection(path: string): ObservationInput {
  return {
    kind: 'code',
    rule: { id: 'sql-injection', cwe: [89] },
    title: `Query built from input in ${path}`,
    severity: 'high',
    location: { path, startLine: 3 },
    excerpt: 'db.query(`… ${id}`)',
  };
}

export function component(name: string, version = '1.0.0'): Component {
  return {
    purl: `pkg:npm/${name}@${version}`,
    name,
    version,
    ecosystem: 'npm',
    direct: true,
    scope: 'required',
    requirement: '^1.0.0',
    source: 'npm',
    origin: 'declared',
    licences: ['MIT'],
    hashes: {},
    location: { path: 'package-lock.json', line: 7 },
    declaredAt: { path: 'package.json', line: 4 },
    dependsOn: [],
  };
}
