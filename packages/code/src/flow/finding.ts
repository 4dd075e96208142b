import type { Rule } from '../rules/rule.ts';
import type { Place } from './place.ts';
import type { Step } from './taint.ts';

/** A rule that is broken, where, and how the data gets there (first step first; empty for rules without flow). */
export interface FlowFinding {
  readonly rule: Rule;
  readonly place: Place;
  readonly steps: readonly Pick<Step, 'place' | 'note'>[];
  /** 0 (a guess) to 1 (proved). */
  readonly confidence: number;
}
