import type { Match } from './bindings.ts';
import { exitsIn } from './implied-returns.ts';
import type { Question } from './question.ts';
import type { TaintFormula, TaintOptions } from './rule-file.ts';
import { TaintFlow } from './taint-flow.ts';
import { keyOf, propagatorsOf, rangesOf, type Range } from './taint-ranges.ts';

/**
 * Taint mode over shapes, function by function: what a source gives, and whatever is made of it, until a sanitizer takes
 * it. Closures see what is around them; other functions see what is tainted outside all functions. Throws
 * {@link TooManySteps}.
 */
export function matchTaint(taint: TaintFormula, options: TaintOptions, question: Question): Match[] {
  const sources = rangesOf(taint.sources, question);
  const sinks = sources.length === 0 ? [] : atExits(rangesOf(taint.sinks, question), question);
  if (sinks.length === 0) return [];
  const taken = new Set([...sources, ...sinks].map(keyOf));
  const sanitizers = rangesOf(taint.sanitizers, question).filter((one) => !one.isYielding || !taken.has(keyOf(one)));
  return new TaintFlow(question.target, sources, sanitizers, propagatorsOf(taint, question), sinks, options).run();
}

/** Sinks that ask for it are those where a function ends only. */
function atExits(sinks: readonly Range[], { target }: Question): Range[] {
  if (!sinks.some((one) => one.isAtExit)) return [...sinks];
  const exits = exitsIn(target.shapes);
  return sinks.filter(
    ({ isAtExit, start, end }) => !isAtExit || exits.some((exit) => exit.start <= start && exit.end >= end),
  );
}
