import type { Node } from '../syntax/syntax-tree.ts';
import { textIn } from './shapes/kinds.ts';

/** What a metavariable stands for: a stretch of the target. */
export interface Binding {
  readonly start: number;
  readonly end: number;
  readonly node: Node;
  /** Its text where that is not what stands there: what is known of it, or what it was imported as. */
  readonly value?: string;
}

export type Bindings = ReadonlyMap<string, Binding>;

export interface Match {
  readonly start: number;
  readonly end: number;
  readonly bindings: Bindings;
  /** Where the data comes from that reaches it. */
  readonly source?: { readonly start: number; readonly end: number };
  /** The expression itself, where brackets around it are counted in. */
  readonly bare?: { readonly start: number; readonly end: number };
}

export interface MatchOptions {
  /** Names that are always the same text or number are it. */
  readonly constants: boolean;
  /** Names that were given a value once are that value. */
  readonly values: boolean;
  /** `a && b` is `b && a`. */
  readonly anyOrder: boolean;
  /** `a | b` is `b | a`. */
  readonly bitsInAnyOrder: boolean;
  /** `a == b` is `b == a`. */
  readonly equalsInAnyOrder: boolean;
  /** `function () {}` is `() => {}`. */
  readonly arrows: boolean;
  /** `var` is `let` and `const`. */
  readonly letIsVar: boolean;
  /** `x = 1` is `var x = 1`. */
  readonly declarations: boolean;
  /** `x = 1` is a field of that value. */
  readonly fields: boolean;
}

export const usualOptions: MatchOptions = {
  constants: true,
  values: false,
  anyOrder: false,
  bitsInAnyOrder: true,
  equalsInAnyOrder: false,
  arrows: true,
  letIsVar: true,
  declarations: true,
  fields: true,
};

/** Blanks and the sort of quotes do not matter. */
export function isSameText(a: string, b: string): boolean {
  if (a === b) return true;
  const plain = (text: string) => (/^["'`]/.test(text) ? `"${textIn(text)}"` : text.replace(/\s+/g, ''));
  return plain(a) === plain(b);
}
