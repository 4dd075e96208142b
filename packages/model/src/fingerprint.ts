import { z } from 'zod';

/** Why two observations are one finding: the versioned recipe, the digest, and the parts it was made of. */
export const Fingerprint = z.object({
  /** `secret/1`, `vulnerability/1` …: a changed recipe gets a new number, never a new meaning. */
  version: z.string().regex(/^[a-z]+\/\d+$/),
  /** SHA-256 over the parts, hex. */
  value: z.string().regex(/^[0-9a-f]{64}$/),
  /** What went in, in order, for the page that explains it. */
  because: z.array(z.object({ part: z.string(), value: z.string() })),
});
export type Fingerprint = z.infer<typeof Fingerprint>;
