import type { PatternRule } from '../rule.ts';

export const rubyRules: readonly PatternRule[] = [];
