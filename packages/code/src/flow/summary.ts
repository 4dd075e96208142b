import type { SinkKind } from '../models/model.ts';
import type { HeapObject } from './heap.ts';
import type { Place } from './place.ts';
import type { Mark, Origin } from './taint.ts';
import type { Value } from './value.ts';

/**
 * What a function does, for those who call it: in terms of its inputs (parameters, receiver, captured variables),
 * for which a caller puts what it has.
 */
export interface Summary {
  /** What it may return; `null` where it never does. */
  readonly returns: Value | null;
  /** What it may throw, as far as that is followed. */
  readonly throws: Value | null;
  /** Objects it made or changed that a caller may see. */
  readonly heap: ReadonlyMap<number, HeapObject>;
  /** Inputs that reach places where they may do harm. */
  readonly sinks: readonly PendingSink[];
  /** Captured variables it writes. */
  readonly stores: readonly OuterStore[];
  /** Functions among its inputs that it calls. */
  readonly calls: readonly PendingCall[];
}

export interface PendingSink {
  readonly kind: SinkKind;
  readonly mark: Mark;
  readonly place: Place;
  /** The sink was recognised by a method's name alone. */
  readonly guess: boolean;
}

export interface OuterStore {
  /** The program's number of the function whose variable it is. */
  readonly function: number;
  readonly register: number;
  readonly value: Value;
}

export interface PendingCall {
  /** The input, or the part of one, that is called. */
  readonly origin: Origin;
  readonly args: readonly Value[];
  readonly place: Place;
}

export const emptySummary: Summary = { returns: null, throws: null, heap: new Map(), sinks: [], stores: [], calls: [] };
