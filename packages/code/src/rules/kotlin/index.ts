import type { PatternRule } from '../rule.ts';

export const kotlinRules: readonly PatternRule[] = [];
