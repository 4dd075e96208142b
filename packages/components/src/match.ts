import { scoreOf } from './cvss.ts';
import { Observation, severityOfScore, type Component, type Scan, type Severity, type Skip } from '@stoa/model';
import { affects, fixedVersionFor } from './advisories/affects.ts';
import type { AdvisoryIndex } from './advisories/index-port.ts';
import type { PackageAdvisory } from './advisories/osv.ts';
import { normaliseName } from './purl.ts';
import { compareVersions, knowsVersions } from './version/compare.ts';

export const advisoryTool = 'stoa-components';

/**
 * Holds an inventory against known vulnerabilities. What cannot be judged is said to be unknown, never clean: packages
 * without a version, ecosystems without advisories, and everything when there are none at all.
 *
 * @param inventory what the inventory covered: its lock files are the places this check covers.
 */
export async function* matchAdvisories(
  components: readonly Component[],
  index: AdvisoryIndex | null,
  inventory: { roots: readonly string[]; skipped: readonly Skip[] },
): Scan {
  if (!index) {
    return {
      tool: { name: advisoryTool, version: '1' },
      completeness: 'partial',
      reason: 'There are no advisories on this machine: run "stoa db update".',
      coverage: { kinds: ['vulnerability'], roots: [], rules: 'all', looked: 0, skipped: [], skippedTotal: 0 },
    };
  }
  const unknown = new Map<string, Skip>();
  const dependents = toDependents(components);
  let looked = 0;
  for (const component of components) {
    const advisories = knowsVersions(component.ecosystem)
      ? index.lookUp(component.ecosystem, normaliseName(component.ecosystem, component.name))
      : null;
    if (advisories === null || component.version === '') {
      const why = component.version === '' ? 'no version is pinned' : `no advisories for ${component.ecosystem}`;
      unknown.set(component.purl, {
        place: `${component.location.path}#${component.purl}`,
        reason: 'unsupported',
        detail: why,
      });
      continue;
    }
    looked += 1;
    const hits = advisories.filter((advisory) => affects(advisory, component.ecosystem, component.version));
    for (const group of byVulnerability(hits)) {
      yield { type: 'observation', observation: toObservation(component, group, dependents) };
    }
    if (looked % 1000 === 0) yield { type: 'progress', done: looked, total: components.length };
  }
  const skipped = [...inventory.skipped, ...unknown.values()];
  return {
    tool: {
      name: advisoryTool,
      version: '1',
      rulesDigest: index.ecosystems
        .map(({ name, asOf, advisories }) => `${name}:${advisories}@${asOf}`)
        .join(' ')
        .slice(0, 200),
    },
    completeness: 'complete',
    // The whole tree was looked at: a lock file that is gone takes its vulnerabilities with it.
    coverage: {
      kinds: ['vulnerability'],
      roots: [''],
      rules: 'all',
      looked,
      skipped: skipped.slice(0, 1000),
      skippedTotal: Math.min(skipped.length, 1000),
    },
    dataAsOf: index.asOf,
  };
}

/** Records that name each other as aliases are one vulnerability. */
function byVulnerability(advisories: readonly PackageAdvisory[]): PackageAdvisory[][] {
  const groups: PackageAdvisory[][] = [];
  for (const advisory of advisories) {
    const names = new Set([advisory.id, ...advisory.aliases]);
    const same = groups.filter((group) =>
      group.some(({ id, aliases }) => names.has(id) || aliases.some((alias) => names.has(alias))),
    );
    for (const group of same) groups.splice(groups.indexOf(group), 1);
    groups.push([...same.flat(), advisory]);
  }
  return groups;
}

function toObservation(
  component: Component,
  group: readonly PackageAdvisory[],
  dependents: ReadonlyMap<string, string>,
): Observation {
  const { ecosystem, version, name, purl } = component;
  const main = group.find(({ vectors }) => vectors.length > 0) ?? group[0]!;
  const names = [...new Set(group.flatMap(({ id, aliases }) => [id, ...aliases]))].slice(0, 100);
  const fixes = group.flatMap((advisory) => fixedVersionFor(advisory, ecosystem, version) ?? []);
  const fixedVersion = fixes.toSorted((a, b) => compareVersions(ecosystem, a, b)).at(-1);
  const cvss =
    group
      .flatMap(({ vectors }) => vectors)
      .map(scoreOf)
      .find((score) => score !== null) ?? null;
  const word = toSeverity(group.map((advisory) => advisory.word).find(Boolean) ?? null);
  const severity = cvss ? severityOfScore(cvss.score) : (word ?? 'medium');
  const path = pathTo(purl, dependents);
  return Observation.parse({
    kind: 'vulnerability',
    rule: {
      id: main.id,
      cwe: [...new Set(group.flatMap(({ cwe }) => cwe))].slice(0, 50),
      ...(main.url && { url: main.url.slice(0, 2000) }),
    },
    title: `${name} ${version}: ${headline(main)}`,
    description: [main.details || main.summary, path && `Comes in through ${path}.`, `Known as ${names.join(', ')}.`]
      .filter(Boolean)
      .join('\n\n'),
    severity,
    location: { path: component.location.path, ...(component.location.line && { startLine: component.location.line }) },
    affected: {
      purl,
      advisoryIds: [main.id, ...names.filter((one) => one !== main.id)],
      ...(fixedVersion && { fixedVersion }),
      ...(cvss && { cvssScore: cvss.score, cvssVector: cvss.vector }),
    },
    fix: fixedVersion
      ? `Update ${name} from ${version} to ${fixedVersion} or later.`
      : `No fixed version of ${name} is known: replace it, or show that you are not affected.`,
    tags: [
      component.direct === true ? 'direct' : component.direct === false ? 'transitive' : '',
      component.scope === 'required' ? '' : component.scope,
      cvss || word ? '' : 'severity-unknown',
      fixedVersion ? 'fixable' : '',
    ].filter(Boolean),
  });
}

/** The advisory in a few words, for a list. */
function headline({ id, summary, details }: PackageAdvisory): string {
  const text = (summary || details.split('\n')[0] || id).trim();
  return text.length <= 110 ? text : `${text.slice(0, 110).replace(/\s+\S*$/, '')} …`;
}

function toSeverity(word: string | null): Severity | null {
  switch (word?.toLowerCase()) {
    case 'critical':
    case 'high':
    case 'low':
      return word.toLowerCase() as Severity;
    case 'medium':
    case 'moderate':
      return 'medium';
    default:
      return null;
  }
}

/** For each package one that depends on it, found breadth first from what the project names itself. */
function toDependents(components: readonly Component[]): Map<string, string> {
  const byPurl = new Map(components.map((component) => [component.purl, component]));
  const parents = new Map<string, string>();
  const queue = components.filter(({ direct }) => direct === true).map(({ purl }) => purl);
  const seen = new Set(queue);
  for (let at = 0; at < queue.length; at += 1) {
    for (const dependency of byPurl.get(queue[at]!)?.dependsOn ?? []) {
      if (seen.has(dependency)) continue;
      seen.add(dependency);
      parents.set(dependency, queue[at]!);
      queue.push(dependency);
    }
  }
  return parents;
}

function pathTo(purl: string, parents: ReadonlyMap<string, string>): string {
  const names: string[] = [];
  for (let at = parents.get(purl); at !== undefined && names.length < 10; at = parents.get(at)) {
    names.unshift(decodeURIComponent(at.replace(/^pkg:[^/]+\//, '').replace(/@[^@/]*$/, '')));
  }
  return names.join(' → ');
}
