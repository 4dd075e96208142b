import type { Origin } from './tainted-names.ts';

/** What kinds of taint there are, and where each comes from. */
export type Labels = ReadonlyMap<string, Origin>;

export const clean: Labels = new Map();
/** Of sources without a label. */
export const unlabelled = '*';

export function union(...all: readonly Labels[]): Labels {
  const filled = all.filter((one) => one.size > 0);
  if (filled.length < 2) return filled[0] ?? clean;
  return new Map(filled.flatMap((one) => [...one]));
}

/** `requires: A and not B` */
export function allows(requires: string, labels: Labels): boolean {
  if (requires === '' || labels.size === 0) return labels.size > 0;
  const tokens = requires.match(/\w+|[()]/g) ?? [];
  let at = 0;
  const primary = (): boolean => {
    const token = tokens[at++];
    if (token === 'not') return !primary();
    if (token === '(') {
      const value = either();
      at += 1;
      return value;
    }
    return token !== undefined && (token === 'True' || labels.has(token));
  };
  const both = (): boolean => {
    let value = primary();
    while (tokens[at] === 'and') {
      at += 1;
      value = primary() && value;
    }
    return value;
  };
  const either = (): boolean => {
    let value = both();
    while (tokens[at] === 'or') {
      at += 1;
      value = both() || value;
    }
    return value;
  };
  return either();
}
