import { z } from 'zod';

/** What a finding is about. Each kind declares its identity in one file of `identity/`. */
export const findingKinds = ['secret', 'vulnerability', 'code', 'configuration', 'licence', 'test', 'other'] as const;
export const FindingKind = z.enum(findingKinds);
export type FindingKind = z.infer<typeof FindingKind>;
