import { z } from 'zod';

/** Why something was not looked at. Skips are counted and shown; a skipped place is never covered. */
export const skipReasons = [
  'binary',
  'too-large',
  'unreadable',
  'symlink-loop',
  'outside-root',
  'vanished',
  'limit-reached',
  'malformed',
  'unsupported',
  'invalid-encoding',
] as const;
export const SkipReason = z.enum(skipReasons);
export type SkipReason = z.infer<typeof SkipReason>;

export const Skip = z.object({
  /** Path inside the target (POSIX separators), or the place inside a report, such as `runs[0].results[3]`. */
  place: z.string().max(4096),
  reason: SkipReason,
  /** One sentence for a person; never a secret. */
  detail: z.string().max(1000).optional(),
});
export type Skip = z.infer<typeof Skip>;
