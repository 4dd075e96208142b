import { PairTable } from './pair-table.ts';
import type { Place } from './place.ts';
import type { Origin, Origins } from './taint.ts';

/** Objects made by objects made by calls of calls are told apart this many calls deep. */
const deepest = 3;

/**
 * The numbers of objects, by what made them. There are hundreds of thousands, so all that is kept of one is a pair of
 * numbers, the pair it is found by: a place and what it makes, a place and which object of a function called there, a
 * function and its input, or a name.
 */
export class ObjectNames {
  readonly #pairs = new PairTable();
  /** By object: how many calls it was handed up. */
  #depths = new Uint8Array(1 << 9);
  readonly #whats: string[] = [];
  readonly #numbersOfWhats = new Map<string, number>();
  readonly #origins: Origins;
  readonly #keyOfPlace: (number: number) => string;

  /** @param keyOfPlace the key of the place of this number. */
  constructor(origins: Origins, keyOfPlace: (number: number) => string) {
    this.#origins = origins;
    this.#keyOfPlace = keyOfPlace;
  }

  /** The object this place makes. */
  madeAt(place: Place, what: string): number {
    const second = pairedWith(made, this.#numberOf(what));
    const known = this.#pairs.numberOf(place.number, second);
    if (known !== -1) return known;
    return this.#add(place.number, second, count(place.path, '>') + count(what, '>'));
  }

  /** An object as a caller at this place sees it, which is told apart from those of other calls. */
  handedUp(place: Place, object: number): number {
    const second = pairedWith(handedUp, object);
    const known = this.#pairs.numberOf(place.number, second);
    if (known !== -1) return known;
    const depth = this.#depthOf(object);
    return depth >= deepest ? object : this.#add(place.number, second, depth + 1 + count(place.path, '>'));
  }

  /** What a module exports, as a whole. */
  ofModule(path: string): number {
    return this.#named(`${path}#exports`);
  }

  /** What all functions share under this name. */
  shelf(name: string): number {
    return this.#named(`shelf ${name}`);
  }

  #named(name: string): number {
    const second = pairedWith(named, this.#numberOf(name));
    const known = this.#pairs.numberOf(0, second);
    return known === -1 ? this.#add(0, second, count(name, '>')) : known;
  }

  /** The object that stands for what a caller gives a function for this input. */
  ofInput(fn: number, origin: Origin): number {
    const second = pairedWith(given, origin.number);
    const known = this.#pairs.numberOf(fn, second);
    return known === -1 ? this.#add(fn, second, 0) : known;
  }

  /** Does it stand for what a caller gives some function? */
  isInput(object: number): boolean {
    return kindOf(this.#pairs.second(object)) === given;
  }

  /** Does it stand for what a caller gives this function? */
  isInputOf(object: number, fn: number): boolean {
    return this.isInput(object) && this.#pairs.first(object) === fn;
  }

  /** The input it stands for, of whatever function. */
  inputOf(object: number): Origin | undefined {
    const second = this.#pairs.second(object);
    return kindOf(second) === given ? this.#origins.numbered(numberIn(second)) : undefined;
  }

  /** The whole story as text. */
  keyOf(object: number): string {
    const first = this.#pairs.first(object);
    const second = this.#pairs.second(object);
    const number = numberIn(second);
    switch (kindOf(second)) {
      case given:
        return `$${first}|${this.#origins.numbered(number).key}`;
      case handedUp:
        return `${this.#keyOfPlace(first)}>${this.keyOf(number)}`;
      case made:
        return `${this.#keyOfPlace(first)}:${this.#whats[number]!}`;
      default:
        return this.#whats[number]!;
    }
  }

  #depthOf(object: number): number {
    const input = this.inputOf(object);
    return input ? count(input.key, '>') : this.#depths[object]!;
  }

  #add(first: number, second: number, depth: number): number {
    const object = this.#pairs.add(first, second);
    if (object === this.#depths.length) {
      const larger = new Uint8Array(object * 2);
      larger.set(this.#depths);
      this.#depths = larger;
    }
    this.#depths[object] = Math.min(depth, deepest);
    return object;
  }

  #numberOf(what: string): number {
    let number = this.#numbersOfWhats.get(what);
    if (number === undefined) {
      number = this.#whats.push(what) - 1;
      this.#numbersOfWhats.set(what, number);
    }
    return number;
  }
}

// What kind of object it is stands in the last two bits of a pair's second number.
const made = 0;
const handedUp = 1;
const given = 2;
const named = 3;

function pairedWith(kind: number, number: number): number {
  return (number << 2) | kind;
}

function kindOf(second: number): number {
  return second & 3;
}

function numberIn(second: number): number {
  return second >> 2;
}

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) found += 1;
  return found;
}
