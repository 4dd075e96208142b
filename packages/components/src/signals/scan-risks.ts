import { Observation, type Component, type Scan, type Skip } from '@stoa/model';
import { RegistryError } from '../remedy/registry.ts';
import { NamesInUse } from './names-in-use.ts';
import { risksOf, type PublishedFacts, type Risk } from './risk.ts';

export const riskTool = 'stoa-risks';

export interface RiskOptions {
  inventory: { roots: readonly string[] };
  now: Date;
  /** What a registry says of a version; nothing is asked where it is left out. */
  published?: (component: Component) => Promise<PublishedFacts | undefined>;
}

/**
 * Looks for packages that are worth a second look, whatever advisories say: each is a reason, not a verdict. It asks
 * nobody by itself, and stands beside the way of a release, not in it.
 */
export async function* scanRisks(components: readonly Component[], options: RiskOptions): Scan {
  const names = new NamesInUse(components);
  const seen = new Set<string>();
  const skipped: Skip[] = [];
  let looked = 0;
  for (const component of components) {
    const key = `${component.purl} ${component.location.path}`;
    if (seen.has(key)) continue;
    seen.add(key);
    looked += 1;
    const facts = await factsOf(component, options, skipped);
    for (const risk of risksOf(component, names, facts, options.now))
      yield { type: 'observation', observation: toObservation(component, risk) };
    if (looked % 1000 === 0) yield { type: 'progress', done: looked, total: components.length };
  }
  return {
    tool: { name: riskTool, version: '1' },
    completeness: 'complete',
    coverage: {
      kinds: ['other'],
      roots: [...options.inventory.roots],
      rules: 'all',
      looked,
      skipped: skipped.slice(0, 1000),
      skippedTotal: Math.min(skipped.length, 1000),
    },
  };
}

/** What a registry cannot tell is a skip: the rest of what is known of the package counts. */
async function factsOf(
  component: Component,
  { published }: RiskOptions,
  skipped: Skip[],
): Promise<PublishedFacts | undefined> {
  try {
    return await published?.(component);
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    skipped.push({
      place: `${component.location.path}#${component.purl}`,
      reason: 'unsupported',
      detail: error.message.slice(0, 300),
    });
    return undefined;
  }
}

function toObservation({ name, version, location, direct }: Component, risk: Risk): Observation {
  return Observation.parse({
    kind: 'other',
    rule: { id: `risk/${risk.id}`, cwe: risk.id === 'look-alike-name' ? [1357] : [] },
    title: `${name} ${version}`.trim().slice(0, 200) + `: ${titles[risk.id]}`,
    description: risk.reason,
    severity: risk.severity,
    confidence: 0.5,
    location: { path: location.path, ...(location.line && { startLine: location.line }) },
    excerpt: `${name}: ${risk.id}`,
    fix: risk.next,
    tags: ['risk', ...(direct === true ? ['direct'] : direct === false ? ['transitive'] : [])],
  });
}

const titles: Record<Risk['id'], string> = {
  'look-alike-name': 'a name that looks like another',
  'mutable-reference': 'a reference that can change',
  unpinned: 'no version is pinned',
  'insecure-source': 'fetched over an open connection',
  'no-digest': 'no digest is kept',
  'install-script': 'runs a script when it is installed',
  'just-published': 'published just now',
  deprecated: 'deprecated by its owner',
  abandoned: 'nothing published for years',
  'no-maintainer': 'nobody maintains it',
};
