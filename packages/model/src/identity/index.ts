import type { Fingerprint } from '../fingerprint.ts';
import type { Observation } from '../observation.ts';
import { codeIdentity } from './code.ts';
import { secretIdentity } from './secret.ts';
import { testIdentity } from './test.ts';
import { vulnerabilityIdentity } from './vulnerability.ts';

/** An observation and the finding it belongs to. */
export interface Identified {
  observation: Observation;
  fingerprint: Fingerprint;
}

/**
 * Which finding each observation of one run belongs to, in the order given. All observations of the run are
 * needed at once: of several equal lines the first, second … are told apart by their order in the file, not in
 * the report. Two rules that point at the very same position see one thing, and are one finding.
 */
export function identify(observations: readonly Observation[]): Identified[] {
  const positionsByIdentity = new Map<string, number[]>();
  const first = observations.map((observation) => {
    const fingerprint = identityOf(observation, 0);
    const positions = positionsByIdentity.get(fingerprint.value);
    if (positions) positions.push(position(observation));
    else positionsByIdentity.set(fingerprint.value, [position(observation)]);
    return { observation, fingerprint };
  });
  for (const [value, positions] of positionsByIdentity) {
    positionsByIdentity.set(
      value,
      [...new Set(positions)].sort((a, b) => a - b),
    );
  }
  return first.map(({ observation, fingerprint }) => {
    const ordinal = positionsByIdentity.get(fingerprint.value)?.indexOf(position(observation)) ?? 0;
    return { observation, fingerprint: ordinal === 0 ? fingerprint : identityOf(observation, ordinal) };
  });
}

function position({ location }: Observation): number {
  return (location?.startLine ?? 0) * 100_000 + (location?.startColumn ?? 0);
}

function identityOf(observation: Observation, ordinal: number): Fingerprint {
  switch (observation.kind) {
    case 'secret':
      return secretIdentity(observation, ordinal);
    case 'vulnerability':
      return vulnerabilityIdentity(observation, ordinal);
    case 'test':
      return testIdentity(observation);
    case 'code':
    case 'configuration':
    case 'licence':
    case 'other':
      return codeIdentity(observation, ordinal);
  }
}
