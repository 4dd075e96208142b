import type { Match } from './bindings.ts';
import type { Question } from './question.ts';
import type { TaintFormula, TaintOptions } from './rule-file.ts';
import { TaintFlow } from './taint-flow.ts';
import { propagatorsOf, rangesOf } from './taint-ranges.ts';

/**
 * Taint mode over shapes, function by function: what a source gives, and whatever is made of it, until a sanitizer takes
 * it. Closures see what is around them; other functions see what is tainted outside all functions. Throws
 * {@link TooManySteps}.
 */
export function matchTaint(taint: TaintFormula, options: TaintOptions, question: Question): Match[] {
  const sources = rangesOf(taint.sources, question);
  const sinks = sources.length === 0 ? [] : rangesOf(taint.sinks, question);
  if (sinks.length === 0) return [];
  return new TaintFlow(
    question.target,
    sources,
    rangesOf(taint.sanitizers, question),
    propagatorsOf(taint, question),
    sinks,
    options,
  ).run();
}
