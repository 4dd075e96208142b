import type { Observation } from '../observation.ts';
import { digestParts } from './digest.ts';

/**
 * `code/1` (also for configuration, licence and other): the weakness, the file, the text of the line and which
 * of several equal lines it is. The line's number is not in it: moved code is the same finding.
 * Weakness is the CWE where there is exactly one, so that two tools can meet; else the rule.
 */
export function codeIdentity(observation: Observation, ordinal: number) {
  const text = observation.excerpt ?? `${observation.title}\n${observation.rule.id}`;
  return digestParts('code/1', [
    ['kind', observation.kind],
    ['weakness', weaknessOf(observation)],
    ['path', observation.location?.path ?? ''],
    ['line', text.replace(/\s+/g, ' ').trim()],
    ['occurrence', String(ordinal)],
  ]);
}

export function weaknessOf({ rule }: Observation): string {
  return rule.cwe.length === 1 ? `CWE-${rule.cwe[0]}` : rule.id;
}
