import { createHash } from 'node:crypto';
import { compareSeverity, severities, type Observation, type Run } from '@stoa/model';
import type { Identified } from '@stoa/model/identity';

/** One observation stands for each finding: the worst, then the first place. By fingerprint. */
export function describe(identified: readonly Identified[]): Map<string, Identified> {
  const best = new Map<string, Identified>();
  for (const one of identified) {
    const known = best.get(one.fingerprint.value);
    if (!known || rank(one.observation, known.observation) < 0) best.set(one.fingerprint.value, one);
  }
  return best;
}

function rank(a: Observation, b: Observation): number {
  const where = ({ location }: Observation) =>
    `${location?.path ?? ''}\0${String(location?.startLine ?? 0).padStart(9, '0')}`;
  const [left, right] = [where(a), where(b)];
  return compareSeverity(a.severity, b.severity) || (left < right ? -1 : left > right ? 1 : 0);
}

/**
 * Who described a finding last. Of two runs that ended at once the smaller name stands, so that the order of uploads
 * does not matter.
 */
export function describedBy(run: Run): string {
  return `${run.tool.name} ${run.id}`;
}

/** What an observation says of its finding, as columns, with a digest to see whether anything is new. */
export function toDescription({ observation, fingerprint }: Identified) {
  const { affected, location, rule } = observation;
  const packageName = affected ? affected.purl.replace(/[?#].*$/, '').replace(/@[^@/]*$/, '') : null;
  const words = `${observation.title} ${location?.path ?? ''} ${rule.id} ${packageName ?? ''} ${affected?.advisoryIds.join(' ') ?? ''}`;
  const columns = {
    kind: observation.kind,
    fingerprintVersion: fingerprint.version,
    because: fingerprint.because,
    title: observation.title,
    description: observation.description,
    severity: observation.severity,
    severityRank: severities.indexOf(observation.severity),
    confidence: observation.confidence ?? null,
    rule,
    ruleId: rule.id,
    affected: affected ?? null,
    package: packageName,
    fix: observation.fix ?? null,
    tags: observation.tags,
    location: location ?? null,
    path: location?.path ?? '',
    words: words.toLowerCase(),
  };
  return { ...columns, digest: createHash('sha256').update(JSON.stringify(columns)).digest('hex') };
}
