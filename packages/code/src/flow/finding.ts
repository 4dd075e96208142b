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
  /** It holds only if some caller gives this parameter a value of a type whose method breaks the rule too. */
  readonly ifGiven?: GivenTo;
}

/** A parameter whose declared type is what a rule is about: `double next(java.util.Random generator)`. */
export interface GivenTo {
  readonly function: number;
  readonly parameter: number;
  readonly method: string;
}
