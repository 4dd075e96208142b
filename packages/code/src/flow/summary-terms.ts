import type { Constant } from '../ir/ir.ts';
import type { Api } from './api.ts';
import { TreePlace, type Place } from './place.ts';
import type { Program } from './program.ts';
import type { Origin, Origins } from './taint.ts';

/** What the summaries of a program speak of, by numbers: constants, keys and notes; APIs; origins; places. */
export class SummaryTerms {
  readonly constants: Constant[] = [];
  readonly apis: Api[] = [];
  readonly #program: Program;
  readonly #origins: Origins;
  readonly #constantNumbers = new Map<Constant, number>();
  readonly #apiNumbers = new Map<Api, number>();

  constructor(program: Program, origins: Origins) {
    this.#program = program;
    this.#origins = origins;
  }

  numberOfConstant(constant: Constant): number {
    // Maps take 0 and -0 for one.
    if (Object.is(constant, -0)) return this.constants.push(constant) - 1;
    return numberOf(constant, this.constants, this.#constantNumbers);
  }

  numberOfApi(api: Api): number {
    return numberOf(api, this.apis, this.#apiNumbers);
  }

  origin(number: number): Origin {
    return this.#origins.numbered(number);
  }

  spotOf(place: Place): { readonly file: number; readonly node: number } {
    if (place instanceof TreePlace) return place;
    throw new TypeError(`${place.key} is no place of the program.`);
  }

  placeAt(file: number, node: number): Place {
    return this.#program.modules[file]!.places.of(node);
  }
}

function numberOf<T>(one: T, all: T[], numbers: Map<T, number>): number {
  let number = numbers.get(one);
  if (number === undefined) numbers.set(one, (number = all.push(one) - 1));
  return number;
}
