import type { Step } from './finding.ts';
import type { Val } from './value.ts';

export type RegionKind =
  /** A variable or array of a function. */
  | 'stack'
  | 'alloca'
  | 'heap'
  | 'new'
  | 'new[]'
  | 'global'
  /** The text of a literal. */
  | 'literal'
  /** What a parameter or an unknown function's result points to. */
  | 'unknown'
  /** A stream or descriptor that has to be closed. */
  | 'file';

export type Status =
  | 'alive'
  | 'freed'
  /** Its function has returned. */
  | 'dead'
  /** The allocation has failed: pointers to it are null. */
  | 'null'
  /** Alive on some ways only: nothing is said of it any more. */
  | 'maybe';

export interface Cell {
  readonly val: Val;
  readonly size: number;
}

/** The same value in many places: `memset`. Newest first. */
export interface Fill {
  readonly from: number;
  readonly to: number;
  readonly val: Val;
}

/** A block of memory in one state of the program. Changed only by the state that owns it. */
export interface Region {
  readonly id: number;
  readonly kind: RegionKind;
  readonly name: string;
  /** Bytes; -1: unknown. */
  size: number;
  status: Status;
  /** Nobody has looked yet whether the allocation succeeded. */
  mayBeNull: boolean;
  /** Somebody else may hold it: nobody has to free it here. */
  isEscaped: boolean;
  cells: Map<number, Cell>;
  fills: readonly Fill[];
  /** What is in all other places. */
  rest: 'uninitialised' | 'zero' | 'unknown';
  /** A literal's text, in units of `unit` bytes. */
  text: string | null;
  unit: number;
  /** The content came from outside. */
  isOutside: boolean;
  /** The class of the object in it, where it was made by its constructor. */
  className: string;
  readonly born: Step | null;
  gone: Step | null;
  /** It was used through a pointer nobody had compared with NULL. */
  used: Step | null;
  /** Somebody has asked whether it is null. */
  isChecked: boolean;
  /** How deep the function that made it stands. */
  readonly depth: number;
}

export function newRegion(
  id: number,
  kind: RegionKind,
  size: number,
  facts: Partial<Omit<Region, 'id' | 'kind' | 'size'>> = {},
): Region {
  return {
    id,
    kind,
    size,
    name: '',
    status: 'alive',
    mayBeNull: false,
    isEscaped: false,
    cells: new Map(),
    fills: [],
    rest: 'unknown',
    text: null,
    unit: 1,
    isOutside: false,
    className: '',
    born: null,
    gone: null,
    used: null,
    isChecked: false,
    depth: 0,
    ...facts,
  };
}

export function isHeap(region: Region): boolean {
  return region.kind === 'heap' || region.kind === 'new' || region.kind === 'new[]';
}

/** Offsets from here on stand for fields of structs nobody has defined: they have no place, only a name. */
export const nameless = 1_000_000;
