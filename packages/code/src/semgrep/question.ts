import type { LanguageId } from '../languages/language.ts';
import type { MatchOptions } from './bindings.ts';
import type { Patterns } from './patterns.ts';
import type { Target } from './target.ts';

/** What a formula is asked about. */
export interface Question {
  readonly target: Target;
  readonly language: LanguageId | 'generic';
  readonly patterns: Patterns;
  readonly options: MatchOptions;
  /** A part of the file; all of it where none is given. */
  readonly within?: { readonly start: number; readonly end: number };
}
