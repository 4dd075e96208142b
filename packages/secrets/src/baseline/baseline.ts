import { randomUUID, scryptSync } from 'node:crypto';
import { z } from 'zod';
import { Severity } from '@stoa/model';

/** A secret that was there before anybody looked, and until when that is no reason to stop. */
export const BaselineEntry = z.object({
  /** See `digestFor`: of the secret, never the secret. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  rule: z.string().min(1).max(200),
  severity: Severity,
  /** Where it was first found, for people. */
  path: z.string().max(4096),
  owner: z.string().min(1).max(200),
  reason: z.string().min(10).max(1000),
  /** Null while nobody has approved it: then it covers nothing. */
  approver: z.string().min(1).max(200).nullable(),
  /** First and last day, `YYYY-MM-DD`. */
  since: z.iso.date(),
  until: z.iso.date(),
});
export type BaselineEntry = z.infer<typeof BaselineEntry>;

/** `.stoa/secrets-baseline.json`. */
export const Baseline = z.object({
  version: z.literal(1),
  /** Made up once, and the digests' salt: a digest here says nothing about any other repository. */
  repository: z.uuid(),
  /** Cost of one digest: what a guess costs, too. Bounded, so that no file can stall a scan. */
  scrypt: z.object({ n: z.int().min(1024).max(65_536), r: z.int().min(1).max(16), p: z.int().min(1).max(4) }),
  entries: z.array(BaselineEntry).max(20_000),
});
export type Baseline = z.infer<typeof Baseline>;

/** About 40 ms and 16 MiB a digest. */
export function emptyBaseline(): Baseline {
  return { version: 1, repository: randomUUID(), scrypt: { n: 16_384, r: 8, p: 1 }, entries: [] };
}

/**
 * Digest of a secret that every machine computes alike, and slowly: the repository may be read by people who should not
 * learn a weak password from its baseline.
 * @see https://www.rfc-editor.org/rfc/rfc7914
 */
export function digestFor({ repository, scrypt: { n, r, p } }: Baseline, secret: Buffer): string {
  const options = { N: n, r, p, maxmem: 256 * n * r };
  return scryptSync(secret, repository, 32, options).toString('hex');
}
