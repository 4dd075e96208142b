import type { PatternRule } from '../rule.ts';

export const bashRules: readonly PatternRule[] = [];
