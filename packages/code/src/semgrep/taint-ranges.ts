import type { Match } from './bindings.ts';
import { evaluate } from './formula.ts';
import { clean, unlabelled, type Labels } from './labels.ts';
import type { Question } from './question.ts';
import type { Formula, TaintFormula } from './rule-file.ts';

export interface Range {
  readonly start: number;
  readonly end: number;
  readonly match: Match;
  readonly label: string;
  readonly requires: unknown;
  /** What is there stays tainted (or clean) from then on. */
  readonly isLasting: boolean;
  readonly isControl: boolean;
  /** Are expressions inside of it meant, too? */
  readonly isWide: boolean;
  /** Does a sanitizer step back where it is a source or a sink as well? */
  readonly isYielding: boolean;
  /** Is a sink one only where the function ends? */
  readonly isAtExit: boolean;
}

export interface Propagator {
  readonly from: { readonly start: number; readonly end: number };
  readonly to: { readonly start: number; readonly end: number };
}

export function keyOf({ start, end }: { readonly start: number; readonly end: number }): number {
  return start * 2 ** 26 + end;
}

export function byPlace<T extends { start: number; end: number }>(list: readonly T[]): Map<number, T[]> {
  return Map.groupBy(list, keyOf);
}

/** What sources give without asking for anything. */
export function ownOf(sources: readonly Range[]): Labels {
  const own = sources.filter((one) => !one.isControl && one.requires === '');
  return own.length === 0 ? clean : new Map(own.map((one) => [one.label, one] as const));
}

export function propagatorsOf(taint: TaintFormula, question: Question): Propagator[] {
  return taint.propagators.flatMap((formula) => {
    const from = String(formula['from'] ?? '').replace('$', '');
    const to = String(formula['to'] ?? '').replace('$', '');
    return evaluate(formula, question).flatMap(({ bindings }) => {
      const a = bindings.get(from);
      const b = bindings.get(to);
      return a && b ? [{ from: a, to: b }] : [];
    });
  });
}

/** What formulas find, with what they say of it. */
export function rangesOf(formulas: readonly Formula[], question: Question): Range[] {
  return formulas.flatMap((formula) =>
    evaluate(formula, question).map((match): Range => ({
      start: (match.bare ?? match).start,
      end: (match.bare ?? match).end,
      match,
      label: String(formula['label'] ?? unlabelled),
      requires: formula['requires'] ?? '',
      isLasting: formula['by-side-effect'] === true || formula['by-side-effect'] === 'only',
      isControl: formula['control'] === true,
      isWide: formula['exact'] === false,
      isYielding: formula['not_conflicting'] === true,
      isAtExit: formula['at-exit'] === true,
    })),
  );
}
