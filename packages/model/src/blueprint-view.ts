import { z } from 'zod';
import { Timestamp } from './timestamp.ts';
import { Pillar, Practice, Stage } from './practice.ts';
import { Verdict } from './verdict.ts';

/** One drum of a column: a practice and where it stands. */
export const PracticeStanding = Practice.extend({
  /** 0 (no evidence) to 5. */
  level: z.int().min(0).max(5),
  verdict: Verdict,
  /** Sentences: how the level came about, or what would answer it. */
  because: z.array(z.string()),
  /** Counter-evidence is open: the crack in the drum. */
  counter: z.boolean(),
  evidence: z.array(
    z.object({
      id: z.string(),
      probe: z.string(),
      subject: z.string(),
      verdict: Verdict,
      summary: z.string(),
      producedAt: Timestamp,
      expiresAt: Timestamp,
    }),
  ),
  urgency: z.number(),
});
export type PracticeStanding = z.infer<typeof PracticeStanding>;

/** The term-by-term account of the one next gap. */
export const NextGap = z.object({
  practice: z.string(),
  title: z.string(),
  urgency: z.number(),
  terms: z.array(z.object({ name: z.string(), value: z.number(), why: z.string() })),
  explanation: z.string(),
  nextStep: z.string(),
});
export type NextGap = z.infer<typeof NextGap>;

export const BlueprintView = z.object({
  asOf: Timestamp,
  /** Null: the whole organisation. */
  application: z.string().nullable(),
  pillars: z.array(
    z.object({
      pillar: Pillar,
      title: z.string(),
      /** Mean level of its practices. */
      level: z.number(),
      /** How many of its practices have live evidence. */
      evidenced: z.int(),
      practices: z.array(PracticeStanding),
    }),
  ),
  /** The base the columns stand on: IM1–IM8. */
  implementing: z.array(PracticeStanding),
  stages: z.array(
    z.object({
      stage: Stage,
      controls: z.array(z.object({ practice: z.string(), title: z.string(), verdict: Verdict })),
    }),
  ),
  nextGap: NextGap.nullable(),
});
export type BlueprintView = z.infer<typeof BlueprintView>;
