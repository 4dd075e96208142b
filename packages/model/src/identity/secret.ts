import type { Observation } from '../observation.ts';
import { digestParts } from './digest.ts';

/**
 * `secret/1`: one secret is one finding, wherever it stands and whichever rule found it.
 * Readers of outside reports have no digest; there the rule, the path and the redacted line stand for it.
 */
export function secretIdentity(observation: Observation, ordinal: number) {
  if (observation.secretDigest) {
    return digestParts('secret/1', [['keyed digest of the secret', observation.secretDigest]]);
  }
  return digestParts('secret/1', [
    ['rule', observation.rule.id],
    ['path', observation.location?.path ?? ''],
    ['line', lineText(observation)],
    ['occurrence', String(ordinal)],
  ]);
}

function lineText(observation: Observation): string {
  return (observation.excerpt ?? observation.title).replace(/\s+/g, ' ').trim();
}
