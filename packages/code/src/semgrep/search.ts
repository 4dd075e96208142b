import type { Bindings, MatchOptions } from './bindings.ts';
import type { Pattern } from './pattern.ts';
import type { Shape } from './shapes/shape.ts';
import type { Target } from './target.ts';

export interface Place {
  readonly start: number;
  readonly end: number;
}

export type Part = Shape | null;
/** What is done with each way to match. */
export type Next = (bindings: Bindings) => void;
/** The same with how far the match reached. */
export type NextAt = (bindings: Bindings, count: number) => void;

/**
 * One pattern on one file. Every way to match is tried: whoever asks hands over what is to be done with each, so that a
 * later part can say no to what an earlier one chose.
 */
export interface Search {
  readonly pattern: Pattern;
  readonly target: Target;
  readonly options: MatchOptions;
  /** Were there more steps than one pattern may cost? */
  readonly isSpent: boolean;
  match(pattern: Shape, shape: Shape, bindings: Bindings, next: Next): void;
}

export function known(parts: readonly Part[]): Shape[] {
  return parts.filter((one) => one !== null);
}
