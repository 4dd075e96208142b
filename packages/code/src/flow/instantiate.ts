import type { World } from './world.ts';
import { addKeys, addMarks, emptyObject, joinObjects, writeAny, writeFields, type HeapObject } from './heap.ts';
import type { SourceKind } from '../models/model.ts';
import type { Memory } from './memory.ts';
import type { Place } from './place.ts';
import { withoutRoom } from './short-lists.ts';
import type { State } from './state.ts';
import type { Summary } from './summary.ts';
import { appendSteps, cleaned, firstStep, joinMarks, nextStep, type Input, type Mark, type Origin } from './taint.ts';
import { apiValue, join, unknown, withMarks, type Value } from './value.ts';

/** Puts what a caller has in the place of a callee's inputs. One is made per call and callee. */
export class Instantiation {
  readonly #world: World;
  readonly #memory: Memory;
  readonly #state: State;
  readonly #place: Place;
  readonly #actual: (input: Input) => Value | undefined;
  readonly #note: string;
  // Made when they are needed: most calls need none of them.
  #values: Map<Value, Value> | undefined;
  #walked: Map<Origin, Value | undefined> | undefined;
  #marks: Map<Mark, readonly Mark[]> | undefined;
  #deepMarks: Map<Mark, readonly Mark[]> | undefined;
  #ways: Map<Origin, Way> | undefined;
  #isFromSource = false;
  readonly callee: number;

  constructor(
    world: World,
    memory: Memory,
    state: State,
    place: Place,
    callee: number,
    note: string,
    actual: (input: Input) => Value | undefined,
  ) {
    this.#world = world;
    this.#memory = memory;
    this.#state = state;
    this.#place = place;
    this.callee = callee;
    this.#note = note;
    this.#actual = actual;
  }

  /** What the callee did to objects happens here; gives nothing. */
  applyHeap(summary: Summary): void {
    const { heap } = this.#state;
    const { objects } = this.#world;
    if (summary.heap.size > 1 && this.#isCareful()) this.#readBeforeWriting(summary);
    for (const [id, object] of summary.heap) {
      const input = objects.isInputOf(id, this.callee) ? objects.inputOf(id) : undefined;
      if (input) {
        const targets = this.at(input)?.objects ?? [];
        for (const target of targets)
          heap.set(target, this.#merge(this.#world.read(heap, target), object, targets.length === 1));
      } else if (this.#world.shared.has(id)) {
        const merged = this.#merge(this.#world.read(heap, id), object, false);
        heap.set(id, merged);
      } else {
        const mine = this.#freshFor(id);
        const made = this.#merge(emptyObject.with({ isCollection: object.isCollection }), object, true);
        const whole = made.with({ length: object.length, many: object.many });
        const known = heap.get(mine);
        heap.set(mine, known ? joinObjects(known, whole).with({ many: true }) : whole);
      }
    }
  }

  /** Worth it where programs build lists of nodes; JavaScript's have lists of their own. */
  #isCareful(): boolean {
    const { language } = this.#world.program.functions[this.callee]!.module.module;
    return language === 'java' || language === 'python';
  }

  /** `made.next = this.head; this.head = made`: what is written tells of what was there before. */
  #readBeforeWriting({ heap }: Summary): void {
    for (const { fields, rest } of heap.values()) {
      for (const value of fields.values()) if (value.objects.length > 0) this.value(value);
      if (rest && rest.objects.length > 0) this.value(rest);
    }
  }

  #merge(into: HeapObject, from: HeapObject, alone: boolean): HeapObject {
    let object = from.fields.size === 0 ? into : writeFields(into, from.fields, (value) => this.value(value), alone);
    if (from.rest) object = writeAny(object, this.value(from.rest));
    if (from.isCollection && !object.isCollection) object = object.with({ isCollection: true });
    if (from.keys) object = addKeys(object, this.marks(from.keys, true));
    return from.marks.length === 0 ? object : addMarks(object, this.marks(from.marks, false));
  }

  value(value: Value): Value {
    if (value.marks.length === 0 && value.objects.length === 0) return value;
    this.#values ??= new Map();
    let known = this.#values.get(value);
    if (known === undefined) {
      known = this.#value(value);
      this.#values.set(value, known);
    }
    return known;
  }

  #value(value: Value): Value {
    const { objects: names } = this.#world;
    const objects: number[] = [];
    let whole: Value | undefined;
    const identical: Mark[] = [];
    for (const id of value.objects) {
      const input = names.isInputOf(id, this.callee) ? names.inputOf(id) : undefined;
      if (!input) {
        const mine = this.#world.shared.has(id) || names.isInput(id) ? id : this.#freshFor(id);
        if (!objects.includes(mine)) objects.push(mine);
        continue;
      }
      const actual = this.at(input);
      if (actual === undefined) objects.push(id);
      else whole = whole === undefined ? actual : join(whole, actual);
      // The input itself is passed on: what it carries comes with it, no deeper.
      for (const mark of value.marks)
        if (mark.origin === input && actual !== undefined) {
          if (mark.clean !== 0 && whole) whole = withMarks(whole, cleaned(whole.marks, mark.clean));
          identical.push(mark);
        }
    }
    const others = value.marks.filter((mark) => !identical.includes(mark));
    const marks = this.marks(others, true);
    const isOnlyInput =
      whole !== undefined && objects.length === 0 && others.length === 0 && value.functions.length === 0;
    if (isOnlyInput && value.apis.length === 0) return whole!;
    const { constants, apis, functions } = value;
    const base: Value = { constants, marks, apis, objects: withoutRoom(objects), functions };
    if (whole === undefined) return base;
    const joined = join(base, whole);
    return isOnlyInput && whole.constants !== null ? { ...joined, constants: whole.constants } : joined;
  }

  /** Marks of inputs become what the caller's values carry: their parts too where `deep`. */
  marks(marks: readonly Mark[], deep: boolean): readonly Mark[] {
    let found: readonly Mark[] = [];
    for (const mark of marks) found = joinMarks(found, this.mark(mark, deep));
    return found;
  }

  mark(mark: Mark, deep: boolean): readonly Mark[] {
    if (!mark.origin.input) return [mark];
    const memo = deep ? (this.#deepMarks ??= new Map()) : (this.#marks ??= new Map());
    let known = memo.get(mark);
    if (known === undefined) {
      known = this.#mark(mark, mark.origin.input, deep);
      memo.set(mark, known);
    }
    return known;
  }

  #mark(mark: Mark, input: Input, deep: boolean): readonly Mark[] {
    const actual = this.#actual(input);
    if (actual === undefined) return [mark];
    const { value, marks } = this.#walk(actual, mark.origin, mark);
    const all = joinMarks(marks, deep ? this.#memory.deepMarks(this.#state, value) : value.marks);
    if (all.length === 0) return all;
    return all.map((one) => ({
      origin: one.origin,
      clean: one.clean | mark.clean,
      step: one.step === mark.step ? one.step : appendSteps(nextStep(one.step, this.#place, this.#note), mark.step),
    }));
  }

  /** What the caller has where the callee speaks of an input, or a part of one. */
  at(origin: Origin): Value | undefined {
    this.#walked ??= new Map();
    if (this.#walked.has(origin)) return this.#walked.get(origin);
    const actual = this.#actual(origin.input!);
    const value = actual === undefined ? undefined : this.#walk(actual, origin, undefined).value;
    this.#walked.set(origin, value);
    return value;
  }

  /** Follows a path such as `.body.name` or `.getParameter()` from a value. */
  #walk(start: Value, origin: Origin, mark: Mark | undefined): Way {
    if (origin.depth === 0) return { start, value: start, marks: noMarks, writes: 0 };
    const way = this.#wayTo(start, origin, mark);
    return way.marks.length === 0 ? way : { ...way, marks: keepWhole(way.marks, way.value) };
  }

  /** Ways that begin alike are gone once, as long as nothing is written. */
  #wayTo(start: Value, origin: Origin, mark: Mark | undefined): Way {
    if (origin.depth === 0) return { start, value: start, marks: noMarks, writes: 0 };
    const writes = this.#state.heap.writes + this.#world.shared.writes;
    const known = this.#ways?.get(origin);
    if (known && known.start === start && known.writes === writes) return known;
    const own = origin.ownParts;
    const before = own === null ? undefined : this.#wayTo(start, origin.whole!, mark);
    let value = before?.value ?? start;
    let marks = before?.marks ?? noMarks;
    for (const part of own ?? origin.parts) {
      if (part.isCall) value = this.#call(value, part.name, mark);
      else {
        marks = joinMarks(marks, value.marks);
        value = part.name === '[]' ? this.#memory.loadAny(this.#state, value, 0) : this.#load(value, part.name, mark);
      }
    }
    const way = { start, value, marks, writes };
    // Where data comes in depends on the mark that was followed.
    if (!this.#isFromSource) (this.#ways ??= new Map()).set(origin, way);
    return way;
  }

  /** Something has run: what was read before may be another thing now. */
  forgetWays(): void {
    this.#ways = undefined;
  }

  #call(value: Value, name: string, mark: Mark | undefined): Value {
    const carried = this.#memory.deepMarks(this.#state, value, 1);
    let result: Value = unknown;
    let isClean = false;
    let bits = 0;
    for (const api of value.apis) {
      const member = api.member(name);
      const facts = this.#world.factsOf(member);
      isClean ||= facts.isClean;
      bits |= facts.sanitizes;
      const canonical = this.#world.canonical(member.result());
      if (canonical) result = result === unknown ? apiValue(canonical) : join(result, apiValue(canonical));
      const source = facts.source ?? this.#world.factsOf(member.result()).source;
      if (source) result = withMarks(result, [this.#sourceMark(source, member.path, mark)]);
    }
    const returned = this.#returnedBy(value);
    if (returned) result = result === unknown ? returned : join(result, returned);
    return isClean ? result : withMarks(result, joinMarks(result.marks, cleaned(carried, bits)));
  }

  /** What Java's lambdas among these give: `supplier.get()`. */
  #returnedBy({ functions }: Value): Value | undefined {
    let found: Value | undefined;
    for (const id of functions.slice(0, 4)) {
      const { fn, module } = this.#world.program.functions[id]!;
      if (module.module.language !== 'java' || fn.name !== '<lambda>') continue;
      const { returns } = this.#world.summaryOf(id);
      if (returns === null) continue;
      const inside = new Instantiation(
        this.#world,
        this.#memory,
        this.#state,
        this.#place,
        id,
        'captured by a lambda',
        (input) =>
          'parameter' in input
            ? unknown
            : input.function === this.#memory.functionId
              ? this.#state.get(input.register)
              : undefined,
      );
      const value = inside.value(returns);
      found = found ? join(found, value) : value;
    }
    return found;
  }

  #sourceMark(source: SourceKind, path: string, mark: Mark | undefined): Mark {
    this.#isFromSource = true;
    const place = mark?.step.place ?? this.#place;
    return {
      origin: this.#world.origins.source(source, place),
      clean: 0,
      step: firstStep(place, `comes in from ${path}`),
    };
  }

  #load(value: Value, name: string, mark: Mark | undefined): Value {
    if (value.apis.length === 0) return this.#memory.load(this.#state, value, name, 0);
    let found = this.#memory.load(this.#state, { ...value, apis: [] }, name, 0);
    for (const api of value.apis) {
      const member = api.member(name);
      const { source } = this.#world.factsOf(member);
      const canonical = this.#world.canonical(member);
      let part = canonical ? apiValue(canonical) : unknown;
      if (source) part = withMarks(part, [this.#sourceMark(source, member.path, mark)]);
      found = found === unknown ? part : join(found, part);
    }
    return found;
  }

  #freshFor(id: number): number {
    return this.#world.objects.handedUp(this.#place, id);
  }
}

/** Marks of the whole are in each part, unless the part says otherwise. */
function keepWhole(marks: readonly Mark[], value: Value): readonly Mark[] {
  return marks.filter((mark) => mark.origin.input === null || value.marks.some(({ origin }) => origin === mark.origin));
}

const noMarks: readonly Mark[] = [];

/** Where a path has led. */
interface Way {
  readonly start: Value;
  readonly value: Value;
  /** Of all that was passed. */
  readonly marks: readonly Mark[];
  /** How often memory had been written when it was followed. */
  readonly writes: number;
}
