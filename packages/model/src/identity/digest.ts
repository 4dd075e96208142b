import { createHash } from 'node:crypto';
import type { Fingerprint } from '../fingerprint.ts';

/** Parts in a fixed order, each with its length, so that no two lists of parts read the same. */
export function digestParts(version: string, parts: readonly [part: string, value: string][]): Fingerprint {
  const hash = createHash('sha256').update(version);
  for (const [part, value] of parts) hash.update(`\0${part}\0${Buffer.byteLength(value)}\0${value}`);
  return {
    version,
    value: hash.digest('hex'),
    because: parts.map(([part, value]) => ({ part, value })),
  };
}
