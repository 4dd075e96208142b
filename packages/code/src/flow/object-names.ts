import { PairTable } from './pair-table.ts';
import type { Place } from './place.ts';
import type { Origin } from './taint.ts';

/** An object that stands for what a caller gives a function. */
export interface Symbolic {
  readonly function: number;
  readonly origin: Origin;
}

/** Objects made by objects made by calls of calls are told apart this many calls deep. */
const deepest = 3;

/** The numbers of objects, by what made them. */
export class ObjectNames {
  readonly #symbols: (Symbolic | undefined)[] = [];
  /** By object: where it was made, and what makes it (a text's number), or which object of a function called there it is. */
  readonly #places: (Place | undefined)[] = [];
  readonly #makers: number[] = [];
  readonly #isOfCall: boolean[] = [];
  /** How many calls it was handed up. */
  readonly #depths: number[] = [];
  readonly #made = new PairTable();
  readonly #handedUp = new PairTable();
  readonly #ofInputs = new PairTable();
  readonly #named = new Map<string, number>();
  readonly #whats: string[] = [];
  readonly #numbersOfWhats = new Map<string, number>();

  /** The object this place makes. */
  madeAt(place: Place, what: string): number {
    const number = this.#numberOf(what);
    const known = this.#made.get(place.number, number);
    if (known !== -1) return known;
    const id = this.#add(place, number, false, count(place.path, '>') + count(what, '>'));
    this.#made.add(place.number, number, id);
    return id;
  }

  /** An object as a caller at this place sees it, which is told apart from those of other calls. */
  handedUp(place: Place, object: number): number {
    const known = this.#handedUp.get(place.number, object);
    if (known !== -1) return known;
    const depth = this.#depthOf(object);
    const id = depth >= deepest ? object : this.#add(place, object, true, depth + 1 + count(place.path, '>'));
    this.#handedUp.add(place.number, object, id);
    return id;
  }

  /** What a module exports, as a whole. */
  ofModule(path: string): number {
    return this.#known(`${path}#exports`);
  }

  /** What all functions share under this name. */
  shelf(name: string): number {
    return this.#known(`shelf ${name}`);
  }

  #known(name: string): number {
    let id = this.#named.get(name);
    if (id === undefined) {
      id = this.#add(undefined, this.#numberOf(name), false, count(name, '>'));
      this.#named.set(name, id);
    }
    return id;
  }

  /** The object an input of a function stands for. */
  ofInput(fn: number, origin: Origin): number {
    const known = this.#ofInputs.get(fn, origin.number);
    if (known !== -1) return known;
    const id = this.#add(undefined, 0, false, 0);
    this.#ofInputs.add(fn, origin.number, id);
    this.#symbols[id] = { function: fn, origin };
    return id;
  }

  symbolOf(object: number): Symbolic | undefined {
    return this.#symbols[object];
  }

  /** The whole story as text. */
  keyOf(object: number): string {
    const symbol = this.#symbols[object];
    if (symbol) return `$${symbol.function}|${symbol.origin.key}`;
    const place = this.#places[object];
    const maker = this.#makers[object]!;
    if (!place) return this.#whats[maker]!;
    return this.#isOfCall[object] ? `${place.key}>${this.keyOf(maker)}` : `${place.key}:${this.#whats[maker]!}`;
  }

  #depthOf(object: number): number {
    const symbol = this.#symbols[object];
    return symbol ? count(symbol.origin.key, '>') : this.#depths[object]!;
  }

  #add(place: Place | undefined, maker: number, isOfCall: boolean, depth: number): number {
    const id = this.#makers.push(maker) - 1;
    this.#places.push(place);
    this.#isOfCall.push(isOfCall);
    this.#depths.push(depth);
    this.#symbols.push(undefined);
    return id;
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

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) found += 1;
  return found;
}
