import { reversePostorder, successorsOf } from './block-order.ts';
import type { World } from './world.ts';
import { startState } from './inputs.ts';
import { answered, answerOf, repeatedQuestions, type Questions } from './repeated-questions.ts';
import type { ProgramFunction } from './program.ts';
import { refine, refineDefault } from './refine.ts';
import { slotsOf, type Slots } from './slots.ts';
import { enter, joinEntry, leave, type BlockEntry, type State } from './state.ts';
import type { Summary } from './summary.ts';
import { Transfer } from './transfer.ts';
import { truth } from './value.ts';
import type { Block, IrFunction, Terminator } from '../ir/ir.ts';
import { onlyConstant } from './collections.ts';

/** Instructions one function may cost; past it the rest stays unknown. */
const mostWork = 400_000;
/** Visits of one block after which constants are given up, so that loops come to an end. */
const patience = 6;

interface Plan {
  slots: Slots;
  /** Position of each block in the order; -1 for those nobody reaches. */
  rank: Int32Array;
  order: number[];
  /** Questions asked more than once, by whose answers what is known is kept apart. */
  questions: Questions | null;
}

/** Runs a function on what is known of its inputs, block by block until nothing new comes up. */
export function analyzeFunction(world: World, fn: ProgramFunction): Summary {
  return new FunctionAnalysis(world, fn).run();
}

class FunctionAnalysis {
  readonly #world: World;
  readonly #fn: ProgramFunction;
  readonly #plan: Plan;
  readonly #transfer: Transfer;
  readonly #entries: (BlockEntry | undefined)[];
  readonly #waiting: Uint8Array;
  readonly #ways: number;
  /** How the repeated questions were answered on the way to the block at hand. */
  #answers = 0;
  /** Position in the order of the block at hand; the next one is at most behind it. */
  #at = 0;
  #work = 0;

  constructor(world: World, fn: ProgramFunction) {
    this.#world = world;
    this.#fn = fn;
    this.#transfer = new Transfer(world, fn);
    this.#plan = planOf(fn.fn);
    if (this.#transfer.follows) this.#plan.questions = repeatedQuestions(fn.fn, fn.module.module.language === 'python');
    this.#ways = this.#plan.questions?.answers ?? 1;
    this.#entries = Array.from({ length: fn.fn.blocks.length * this.#ways });
    this.#waiting = new Uint8Array(this.#plan.order.length * this.#ways);
  }

  run(): Summary {
    const { slots, order } = this.#plan;
    const { blocks } = this.#fn.fn;
    const start = startState(this.#world, this.#fn, slots);
    this.#entries[0] = leave(start);
    this.#waiting[0] = 1;
    let last: State = start;
    for (this.#at = 0; this.#at < order.length && !this.#transfer.isCut; this.#at += 1) {
      const position = this.#at;
      // A block before this one that waits again goes first.
      for (let way = 0; way < this.#ways && this.#at === position; way += 1) {
        const waits = position * this.#ways + way;
        if (this.#waiting[waits] === 0) continue;
        this.#waiting[waits] = 0;
        const number = order[position]!;
        const entry = this.#entries[number * this.#ways + way]!;
        entry.visits += 1;
        const block = blocks[number]!;
        const state = number === 0 && entry.visits === 1 ? start : enter(entry, slots);
        this.#answers = this.#forget(number, way);
        this.#execute(block, state);
        this.#leave(number, block, state);
        if (isLast(block)) last = state;
        if (this.#work > mostWork) {
          this.#transfer.isCut = true;
          break;
        }
      }
    }
    return this.#transfer.summary(last);
  }

  #execute(block: Block, state: State): void {
    // An exception may come before anything of the block has happened, or after.
    if (block.handler >= 0) this.#flow(block.handler, state);
    const { instructions } = block;
    this.#transfer.begin(block.handler >= 0);
    if (block.handler >= 0 && this.#transfer.follows) this.#executeCaught(block, state);
    else for (let at = 0; at < instructions.length; at += 1) this.#transfer.run(instructions[at]!, state);
    this.#work += instructions.length;
    if (block.handler >= 0) this.#flow(block.handler, state);
  }

  /** Any call may throw: what was set before it is known to whoever catches. */
  #executeCaught({ instructions, handler }: Block, state: State): void {
    let isChanged = false;
    for (const one of instructions) {
      if (isChanged && mayThrow.has(one.op)) {
        this.#flow(handler, state);
        isChanged = false;
      }
      this.#transfer.run(one, state);
      isChanged ||= one.op.startsWith('store') || (one.dst >= 0 && this.#fn.fn.registers[one.dst] !== '');
    }
  }

  #leave(number: number, block: Block, state: State): void {
    const { end } = block;
    switch (end.kind) {
      case 'jump':
        return this.#flow(end.to, state);
      case 'branch':
        return this.#branch(number, block, end, state);
      case 'switch':
        return this.#switch(number, block, end, state);
      case 'return':
        return this.#transfer.leave(state, end.value, end.node);
      case 'end':
        return this.#transfer.leave(state, -1, this.#fn.fn.node);
      case 'throw':
        this.#transfer.throw(state, end.value);
        if (block.handler >= 0 && this.#transfer.follows) this.#flow(block.handler, state);
        return;
    }
  }

  #switch(number: number, block: Block, end: Switch, state: State): void {
    const { types } = this.#fn.fn;
    const on = onlyConstant(state.get(end.on));
    const known = end.cases.map(({ value }) => state.get(value));
    const values = known.map(onlyConstant);
    if (on !== undefined && !values.includes(undefined)) {
      const hit = values.findIndex((value) => same(value, on));
      return this.#flow(hit === -1 ? end.otherwise : end.cases[hit]!.to, state);
    }
    const isDefaultAlone = end.cases.every(({ to }) => to !== end.otherwise);
    const none = isDefaultAlone ? refineDefault(state, end.on, known, types) : state;
    for (const to of new Set(successorsOf(this.#fn.fn, number)))
      if (to !== block.handler) this.#flow(to, to === end.otherwise ? none : state);
  }

  #branch(number: number, block: Block, end: Branch, state: State): void {
    const asked = this.#plan.questions?.asked.get(number);
    const before = this.#answers;
    const answer = asked && answerOf(before, asked.question);
    const known = truth(state.get(end.condition)) ?? (answer === undefined ? undefined : answer !== asked?.isContrary);
    const { then, otherwise } = end;
    const go = (to: number, holds: boolean) => {
      if (known === !holds) return;
      const given =
        known === undefined || answer !== undefined
          ? refine(this.#world, state, block, end.condition, holds, this.#fn.fn.types)
          : state;
      if (asked) this.#answers = answered(before, asked.question, holds !== asked.isContrary);
      this.#flow(to, given);
      this.#answers = before;
    };
    go(then, true);
    go(otherwise, false);
  }

  /** Without the answers to questions about what this block writes. */
  #forget(number: number, answers: number): number {
    const written = this.#plan.questions?.written.get(number);
    if (!written) return answers;
    return written.reduce((left, question) => answered(left, question, undefined), answers);
  }

  /** What is known comes to another block, which is looked at (again) where it is new there. */
  #flow(to: number, from: State): void {
    const at = to * this.#ways + this.#answers;
    const known = this.#entries[at];
    if (!known) this.#entries[at] = leave(from);
    else if (!joinEntry(known, from, patience)) return;
    const next = this.#plan.rank[to]!;
    this.#waiting[next * this.#ways + this.#answers] = 1;
    if (next <= this.#at) this.#at = next - 1;
  }
}

const mayThrow: ReadonlySet<string> = new Set(['call', 'callNamed', 'invoke', 'new']);

type Branch = Extract<Terminator, { kind: 'branch' }>;
type Switch = Extract<Terminator, { kind: 'switch' }>;

function isLast({ end }: Block): boolean {
  return end.kind === 'return' || end.kind === 'end' || end.kind === 'throw';
}

function same(a: unknown, b: unknown): boolean {
  return a === b || String(a) === String(b);
}

/** Made for each run: most functions are run once, and what is kept for all of them adds up. */
function planOf(ir: IrFunction): Plan {
  const order = reversePostorder(ir);
  const rank = new Int32Array(ir.blocks.length).fill(-1);
  order.forEach((block, at) => (rank[block] = at));
  return { slots: slotsOf(ir), rank, order, questions: null };
}
