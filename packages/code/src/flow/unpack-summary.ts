import { emptyObject, HeapObject } from './heap.ts';
import {
  hasApis,
  hasConstants,
  hasFunctions,
  hasKeys,
  hasLength,
  hasMarks,
  hasObjects,
  isCollection,
  isMany,
  known,
  made,
  nothing,
} from './pack-summary.ts';
import type { Place } from './place.ts';
import type { StepStore } from './step-store.ts';
import { emptySummary, type PendingSink, type Summary } from './summary.ts';
import type { Mark, Step } from './taint.ts';
import { unknown, type Value } from './value.ts';

/**
 * The summary that begins here. What was one object in it is one again, and what all summaries share (origins, APIs,
 * places) is what it was.
 */
export function unpackSummary(code: Int32Array, start: number, steps: StepStore): Summary {
  return new Reader(code, start, steps).summary();
}

class Reader {
  readonly #code: Int32Array;
  #at: number;
  readonly #steps: StepStore;
  readonly #known = new Map<number, Step>();
  readonly #marks: Mark[] = [];
  readonly #values: Value[] = [unknown];

  constructor(code: Int32Array, start: number, steps: StepStore) {
    this.#code = code;
    this.#at = start;
    this.#steps = steps;
  }

  summary(): Summary {
    return {
      returns: this.#valueOr(),
      throws: this.#valueOr(),
      heap: this.#heap(),
      sinks: this.#list(() => this.#sink()),
      stores: this.#list(() => ({ function: this.#next(), register: this.#next(), value: this.#value() })),
      calls: this.#list(() => ({
        origin: this.#steps.terms.origin(this.#next()),
        args: this.#list(() => this.#value()),
        place: this.#place(),
      })),
    };
  }

  #next(): number {
    return this.#code[this.#at++]!;
  }

  #heap(): Summary['heap'] {
    const size = this.#next();
    if (size === 0) return emptySummary.heap;
    const heap = new Map<number, HeapObject>();
    while (heap.size < size) heap.set(this.#next(), this.#object());
    return heap;
  }

  #sink(): PendingSink {
    const kind = this.#constant() as PendingSink['kind'];
    const guess = this.#next() !== 0;
    return { kind, mark: this.#mark(), place: this.#place(), guess };
  }

  #object(): HeapObject {
    const bits = this.#next();
    const length = (bits & hasLength) === 0 ? null : this.#next();
    const fields = this.#fields();
    const rest = this.#valueOr();
    const marks = this.#list(() => this.#mark());
    const keys = (bits & hasKeys) === 0 ? undefined : this.#list(() => this.#mark());
    return new HeapObject(fields, rest, length, marks, (bits & isMany) !== 0, (bits & isCollection) !== 0, keys);
  }

  #fields(): HeapObject['fields'] {
    const size = this.#next();
    if (size === 0) return emptyObject.fields;
    const fields = new Map<string, Value>();
    while (fields.size < size) fields.set(this.#constant() as string, this.#value());
    return fields;
  }

  #value(): Value {
    return this.#valueOr()!;
  }

  #valueOr(): Value | null {
    const reference = this.#next();
    if (reference === nothing) return null;
    if (reference !== made) return this.#values[reference - known]!;
    const has = this.#next();
    const value: Value = {
      constants: (has & hasConstants) === 0 ? null : this.#list(() => this.#constant()),
      marks: (has & hasMarks) === 0 ? none : this.#list(() => this.#mark()),
      apis: (has & hasApis) === 0 ? none : this.#list(() => this.#steps.terms.apis[this.#next()]!),
      objects: (has & hasObjects) === 0 ? none : this.#list(() => this.#next()),
      functions: (has & hasFunctions) === 0 ? none : this.#list(() => this.#next()),
    };
    this.#values.push(value);
    return value;
  }

  #mark(): Mark {
    const reference = this.#next();
    if (reference !== made) return this.#marks[reference - known]!;
    const origin = this.#steps.terms.origin(this.#next());
    const mark: Mark = { origin, clean: this.#next(), step: this.#step(this.#next()) };
    this.#marks.push(mark);
    return mark;
  }

  #step(number: number): Step {
    let step = this.#known.get(number);
    if (!step) this.#known.set(number, (step = this.#steps.step(number)));
    return step;
  }

  #place(): Place {
    return this.#steps.terms.placeAt(this.#next(), this.#next());
  }

  #constant() {
    return this.#steps.terms.constants[this.#next()]!;
  }

  #list<T>(each: () => T): readonly T[] {
    const length = this.#next();
    if (length === 0) return none;
    // One, and then the rest: most lists have room for one only.
    const list = [each()];
    while (list.length < length) list.push(each());
    return list;
  }
}

const none: readonly never[] = [];
