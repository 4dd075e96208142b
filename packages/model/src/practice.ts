import { z } from 'zod';

export const pillars = [
  'leadership',
  'culture',
  'design',
  'integration',
  'testing',
  'monitoring',
  'security',
  'infrastructure',
  'deployment',
] as const;
export const Pillar = z.enum(pillars);
export type Pillar = z.infer<typeof Pillar>;

/** Stages of the pipeline, in order. */
export const stages = ['design', 'commit', 'integrate', 'build', 'test', 'release', 'deploy', 'run'] as const;
export const Stage = z.enum(stages);
export type Stage = z.infer<typeof Stage>;

/** One practice of the blueprint. */
export const Practice = z.object({
  /** `L1`, `CD4`, `IM8`. */
  id: z.string().regex(/^(L|C|D|I|T|M|S|E|CD|IM)\d$/),
  /** The eight implementing steps (IM) stand in the base of the stoa and have none. */
  pillar: Pillar.nullable(),
  title: z.string(),
  /** What a team does, in one or two sentences of our own. */
  statement: z.string(),
  /** A: wholly mechanical evidence. B: mechanical and a recorded human act. C: indicators and attestation. */
  evidenceKind: z.enum(['A', 'B', 'C']),
  stages: z.array(Stage),
  /** The package that answers it. */
  room: z.string(),
  /** What would answer it where no probe does yet. */
  answeredBy: z.string(),
  /** The first thing to do to get better, in the imperative. */
  nextStep: z.string(),
  /** 1–5 each: how much it matters, and how much work the next level is. */
  importance: z.int().min(1).max(5),
  effort: z.int().min(1).max(5),
  target: z.int().min(1).max(5),
  /** Practices that an implementing step is derived from. */
  derivedFrom: z.array(z.string()).default([]),
});
export type Practice = z.infer<typeof Practice>;

/** 1 ad hoc · 2 some subjects · 3 automated on half, fresh · 4 on 90 % and enforced · 5 efficacy proved. 0: no evidence. */
export type Level = 0 | 1 | 2 | 3 | 4 | 5;
