import type { Observation } from '../observation.ts';
import { digestParts } from './digest.ts';

/** `test/1`: a test is its suite and its name, both in the rule's id; where it stands does not matter. */
export function testIdentity(observation: Observation) {
  return digestParts('test/1', [['test', observation.rule.id]]);
}
