import { thrownName, type Instruction } from '../ir/ir.ts';
import { bitOf } from '../models/model-index.ts';
import type { SinkKind } from '../models/model.ts';
import type { Api } from './api.ts';
import { Memory } from './memory.ts';
import type { Place } from './place.ts';
import type { ProgramFunction } from './program.ts';
import type { State } from './state.ts';
import type { OuterStore, PendingCall, PendingSink } from './summary.ts';
import { nextStep, partOfMore, type Mark, type Origin } from './taint.ts';
import { join, type Value } from './value.ts';
import type { World } from './world.ts';

/** What one run over a function works with, and what it collects for the function's summary. */
export class FunctionRun {
  readonly world: World;
  readonly fn: ProgramFunction;
  readonly memory: Memory;
  readonly sinks: PendingSink[] = [];
  /** Where those of an origin are in the list. */
  readonly #sinksOf = new Map<Origin, number[]>();
  readonly stores: OuterStore[] = [];
  readonly pendingCalls: PendingCall[] = [];
  /** Closures made here that nobody has called yet. */
  readonly closures = new Set<number>();

  /** What leaves the function as an exception. */
  thrown: Value | null = null;
  /** Is there anybody who catches what the block at hand throws? */
  isCaught = false;
  readonly #thrownRegister: number;

  constructor(world: World, fn: ProgramFunction) {
    this.world = world;
    this.fn = fn;
    this.memory = new Memory(world, fn);
    this.#thrownRegister = fn.fn.registers.lastIndexOf(thrownName);
  }

  /** Something is thrown here: for whoever catches it in this function, or for its callers. */
  throws(value: Value, state: State): void {
    const register = this.#thrownRegister;
    if (!this.isCaught) this.thrown = this.thrown === null ? value : join(this.thrown, value);
    else if (register >= 0) state.set(register, join(value, state.get(register)));
  }

  /** What was thrown so far. */
  thrownAt(state: State): Value {
    return state.get(this.#thrownRegister);
  }

  /** Data has reached a place where it may do harm. */
  reach(kind: SinkKind, mark: Mark, place: Place, guess: boolean, isHere = true): void {
    if ((mark.clean & bitOf(kind)) !== 0) return;
    const { world, fn, sinks } = this;
    if (mark.origin.input === null) {
      const rules = world.rulesFor(fn, kind);
      if (rules.length > 0)
        world.report(
          rules,
          isHere ? { ...mark, step: nextStep(mark.step, place, 'reaches the place where it does harm') } : mark,
          place,
          guess,
        );
      return;
    }
    const own = this.#sinksOf.get(mark.origin);
    const known = own?.find((at) => sinks[at]!.kind === kind && sinks[at]!.place.number === place.number);
    if (known === undefined && sinks.length >= mostSinks) return;
    const step = isHere ? nextStep(mark.step, place, 'reaches the place where it does harm') : mark.step;
    const sink = { kind, mark: { ...mark, step }, place, guess };
    if (known !== undefined) sinks[known] = sink;
    else if (own) own.push(sinks.push(sink) - 1);
    else this.#sinksOf.set(mark.origin, [sinks.push(sink) - 1]);
  }

  /** Assigning to a member may do harm: `element.innerHTML = …`. */
  sinkStore(one: Instruction, api: Api | null, value: Value, state: State, name = ''): void {
    const { world, memory, fn } = this;
    const facts = api ? world.factsOf(api) : world.guessFacts(name);
    if (!facts || facts.sinks.length === 0) return;
    const place = fn.module.places.of(one.node);
    for (const { kind } of facts.sinks)
      for (const mark of memory.deepMarks(state, value)) this.reach(kind, mark, place, api === null);
  }

  /**
   * `object[key] = …` with a key from outside, in an object that was itself found by a key: `__proto__` first, then
   * any name. In an object whose place is fixed, a key from outside changes nothing but that object.
   */
  sinkStoreKey(one: Instruction, base: Value, key: Value): void {
    if (key.marks.length === 0) return;
    const { fn, world } = this;
    const { language } = fn.module.module;
    if (language !== 'javascript' && language !== 'typescript') return;
    const isFoundByKey = base.marks.some(
      ({ clean, origin: { input, path } }) =>
        (clean & bitOf('prototype')) === 0 && (input === null || isElement(path) || world.isElementInput(fn.id, input)),
    );
    if (!isFoundByKey) return;
    if (this.#isOwnKey(one)) return;
    const place = fn.module.places.of(one.node);
    // A key that was put together, `prefix + name`, is not the one name that does harm.
    for (const mark of key.marks) if ((mark.clean & partOfMore) === 0) this.reach('prototype', mark, place, false);
  }

  /** `for (const name of Object.keys(object)) object[name] = …` writes what is there already. */
  #isOwnKey({ a, b }: Instruction): boolean {
    const { program } = this.world;
    const by = (register: number) => program.fixedValue(this.fn.id, register);
    const isSame = (left: number, right: number): boolean => {
      if (left === right) return true;
      const [one, other] = [by(left), by(right)];
      return one?.op === 'load' && other?.op === 'load' && one.name === other.name && isSame(one.a, other.a);
    };
    const key = by(b);
    if (key?.op !== 'iterate') return false;
    if (key.name === 'key') return isSame(key.a, a);
    const list = by(key.a);
    const [listed] = list?.op === 'invoke' && /^(keys|getOwnPropertyNames)$/.test(list.name) ? list.args : [];
    return listed !== undefined && isSame(listed, a);
  }
}

const mostSinks = 100;

/** Was it reached by a key nobody knows? */
export function isElement(path: string): boolean {
  return path.includes('[]');
}
