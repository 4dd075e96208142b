import { Observation } from '@stoa/model';
import { fieldsOf } from '../text.ts';

const names = [
  'kind',
  'rule',
  'title',
  'description',
  'severity',
  'confidence',
  'location',
  'excerpt',
  'affected',
  'secretDigest',
  'fix',
  'toolFingerprints',
  'tags',
  'trace',
  'suppressed',
  'introduced',
] as const satisfies readonly (keyof Observation)[];

/**
 * What SARIF has no words for travels in a result's `properties.stoa`: the fields of the observation that reading the
 * standard ones would get wrong; `null` for those it should not have.
 */
export function missingFields(wanted: Observation, readBack: Observation): Record<string, unknown> | undefined {
  const missing: Record<string, unknown> = {};
  for (const name of names) {
    if (JSON.stringify(wanted[name]) !== JSON.stringify(readBack[name])) missing[name] = wanted[name] ?? null;
  }
  return Object.keys(missing).length === 0 ? undefined : missing;
}

/** The other direction. What is no valid observation is as if it were not written. */
export function ownFields(standard: Observation, own: unknown): Observation {
  if (own === undefined) return standard;
  const written = fieldsOf(own);
  const merged: Record<string, unknown> = { ...standard };
  for (const name of names) {
    if (!Object.hasOwn(written, name)) continue;
    if (written[name] === null) delete merged[name];
    else merged[name] = written[name];
  }
  const { data } = Observation.safeParse(merged);
  if (!data) return standard;
  // Whatever it calls itself, the words of a secret are taken from its rule only (see `toObservation`).
  return data;
}
