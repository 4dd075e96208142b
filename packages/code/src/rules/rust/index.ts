import type { PatternRule } from '../rule.ts';

export const rustRules: readonly PatternRule[] = [];
