import { bitsOf } from '../models/model-index.ts';
import type { SourceKind } from '../models/model.ts';
import type { Place } from './place.ts';
import { withoutRoom } from './short-lists.ts';

/**
 * Data on its way: where it came from, for what it is harmless by now, and the steps it took.
 * `origin` is a place of the outside world, or an input of the function that is being analysed: then the mark stands
 * for whatever a caller gives.
 */
export interface Mark {
  readonly origin: Origin;
  /** Bits of sink kinds it was made harmless for. */
  readonly clean: number;
  readonly step: Step;
}

export class Origin {
  /** Two marks of one key are one. */
  readonly key: string;
  /** The same as a number, of one program. */
  readonly number: number;
  /** For data from outside. */
  readonly kind: SourceKind | null;
  /** For an input: a parameter's number, -1 for the receiver; a captured variable is named by function and register. */
  readonly input: Input | null;
  /** How the data is reached from the input: `.body.name`, `.getParameter()`. */
  readonly path: string;
  /** Of how many parts the path is. */
  readonly depth: number;
  /** What it is a part of. */
  readonly whole: Origin | null;
  readonly #all: Origins;
  readonly #addition: string;
  #children: Map<string, Origin> | undefined;

  constructor(
    all: Origins,
    key: string,
    kind: SourceKind | null,
    input: Input | null,
    whole: Origin | null = null,
    addition = '',
  ) {
    this.#all = all;
    this.#addition = addition;
    this.number = all.add(this);
    this.key = key;
    this.kind = kind;
    this.input = input;
    this.path = whole === null ? '' : whole.path + addition;
    this.whole = whole;
    this.depth = whole === null ? 0 : whole.depth + 1;
  }

  /** The path, part by part. */
  get parts(): readonly OriginPart[] {
    return readParts(this.path);
  }

  /** What its path adds to that of its whole; `null` where the two together read as something else. */
  get ownParts(): readonly OriginPart[] | null {
    let parts = partsOf.get(this.#addition);
    if (parts === undefined) {
      // A number goes on with the name before it.
      parts = /^\.\d/.test(this.#addition) ? null : readParts(this.#addition);
      if (partsOf.size < mostKnownParts) partsOf.set(this.#addition, parts);
    }
    return parts;
  }

  /** A part of an input: `.name`, `.name()` or `[]`. */
  part(part: string): Origin {
    this.#children ??= new Map();
    let found = this.#children.get(part);
    if (!found) {
      found = new Origin(this.#all, this.key + part, null, this.input, this, part);
      this.#children.set(part, found);
    }
    return found;
  }
}

/** `.name`, `.name()`, or `[]` as the name of any element. */
export interface OriginPart {
  readonly name: string;
  readonly isCall: boolean;
}

const mostKnownParts = 100_000;
const partsOf = new Map<string, readonly OriginPart[] | null>();

function readParts(path: string): readonly OriginPart[] {
  return [...path.matchAll(/\[\]|\.((?:[^.[\]()]|\.(?=\d))+)(\(\))?/g)].map((match) => ({
    name: match[0] === '[]' ? '[]' : match[1]!,
    isCall: match[2] !== undefined,
  }));
}

export type Input = { readonly parameter: number } | { readonly function: number; readonly register: number };

/** A list from the last step back to the first. Lists are put behind each other without copying them. */
export interface Step {
  /** Of the last step. */
  readonly place: Place;
  readonly note: string;
  readonly before: Step | null;
  /** Not one step, but all of another list. */
  readonly list: Step | null;
  readonly length: number;
  /** Where it is kept, once it is; -1 before. */
  number: number;
}

const mostMarks = 8;
const mostSteps = 40;

/** Two origins of one key are one object. */
export class Origins {
  readonly #known = new Map<string, Origin>();
  /** By number, the receiver first. */
  readonly #parameters: Origin[] = [];
  readonly #all: Origin[] = [];

  /** Gives the number of a new one. */
  add(origin: Origin): number {
    return this.#all.push(origin) - 1;
  }

  numbered(number: number): Origin {
    return this.#all[number]!;
  }

  source(kind: SourceKind, place: Place): Origin {
    return this.#intern(`${kind}@${place.key}`, kind, null);
  }

  /** The whole of an input. */
  input(input: Input): Origin {
    if (!('parameter' in input)) return this.#intern(`v${input.function}:${input.register}`, null, input);
    const at = input.parameter + 1;
    return (this.#parameters[at] ??= this.#intern(`p${input.parameter}`, null, input));
  }

  #intern(key: string, kind: SourceKind | null, input: Input | null): Origin {
    let found = this.#known.get(key);
    if (!found) {
      found = new Origin(this, key, kind, input);
      this.#known.set(key, found);
    }
    return found;
  }
}

/** What still matters of a number: how big it is. */
export const allButSizes = bitsOf('text');

/** Part of something larger from here on. */
export const partOfMore = bitsOf(['whole']);

/** Harmless where it comes from the environment. */
export const chosen = bitsOf(['chosen']);

export function firstStep(place: Place, note: string): Step {
  return { place, note, before: null, list: null, length: 1, number: -1 };
}

export function nextStep(before: Step, place: Place, note: string): Step {
  if (before.place === place && before.note === note) return before;
  if (before.length >= mostSteps) return before;
  return { place, note, before, list: null, length: before.length + 1, number: -1 };
}

/** Steps from the first to the last, none twice in a row. */
export function stepsOf(step: Step): Step[] {
  const steps: Step[] = [];
  const open: Step[] = [step];
  while (open.length > 0) {
    const at = open.pop()!;
    if (at.before) open.push(at.before);
    if (at.list) open.push(at.list);
    else if (steps.at(-1)?.place !== at.place || steps.at(-1)?.note !== at.note) steps.push(at);
  }
  return steps.reverse().slice(0, mostSteps);
}

/** All steps of `tail` after those of `head`. */
export function appendSteps(head: Step, tail: Step): Step {
  if (head.length >= mostSteps) return head;
  return {
    place: tail.place,
    note: tail.note,
    before: head,
    list: tail,
    length: head.length + tail.length,
    number: -1,
  };
}

export function joinMarks(a: readonly Mark[], b: readonly Mark[]): readonly Mark[] {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  let made: Mark[] | undefined;
  for (const mark of b) {
    const list: readonly Mark[] = made ?? a;
    const at = indexOf(list, mark.origin);
    if (at === -1) {
      if (list.length < mostMarks) (made ??= [...a]).push(mark);
    } else if ((list[at]!.clean & mark.clean) !== list[at]!.clean)
      (made ??= [...a])[at] = { ...list[at]!, clean: list[at]!.clean & mark.clean };
  }
  return made ? withoutRoom(made) : a;
}

function indexOf(marks: readonly Mark[], origin: Origin): number {
  for (let at = 0; at < marks.length; at += 1) if (marks[at]!.origin === origin) return at;
  return -1;
}

/** Nothing can be added to it any more. */
export function isFull(marks: readonly Mark[]): boolean {
  return marks.length >= mostMarks && marks.every(({ clean }) => clean === 0);
}

/** Harmless for these kinds from now on. */
export function cleaned(marks: readonly Mark[], bits: number): readonly Mark[] {
  if (marks.length === 0 || bits === 0) return marks;
  if (bits === -1) return [];
  return marks.map((mark) => ((mark.clean & bits) === bits ? mark : { ...mark, clean: mark.clean | bits }));
}

/** Harmful again for these kinds. */
export function restored(marks: readonly Mark[], bits: number): readonly Mark[] {
  return bits === 0
    ? marks
    : marks.map((mark) => ((mark.clean & bits) === 0 ? mark : { ...mark, clean: mark.clean & ~bits }));
}

export function stepped(marks: readonly Mark[], place: Place, note: string): readonly Mark[] {
  return marks.length === 0 ? marks : marks.map((mark) => ({ ...mark, step: nextStep(mark.step, place, note) }));
}
