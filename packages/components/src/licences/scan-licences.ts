import { Observation, type Component, type LicencePolicy, type Scan, type Skip, type Workload } from '@stoa/model';
import { obligations } from './catalogue.ts';
import { judgeLicence, type LicenceJudgement } from './judge.ts';

export const licenceTool = 'stoa-licences';

export interface LicenceOptions {
  policy: LicencePolicy;
  /** The workload that answers for a path. */
  workloadOf: (path: string) => Workload;
  /** Files the inventory was read from, and what it had to leave out. */
  inventory: { roots: readonly string[]; skipped: readonly Skip[] };
}

/**
 * Holds the licences of an inventory against a policy, by the workload each package is used in. What is only built and
 * tested with is passed on to nobody, and is not judged. A package that says nothing of its licence, or something nobody
 * knows, is a counted skip: unknown is not allowed.
 */
export async function* scanLicences(components: readonly Component[], options: LicenceOptions): Scan {
  const unknown = new Map<string, Skip>();
  let looked = 0;
  for (const component of components) {
    if (component.scope === 'development') continue;
    const workload = options.workloadOf(component.location.path);
    const judgement = judgeLicence(component.licences, workload, options.policy);
    if (component.licences.length === 0 || judgement.verdict === null) {
      unknown.set(component.purl, toSkip(component, judgement));
      continue;
    }
    looked += 1;
    if (judgement.verdict !== 'allow')
      yield { type: 'observation', observation: toObservation(component, judgement, workload) };
  }
  const skipped = [...options.inventory.skipped, ...unknown.values()];
  return {
    tool: { name: licenceTool, version: '1' },
    completeness: 'complete',
    coverage: {
      kinds: ['licence'],
      roots: [''],
      rules: 'all',
      looked,
      skipped: skipped.slice(0, 1000),
      skippedTotal: Math.min(skipped.length, 1000),
    },
  };
}

function toSkip({ location, purl, licences }: Component, { unknown }: LicenceJudgement): Skip {
  return {
    place: `${location.path}#${purl}`,
    reason: 'unsupported',
    detail:
      licences.length === 0
        ? 'its lock file says nothing of its licence'
        : `nothing is known of ${unknown.join(', ').slice(0, 200)}`,
  };
}

function toObservation(component: Component, judgement: LicenceJudgement, workload: Workload): Observation {
  const { name, version, licences, location } = component;
  const denied = judgement.verdict === 'deny';
  const names = judgement.chosen.join(' and ');
  const category = judgement.category ?? 'own policy';
  return Observation.parse({
    kind: 'licence',
    rule: { id: `licence/${category.replaceAll(' ', '-')}`, name: `Licence: ${category}` },
    title: `${name} ${version}: ${names} in a ${workload}`.slice(0, 500),
    description: [
      `${name} says of its licence: ${licences.join(', ')}.`,
      ...judgement.obligations.map((one) => `- ${obligations[one]}`),
    ].join('\n'),
    severity: denied ? 'high' : 'low',
    location: { path: location.path, ...(location.line && { startLine: location.line }) },
    // Without the version: an update under the same licence is the same finding.
    excerpt: `${name}: ${names}`,
    fix: denied
      ? `Replace ${name}, or let .stoa/licences.yaml allow ${names} where that was decided.`
      : `Look at what ${names} asks here; then write the decision into .stoa/licences.yaml.`,
    tags: [category, ...(component.direct === true ? ['direct'] : component.direct === false ? ['transitive'] : [])],
  });
}
