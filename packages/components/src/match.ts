import type { Component, Scan, ScanSummary, Skip } from '@stoa/model';
import type { AdvisoryIndex } from './advisories/index-port.ts';
import { affects } from './advisories/affects.ts';
import type { NamedUse } from './advisories/advisory.ts';
import { needsRelease } from './advisories/release.ts';
import { enrich, type VulnerabilityContext } from './enrich.ts';
import { toObservation } from './matched-observation.ts';
import type { Held } from './held.ts';
import { toDependents } from './dependents.ts';
import { askForReachability, type AskCode, type Vulnerable } from './reachability/ask-code.ts';
import { normaliseName } from './purl.ts';
import { upstreamOf } from './upstream.ts';
import { knowsVersions } from './version/compare.ts';

export const advisoryTool = 'stoa-components';

export interface MatchContext extends Omit<VulnerabilityContext, 'signals' | 'reachability'> {
  /** Asked once, for the vulnerable packages: without it nothing is said of what the code gets to. */
  askCode?: AskCode | undefined;
}

/**
 * Holds an inventory against known vulnerabilities. What cannot be judged is said to be unknown, never clean: packages
 * without a version, ecosystems without advisories, and everything when there are none at all.
 *
 * @param inventory what the inventory covered: its lock files are the places this check covers.
 * @param context what decides the order beside the advisories
 */
export async function* matchAdvisories(
  components: readonly Component[],
  index: AdvisoryIndex | null,
  inventory: { roots: readonly string[]; skipped: readonly Skip[] },
  context: MatchContext = {},
): Scan {
  if (!index || index.ecosystems.length === 0) return withoutAdvisories(index);
  const unknown = new Map<string, Skip>();
  const found: Found[] = [];
  let looked = 0;
  for (const component of components) {
    const advisories = lookUp(index, component);
    if (typeof advisories === 'string') {
      const place = `${component.location.path}#${component.purl}`;
      unknown.set(component.purl, { place, reason: 'unsupported', detail: advisories });
      continue;
    }
    looked += 1;
    for (const group of byVulnerability(advisories)) found.push({ component, group, uses: usesOf(group) });
    if (looked % 1000 === 0) yield { type: 'progress', done: looked, total: components.length };
  }
  const dependents = toDependents(components);
  const reachabilityOf = context.askCode && (await askForReachability(found, components, context.askCode));
  for (const one of found) {
    const observation = toObservation(one.component, one.group, dependents);
    const known = { ...context, signals: index, reachability: reachabilityOf?.(one) };
    yield { type: 'observation', observation: enrich(observation, known) };
  }
  const skipped = [...inventory.skipped, ...unknown.values()];
  const damaged = damagedOf(index, components);
  return {
    tool: {
      name: advisoryTool,
      version: '2',
      rulesDigest: index.ecosystems
        .map(({ name, asOf, advisories }) => `${name}:${advisories}@${asOf}`)
        .join(' ')
        .slice(0, 200),
    },
    completeness: damaged === undefined ? 'complete' : 'partial',
    ...(damaged !== undefined && { reason: damaged.slice(0, 1000) }),
    // The whole tree was looked at: a lock file that is gone takes its vulnerabilities with it.
    coverage: {
      kinds: ['vulnerability'],
      roots: [''],
      rules: 'all',
      looked,
      skipped: skipped.slice(0, 1000),
      skippedTotal: Math.min(skipped.length, 1000),
    },
    dataAsOf: oldestOf(index, components),
  };
}

interface Found extends Vulnerable {
  group: Held[];
}

/** The parts that matter, by whoever names some. Where one source names none, the others still know better. */
function usesOf(group: readonly Held[]): NamedUse[] {
  return group.filter(({ isHit }) => isHit).flatMap(({ advisory }) => advisory.uses);
}

/** The advisories that speak of this version, with the withdrawn ones beside them; or why nothing can be said. */
function lookUp(index: AdvisoryIndex, { ecosystem, name, version, purl }: Component): Held[] | string {
  const [base = ''] = ecosystem.split(':', 1);
  if (version === '') return 'no version is pinned';
  if (!knowsVersions(base)) return `the versions of ${base} cannot be ordered`;
  if (needsRelease(base) && base === ecosystem) return `the release of ${base} is not known`;
  const subjects = [{ name, version }, ...upstreamOf(purl, name, version)];
  const held: Held[] = [];
  for (const subject of subjects) {
    const advisories = index.lookUp(ecosystem, normaliseName(base, subject.name));
    if (advisories === null) return `no advisories for ${ecosystem}`;
    for (const advisory of advisories) {
      try {
        if (affects(advisory, base, subject.version))
          held.push({ advisory, version: subject.version, isHit: !advisory.isWithdrawn });
      } catch {
        return `the version ${subject.version} or a range of ${advisory.id} cannot be read`;
      }
    }
  }
  return held;
}

/** Records that name each other as aliases are one vulnerability, if one of them is in force. */
function byVulnerability(held: readonly Held[]): Held[][] {
  if (!held.some(({ isHit }) => isHit)) return [];
  if (held.length === 1) return [[...held]];
  const byName = new Map<string, Held[]>();
  for (const one of held) {
    let group = [one];
    for (const name of [one.advisory.id, ...one.advisory.text().aliases]) {
      const other = byName.get(name);
      byName.set(name, group);
      if (!other || other === group) continue;
      // Two groups that this one brings together: all names of the smaller go to the larger.
      const [small, large] = other.length < group.length ? [other, group] : [group, other];
      large.push(...small);
      for (const { advisory } of small)
        for (const its of [advisory.id, ...advisory.text().aliases]) byName.set(its, large);
      group = large;
      byName.set(name, group);
    }
  }
  return [...new Set(byName.values())].filter((group) => group.some(({ isHit }) => isHit));
}

function withoutAdvisories(index: AdvisoryIndex | null): ScanSummary {
  const problem = index?.sources.find((one) => one.problem)?.problem;
  return {
    tool: { name: advisoryTool, version: '2' },
    completeness: 'partial',
    reason: problem ?? 'There are no advisories on this machine: run "stoa db update".',
    coverage: { kinds: ['vulnerability'], roots: [], rules: 'all', looked: 0, skipped: [], skippedTotal: 0 },
  };
}

/** Nothing at all is known of an ecosystem whose only file is damaged: then this check is not complete. */
function damagedOf(index: AdvisoryIndex, components: readonly Component[]): string | undefined {
  const gone = index.sources.filter(({ problem, asOf }) => problem && asOf === '');
  const used = new Set(components.map(({ ecosystem }) => ecosystem.split(':', 1)[0]));
  return gone.find(({ name }) => used.has(name))?.problem;
}

/** Old data of an ecosystem that is not in use here says nothing of this check. */
function oldestOf(index: AdvisoryIndex, components: readonly Component[]): string {
  const used = new Set(components.map(({ ecosystem }) => ecosystem.split(':', 1)[0]));
  const dates = index.ecosystems.filter(({ name }) => used.has(name)).map(({ asOf }) => asOf);
  return dates.sort()[0] ?? index.asOf;
}
