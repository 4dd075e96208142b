import type { PatternRule } from '../rule.ts';

export const csharpRules: readonly PatternRule[] = [];
