import { GrowingNumbers } from './growing-numbers.ts';
import type { HeapObject } from './heap.ts';
import type { Place } from './place.ts';
import type { StepStore } from './step-store.ts';
import type { Summary } from './summary.ts';
import type { Mark } from './taint.ts';
import { unknown, type Value } from './value.ts';

// A reference: nothing, something new that follows, or what came as number `reference - known`.
export const nothing = 0;
export const made = 1;
export const known = 2;

// What there is of a value.
export const hasConstants = 1;
export const hasMarks = 2;
export const hasApis = 4;
export const hasObjects = 8;
export const hasFunctions = 16;

// What an object is, and what there is of it.
export const isMany = 1;
export const isCollection = 2;
export const hasKeys = 4;
export const hasLength = 8;

/** Writes summaries as numbers, from the top down. A value or a mark that is there twice is written once. */
export class SummaryWriter {
  readonly #steps: StepStore;
  readonly #code = new GrowingNumbers();
  readonly #markNumbers = new Map<Mark, number>();
  readonly #valueNumbers = new Map<Value, number>();

  constructor(steps: StepStore) {
    this.#steps = steps;
  }

  /** What comes of it holds until the next one is packed. */
  pack({ returns, throws, heap, sinks, stores, calls }: Summary): Int32Array {
    const { terms } = this.#steps;
    const code = this.#code;
    code.length = 0;
    this.#markNumbers.clear();
    this.#valueNumbers.clear();
    // What nothing is known of is told apart by its identity.
    this.#valueNumbers.set(unknown, 0);
    this.#value(returns);
    this.#value(throws);
    code.push(heap.size);
    for (const [id, object] of heap) {
      code.push(id);
      this.#object(object);
    }
    code.push(sinks.length);
    for (const { kind, mark, place, guess } of sinks) {
      code.push(terms.numberOfConstant(kind));
      code.push(Number(guess));
      this.#mark(mark);
      this.#place(place);
    }
    code.push(stores.length);
    for (const { function: owner, register, value } of stores) {
      code.push(owner);
      code.push(register);
      this.#value(value);
    }
    code.push(calls.length);
    for (const { origin, args, place } of calls) {
      code.push(origin.number);
      code.push(args.length);
      for (const value of args) this.#value(value);
      this.#place(place);
    }
    return code.view();
  }

  #object(object: HeapObject): void {
    const { fields, rest, length, marks, many, keys } = object;
    this.#code.push(
      (many ? isMany : 0) |
        (object.isCollection ? isCollection : 0) |
        (keys ? hasKeys : 0) |
        (length === null ? 0 : hasLength),
    );
    if (length !== null) this.#code.push(length);
    this.#code.push(fields.size);
    for (const [key, value] of fields) {
      this.#code.push(this.#steps.terms.numberOfConstant(key));
      this.#value(value);
    }
    this.#value(rest);
    this.#marks(marks);
    if (keys) this.#marks(keys);
  }

  #value(value: Value | null): void {
    const code = this.#code;
    if (value === null) {
      code.push(nothing);
      return;
    }
    const number = this.#valueNumbers.get(value);
    if (number !== undefined) {
      code.push(number + known);
      return;
    }
    const { terms } = this.#steps;
    const { constants, marks, apis, objects, functions } = value;
    code.push(made);
    code.push(
      (constants ? hasConstants : 0) |
        (marks.length > 0 ? hasMarks : 0) |
        (apis.length > 0 ? hasApis : 0) |
        (objects.length > 0 ? hasObjects : 0) |
        (functions.length > 0 ? hasFunctions : 0),
    );
    if (constants) {
      code.push(constants.length);
      for (const one of constants) code.push(terms.numberOfConstant(one));
    }
    if (marks.length > 0) this.#marks(marks);
    if (apis.length > 0) {
      code.push(apis.length);
      for (const api of apis) code.push(terms.numberOfApi(api));
    }
    if (objects.length > 0) this.#numbers(objects);
    if (functions.length > 0) this.#numbers(functions);
    this.#valueNumbers.set(value, this.#valueNumbers.size);
  }

  #numbers(numbers: readonly number[]): void {
    this.#code.push(numbers.length);
    for (const number of numbers) this.#code.push(number);
  }

  #marks(marks: readonly Mark[]): void {
    this.#code.push(marks.length);
    for (const mark of marks) this.#mark(mark);
  }

  #mark(mark: Mark): void {
    const number = this.#markNumbers.get(mark);
    if (number === undefined) {
      this.#code.push(made);
      this.#code.push(mark.origin.number);
      this.#code.push(mark.clean);
      this.#code.push(this.#steps.numberOf(mark.step));
      this.#markNumbers.set(mark, this.#markNumbers.size);
    } else this.#code.push(number + known);
  }

  #place(place: Place): void {
    const { file, node } = this.#steps.terms.spotOf(place);
    this.#code.push(file);
    this.#code.push(node);
  }
}
