import { GrowingNumbers } from './growing-numbers.ts';
import type { Place } from './place.ts';
import type { Step } from './taint.ts';
import type { SummaryTerms } from './summary-terms.ts';

/** File, node, note, the step before, the list, and the length. */
const numbersPerStep = 6;

/** Steps as numbers, each after those it follows. A step that was put in once is known by its number from then on. */
export class StepStore {
  readonly terms: SummaryTerms;
  readonly #numbers = new GrowingNumbers();

  constructor(terms: SummaryTerms) {
    this.terms = terms;
  }

  /** Puts a step in, unless it is; gives its number. Lists are as deep as calls are: no recursion. */
  numberOf(last: Step): number {
    if (last.number !== -1) return last.number;
    const open = [last];
    while (open.length > 0) {
      const step = open.at(-1)!;
      const { before, list } = step;
      if (before !== null && before.number === -1) open.push(before);
      else if (list !== null && list.number === -1) open.push(list);
      else {
        open.pop();
        step.number = this.#add(step, before, list);
      }
    }
    return last.number;
  }

  /** The step of this number, as far as it was put in: what is before it comes when somebody asks. */
  step(number: number): Step {
    return new StoredStep(this, number);
  }

  read(number: number, column: number): number {
    return this.#numbers.at(number * numbersPerStep + column);
  }

  #add({ place, note, length }: Step, before: Step | null, list: Step | null): number {
    const { file, node } = this.terms.spotOf(place);
    const numbers = this.#numbers;
    numbers.push(file);
    numbers.push(node);
    numbers.push(this.terms.numberOfConstant(note));
    numbers.push(before ? before.number : -1);
    numbers.push(list ? list.number : -1);
    numbers.push(length);
    return numbers.length / numbersPerStep - 1;
  }
}

class StoredStep implements Step {
  readonly #store: StepStore;
  readonly number: number;
  readonly place: Place;
  readonly note: string;
  readonly length: number;

  constructor(store: StepStore, number: number) {
    this.#store = store;
    this.number = number;
    this.place = store.terms.placeAt(store.read(number, 0), store.read(number, 1));
    this.note = store.terms.constants[store.read(number, 2)] as string;
    this.length = store.read(number, 5);
  }

  get before(): Step | null {
    return this.#stepOr(this.#store.read(this.number, 3));
  }

  get list(): Step | null {
    return this.#stepOr(this.#store.read(this.number, 4));
  }

  #stepOr(number: number): Step | null {
    return number === -1 ? null : this.#store.step(number);
  }
}
