import type { Step } from './finding.ts';
import type { MemoryFunction } from './program.ts';

/** What may be in a variable: a range of numbers, or a pointer into one region. Immutable. */
export interface Val {
  readonly lo: number;
  readonly hi: number;
  /** The region it points into; 0: none that is known. */
  readonly region: number;
  /** Bytes from the region's start. */
  readonly offLo: number;
  readonly offHi: number;
  /** The part of the region that was meant (an array inside a struct): -1 for the whole. */
  readonly partLo: number;
  readonly partHi: number;
  /** It was read from outside the program: every number of its range may really come. */
  readonly isOutside: boolean;
  /** It comes from `+`, `-` or `*` on such a number, or on known ones. */
  readonly isArithmetic: boolean;
  /** Known not to be zero, though zero is in the range. */
  readonly isNonzero: boolean;
  /** 0 no · 1 never written · 2 perhaps never written */
  readonly uninitialised: 0 | 1 | 2;
  readonly fn: MemoryFunction | null;
  /** Where it came from, for the trace. */
  readonly step: Step | null;
}

const infinite = Number.POSITIVE_INFINITY;

export const unknown: Val = {
  lo: -infinite,
  hi: infinite,
  region: 0,
  offLo: 0,
  offHi: 0,
  partLo: -1,
  partHi: -1,
  isOutside: false,
  isArithmetic: false,
  isNonzero: false,
  uninitialised: 0,
  fn: null,
  step: null,
};

export function number(value: number): Val {
  return { ...unknown, lo: value, hi: value };
}

export const zero = number(0);
export const one = number(1);

export function range(lo: number, hi: number): Val {
  return { ...unknown, lo, hi };
}

/** Something a person or another machine chose. */
export function outside(lo: number, hi: number, step: Step | null): Val {
  return { ...unknown, lo, hi, isOutside: true, step };
}

export function pointer(region: number, offset = 0): Val {
  return { ...unknown, region, offLo: offset, offHi: offset, isNonzero: true };
}

export function isNumber(value: Val): boolean {
  return value.region === 0 && value.lo === value.hi;
}

/** Certainly a null pointer. */
export function isNull(value: Val): boolean {
  return value.region === 0 && value.lo === 0 && value.hi === 0;
}

export function isSame(a: Val, b: Val): boolean {
  return (
    a === b ||
    (a.lo === b.lo &&
      a.hi === b.hi &&
      a.region === b.region &&
      a.offLo === b.offLo &&
      a.offHi === b.offHi &&
      a.partLo === b.partLo &&
      a.partHi === b.partHi &&
      a.isOutside === b.isOutside &&
      a.isNonzero === b.isNonzero &&
      a.uninitialised === b.uninitialised &&
      a.fn === b.fn)
  );
}

/** What either may be. `lost` hears of regions that are no longer pointed to by name. */
export function join(a: Val, b: Val, lost: (region: number) => void): Val {
  if (isSame(a, b)) return a;
  const uninitialised = a.uninitialised === 1 && b.uninitialised === 1 ? 1 : a.uninitialised || b.uninitialised ? 2 : 0;
  if (a.region !== b.region || a.fn !== b.fn) {
    if (a.region) lost(a.region);
    if (b.region) lost(b.region);
    return { ...unknown, uninitialised };
  }
  return {
    ...a,
    lo: Math.min(a.lo, b.lo),
    hi: Math.max(a.hi, b.hi),
    offLo: Math.min(a.offLo, b.offLo),
    offHi: Math.max(a.offHi, b.offHi),
    partLo: a.partLo === b.partLo ? a.partLo : -1,
    partHi: a.partHi === b.partHi ? a.partHi : -1,
    isOutside: a.isOutside && b.isOutside,
    isArithmetic: a.isArithmetic && b.isArithmetic,
    isNonzero: truth(a) === true && truth(b) === true,
    uninitialised,
  };
}

/** As `join`, and what grew is taken to grow without end. */
export function widen(before: Val, after: Val, lost: (region: number) => void): Val {
  // Later rounds know less of what belongs together: only the first ones may say that nothing was written.
  if (isSame(before, after)) return before.uninitialised === 1 ? { ...before, uninitialised: 2 } : before;
  const joined = join(before, after, lost);
  return {
    ...joined,
    uninitialised: joined.uninitialised === 0 ? 0 : 2,
    lo: joined.lo < before.lo ? -infinite : joined.lo,
    hi: joined.hi > before.hi ? infinite : joined.hi,
    offLo: joined.offLo < before.offLo ? -infinite : joined.offLo,
    offHi: joined.offHi > before.offHi ? infinite : joined.offHi,
  };
}

export function truth(value: Val): boolean | undefined {
  if (value.region !== 0 || value.fn) return true;
  if (value.lo > 0 || value.hi < 0 || value.isNonzero) return true;
  return value.lo === 0 && value.hi === 0 ? false : undefined;
}
