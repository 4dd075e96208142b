import {
  isSettled,
  type AffectedPackage,
  type Exposure,
  type Observation,
  type Reachability,
  type VexStatement,
} from '@stoa/model';
import type { AdvisoryIndex } from './advisories/index-port.ts';
import { rank, type RankFacts } from './rank.ts';

/** What is known beside the advisories. Each part may be missing: then nothing is said of it. */
export interface VulnerabilityContext {
  signals?: Pick<AdvisoryIndex, 'exploited' | 'predicted'> | undefined;
  /** How exposed the module is that a path belongs to. */
  exposureOf?: ((path: string) => Exposure | undefined) | undefined;
  /** Whether the code gets to what is vulnerable. */
  reachability?: Reachability | undefined;
  /** What somebody who knows the product has stated. */
  vexOf?: ((observation: Observation) => VexStatement | undefined) | undefined;
}

/** A vulnerability with all that decides how soon to look at it: exploitation, forecast, reachability, and the sum of them. */
export function enrich(observation: Observation, context: VulnerabilityContext): Observation {
  const { affected } = observation;
  if (!affected) return observation;
  const { reachability } = context;
  const vex = context.vexOf?.(observation);
  const known: AffectedPackage = {
    ...affected,
    ...signalsOf(affected.advisoryIds, context.signals),
    ...(reachability && { reachability }),
    ...(vex && { vex }),
  };
  const facts: RankFacts = {
    ...known,
    severity: observation.severity,
    exposure: context.exposureOf?.(observation.location?.path ?? ''),
    scope: (['development', 'optional', 'peer'] as const).find((scope) => observation.tags.includes(scope)),
    isUnrated: observation.tags.includes('severity-unknown'),
    isMalicious: observation.tags.includes('malicious'),
  };
  return { ...observation, affected: { ...known, priority: rank(facts) }, tags: tagsOf(observation.tags, known) };
}

/** Of several CVEs under one roof the most dangerous counts. */
function signalsOf(ids: readonly string[], signals: VulnerabilityContext['signals']) {
  const cves = ids.filter((id) => id.startsWith('CVE-'));
  const exploited = cves.map((cve) => signals?.exploited(cve)).find(Boolean);
  const [epss] = cves.flatMap((cve) => signals?.predicted(cve) ?? []).toSorted((a, b) => b.score - a.score);
  return { ...(exploited && { exploited }), ...(epss && { epss }) };
}

function tagsOf(tags: readonly string[], affected: AffectedPackage): string[] {
  const { exploited, reachability, vex } = affected;
  const own = [
    ...(exploited ? ['kev'] : []),
    ...(exploited?.ransomware ? ['ransomware'] : []),
    ...(reachability && reachability.state !== 'unknown' ? [reachability.state] : []),
    ...(vex ? [`vex:${vex.state}`] : []),
    ...(isSettled(affected) ? ['suppressed'] : []),
  ];
  return [...new Set([...tags, ...own])];
}
