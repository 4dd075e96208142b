import type { AffectedRange, AffectedVersions, NamedUse, RangeEvent } from './advisory.ts';

/**
 * How an index writes what one advisory says of one package: short names, since there are millions. Events are a letter
 * and a version each: `i0`, `f1.4.2`.
 */
export interface Entry {
  /** Number of the record. */
  r: number;
  i: string;
  /** Release of the distribution. */
  l?: string;
  /** Withdrawn. */
  w?: 1;
  g?: [type: string, ...events: string[]][];
  v?: string[];
  u?: NamedUse[];
}

const letters = { introduced: 'i', fixed: 'f', last_affected: 'l', limit: 'm' } as const;
const kinds = { i: 'introduced', f: 'fixed', l: 'last_affected', m: 'limit' } as const;

export function toEntry(
  record: number,
  id: string,
  isWithdrawn: boolean,
  { release, ranges, versions, uses }: AffectedVersions,
): Entry {
  return {
    r: record,
    i: id,
    ...(release !== null && { l: release }),
    ...(isWithdrawn && { w: 1 as const }),
    ...(ranges.length > 0 && {
      g: ranges.map(({ type, events }): [string, ...string[]] => [type, ...events.flatMap(toWords)]),
    }),
    ...(versions.length > 0 && { v: versions }),
    ...(uses.length > 0 && { u: uses }),
  };
}

export function rangesOf({ g = [] }: Entry): AffectedRange[] {
  return g.map(([type, ...words]) => ({
    type,
    events: words.map((word): RangeEvent => ({ [kinds[word[0] as keyof typeof kinds]]: word.slice(1) })),
  }));
}

function toWords(event: RangeEvent): string[] {
  return (Object.keys(letters) as (keyof typeof letters)[]).flatMap((kind) =>
    event[kind] === undefined ? [] : [letters[kind] + event[kind]],
  );
}
