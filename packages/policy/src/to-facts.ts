import { strongerScope, type ApplicationManifest, type Component, type Finding, type Run } from '@stoa/model';
import type { FactModule, Facts, FindingFact, RunFact } from './facts.ts';
import { completeModules, moduleOf, strictness } from './modules.ts';

/** A finding, and every path it is in where the caller knows more than the first. */
export type PlacedFinding = Finding & { paths?: readonly string[] };

export interface FactsInput {
  manifest: Pick<ApplicationManifest, 'name' | 'modules' | 'owners'>;
  /** Any runs of the application; the latest of each tool counts. */
  runs: readonly Run[];
  /** Any findings of the application; the open and the accepted ones count. */
  findings: readonly PlacedFinding[];
  components: readonly Pick<Component, 'purl' | 'version' | 'direct' | 'scope'>[];
  environment: string;
  /** What is to be released; null: the latest that is known. */
  revision: string | null;
}

/** What a decision needs of what is known, in one fixed order whatever the order it came in. */
export function toFacts({ manifest, runs, findings, components, environment, revision }: FactsInput): Facts {
  const modules = completeModules(manifest);
  const packages = packagesByPurl(components);
  return {
    application: { name: manifest.name, owners: [...manifest.owners].sort(), modules },
    environment,
    revision,
    runs: latestPerTool(runs).map(toRunFact),
    findings: findings
      .filter(({ state }) => state === 'open' || state === 'accepted')
      .map((finding) => toFindingFact(finding, modules, packages))
      .sort((a, b) => compare(a.fingerprint, b.fingerprint)),
    components: {
      count: components.length,
      unknownVersions: components.filter(({ version }) => version === '').length,
    },
  };
}

function latestPerTool(runs: readonly Run[]): Run[] {
  const latest = new Map<string, Run>();
  for (const run of runs) {
    const prior = latest.get(run.tool.name);
    if (!prior || run.finishedAt > prior.finishedAt || (run.finishedAt === prior.finishedAt && run.id > prior.id))
      latest.set(run.tool.name, run);
  }
  return [...latest.values()].sort((a, b) => compare(a.tool.name, b.tool.name));
}

function toRunFact(run: Run): RunFact {
  return {
    id: run.id,
    tool: run.tool.name,
    version: run.tool.version,
    completeness: run.completeness,
    ...(run.reason !== undefined && { reason: run.reason }),
    kinds: run.coverage.kinds,
    roots: run.coverage.roots,
    looked: run.coverage.looked,
    skippedTotal: run.coverage.skippedTotal,
    finishedAt: run.finishedAt,
    ...(run.dataAsOf !== undefined && { dataAsOf: run.dataAsOf }),
    revision: run.revision,
    dirty: run.dirty,
    ...(run.tests && { tests: run.tests }),
  };
}

type Package = Pick<FindingFact, 'direct' | 'scope'>;

/** The same package in two lock files: the more serious of its uses counts. */
function packagesByPurl(components: FactsInput['components']): Map<string, Package> {
  const packages = new Map<string, Package>();
  for (const { purl, direct, scope } of components) {
    const prior = packages.get(purl);
    packages.set(purl, {
      direct: (direct ?? true) || (prior?.direct ?? false),
      scope: prior ? strongerScope(prior.scope, scope) : scope,
    });
  }
  return packages;
}

function toFindingFact(
  finding: PlacedFinding,
  modules: readonly FactModule[],
  packages: Map<string, Package>,
): FindingFact {
  const { affected, location } = finding;
  const paths = [...new Set(finding.paths ?? (location ? [location.path] : []))].sort(compare);
  const used = affected && packages.get(affected.purl);
  return {
    fingerprint: finding.fingerprint.value,
    kind: finding.kind,
    severity: finding.severity,
    title: finding.title,
    rules: [finding.rule.id],
    cwe: finding.rule.cwe,
    ...(affected && { purl: affected.purl }),
    advisoryIds: affected?.advisoryIds ?? [],
    ...(affected?.fixedVersion !== undefined && { fixedVersion: affected.fixedVersion }),
    paths,
    ...(location?.startLine !== undefined && paths.length === 1 && { line: location.startLine }),
    places: Math.max(finding.places, paths.length),
    module: answering(paths, finding.places, modules).name,
    direct: used?.direct ?? true,
    scope: used?.scope ?? 'required',
    firstSeenAt: finding.firstSeenAt,
    confidence: finding.confidence ?? 1,
    tags: [...finding.tags].sort(compare),
    tools: [...finding.tools].sort(compare),
  };
}

/**
 * A finding in several modules is judged as in the strictest of them. Where some of its places are not known,
 * the rest of the repository has a say: an example's mildness must not cover a place nobody has named.
 */
function answering(paths: readonly string[], places: number, modules: readonly FactModule[]): FactModule {
  const all = places > paths.length || paths.length === 0 ? [...paths, ''] : paths;
  const held = all.map((path) => moduleOf(path, modules)).filter((module) => module !== undefined);
  held.sort((a, b) => strictness.indexOf(a.workload) - strictness.indexOf(b.workload) || compare(a.name, b.name));
  const [first] = held;
  if (!first) throw new TypeError('an application has at least one module');
  return first;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
