import type { FactModule, Facts, FindingFact, RunFact } from '../facts.ts';
import { ageInHours } from '../age.ts';
import { isSameRevision } from '../requirements.ts';
import { classes } from './language.ts';

/** The facts as the language sees them, made once for each decision. Counts are `bigint`: CEL's whole numbers. */
export interface View {
  everywhere: { application: object; environment: string; revision: string; components: object };
  findings: Map<FindingFact, object>;
  runs: Map<RunFact, object>;
  modules: Map<FactModule, object>;
}

/** @param moduleOf the module that answers for a finding. */
export function toView(facts: Facts, now: string, moduleOf: (finding: FindingFact) => FactModule): View {
  const modules = new Map(facts.application.modules.map((module) => [module, new classes.Module({ ...module })]));
  const { name, owners } = facts.application;
  const { count, unknownVersions } = facts.components;
  return {
    everywhere: {
      application: new classes.Application({ name, owners, modules: [...modules.values()] }),
      environment: facts.environment,
      revision: facts.revision ?? '',
      components: new classes.Components({ count: BigInt(count), unknownVersions: BigInt(unknownVersions) }),
    },
    findings: new Map(facts.findings.map((finding) => [finding, viewFinding(finding, moduleOf(finding), now)])),
    runs: new Map(facts.runs.map((run) => [run, viewRun(run, facts.revision, now)])),
    modules,
  };
}

function viewFinding(finding: FindingFact, module: FactModule, now: string): object {
  return new classes.Finding({
    fingerprint: finding.fingerprint,
    kind: finding.kind,
    severity: finding.severity,
    title: finding.title,
    rules: finding.rules,
    cwe: finding.cwe.map(BigInt),
    purl: finding.purl ?? '',
    advisoryIds: finding.advisoryIds,
    fixedVersion: finding.fixedVersion ?? '',
    fixable: finding.fixedVersion !== undefined && finding.fixedVersion !== '',
    path: finding.paths[0] ?? '',
    paths: finding.paths,
    places: BigInt(finding.places),
    module: module.name,
    workload: module.workload,
    direct: finding.direct,
    scope: finding.scope,
    ageDays: Math.max(0, ageInHours(finding.firstSeenAt, now) / 24),
    confidence: finding.confidence,
    tags: finding.tags,
    tools: finding.tools,
  });
}

/** Where a tool does not say how old its data is, it looked it up when it ran. */
function viewRun(run: RunFact, revision: string | null, now: string): object {
  const tests = run.tests ?? { total: 0, failed: 0, errored: 0, skipped: 0 };
  return new classes.Run({
    tool: run.tool,
    version: run.version,
    completeness: run.completeness,
    kinds: run.kinds,
    looked: BigInt(run.looked),
    skipped: BigInt(run.skippedTotal),
    ageHours: Math.max(0, ageInHours(run.finishedAt, now)),
    dataAgeHours: Math.max(0, ageInHours(run.dataAsOf ?? run.finishedAt, now)),
    revision: run.revision ?? '',
    sameRevision: isSameRevision(run.revision, revision),
    dirty: run.dirty,
    tests: new classes.Tests({
      total: BigInt(tests.total),
      failed: BigInt(tests.failed),
      errored: BigInt(tests.errored),
      skipped: BigInt(tests.skipped),
    }),
  });
}
