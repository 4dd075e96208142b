import { callInstruction, destroyLocals, type Follower, type Outcome } from './calls.ts';
import { refine, truthIn } from './conditions.ts';
import { State, type Frame } from './frame.ts';
import { Instructions } from './instructions.ts';
import { reportLeaks } from './leaks.ts';
import type { Store } from './store.ts';
import { isSame, unknown, zero, type Val } from './value.ts';
import { Workspace } from './workspace.ts';

/** Instructions followed from one function, calls included. */
const mostSteps = 25_000;
const mostRounds = 1100;
const mostUndecided = 3;
const mostStates = 8;

/** Follows one function and everything it calls, on all ways that differ in what they do to memory. */
export class Run extends Workspace implements Follower {
  readonly #instructions = new Instructions(this);
  #steps = 0;

  get isExhausted(): boolean {
    return this.#steps > mostSteps;
  }

  /** Follows a function from its first block; one outcome for each way out that differs. */
  follow(frame: Frame, start: State): Outcome[] {
    const { order, heads } = frame.fn;
    const waiting = new Map<number, State[]>();
    const outcomes: Outcome[] = [];
    const push = (block: number, state: State) => {
      const list = waiting.get(block);
      if (!list) waiting.set(block, [state]);
      else if (list.length >= mostStates * 2) list.at(-1)!.merge(state, 'join');
      else if (!list.some((known) => known.isSameAs(state))) list.push(state);
    };
    push(0, start);
    while (waiting.size > 0) {
      let block = -1;
      for (const one of waiting.keys()) if (block === -1 || order[one]! < order[block]!) block = one;
      let states = waiting.get(block)!;
      waiting.delete(block);
      states = heads.has(block) ? this.#again(block, states) : states;
      for (const state of together(states)) this.#block(frame, block, 0, state, push, outcomes);
      if (outcomes.length > 24) joinOutcomes(outcomes, 8);
    }
    joinOutcomes(outcomes, 4);
    return outcomes;
  }

  /** States that come to a loop once more: a loop that runs by constants is run, others are widened, then left. */
  #again(block: number, states: readonly State[]): State[] {
    const going: State[] = [];
    for (const state of states) {
      const round = state.rounds.get(block);
      const snapshot = () => new State([...state.regs], state.store.clone(), state.forks);
      if (!round) {
        state.rounds.set(block, { forks: state.forks, undecided: 0, before: snapshot() });
        going.push(state);
        continue;
      }
      const isDecided = round.forks === state.forks && !this.isExhausted;
      const undecided = isDecided ? round.undecided + 1 / mostRounds : Math.floor(round.undecided) + 1;
      if (undecided > mostUndecided) continue;
      if (undecided >= mostUndecided - 1 && !isDecided) {
        const widened = round.before;
        const after = snapshot();
        after.rounds = state.rounds;
        const grown = new State([...widened.regs], widened.store.clone(), state.forks, new Map(state.rounds));
        grown.merge(after, 'widen');
        grown.forks = state.forks;
        grown.rounds.set(block, { forks: state.forks, undecided, before: grown });
        going.push(grown);
        continue;
      }
      state.rounds.set(block, { forks: state.forks, undecided, before: isDecided ? round.before : snapshot() });
      going.push(state);
    }
    return going;
  }

  #block(
    frame: Frame,
    at: number,
    from: number,
    first: State,
    push: (block: number, state: State) => void,
    outcomes: Outcome[],
  ): void {
    const { fn } = frame.fn;
    const block = fn.blocks[at]!;
    const open: { state: State; index: number }[] = [{ state: first, index: from }];
    while (open.length > 0) {
      const { state, index } = open.pop()!;
      let isGoing = true;
      for (let next = index; next < block.instructions.length && isGoing; next += 1) {
        const instruction = block.instructions[next]!;
        this.#steps += 1;
        if (isCall(instruction.op)) {
          const after = callInstruction(this, frame, instruction, state);
          if (after.length !== 1 || after[0] !== state) {
            for (const one of after) if (!one.isDead) open.push({ state: one, index: next + 1 });
            isGoing = false;
          }
        } else this.#instructions.run(frame, instruction, state);
        if (state.isDead) isGoing = false;
      }
      if (isGoing && !state.isDead) this.#end(frame, at, state, push, outcomes);
    }
  }

  #end(frame: Frame, at: number, state: State, push: (block: number, state: State) => void, outcomes: Outcome[]): void {
    const { end, handler } = frame.fn.fn.blocks[at]!;
    if (this.#steps > mostSteps * 4) return;
    switch (end.kind) {
      case 'jump':
        push(end.to, state);
        return;
      case 'branch': {
        const value = this.access.use(frame, state, end.condition, end.node);
        const known = truthIn(state, value);
        if (known !== undefined) {
          refine(this, frame, state, end.condition, known, end.node);
          if (!state.isDead) push(known ? end.then : end.otherwise, state);
          return;
        }
        const other = state.clone();
        other.forks += 1;
        state.forks += 1;
        refine(this, frame, state, end.condition, true, end.node);
        refine(this, frame, other, end.condition, false, end.node);
        if (!state.isDead) push(end.then, state);
        if (!other.isDead) push(end.otherwise, other);
        return;
      }
      case 'switch': {
        const value = this.access.use(frame, state, end.on, end.node);
        const isKnown = value.region === 0 && value.lo === value.hi;
        for (const one of end.cases) {
          const label = state.get(one.value);
          if (isKnown && label.lo === label.hi) {
            if (label.lo === value.lo) {
              push(one.to, state);
              return;
            }
            continue;
          }
          if (label.lo === label.hi && (label.lo < value.lo || label.lo > value.hi)) continue;
          const other = state.clone();
          other.forks += 1;
          if (label.lo === label.hi)
            this.access.set(frame, other, end.on, { ...value, lo: label.lo, hi: label.lo, region: 0 });
          push(one.to, other);
        }
        if (!isKnown) state.forks += 1;
        push(end.otherwise, state);
        return;
      }
      case 'throw':
        if (handler >= 0) push(handler, state);
        return;
      case 'return':
      case 'end': {
        const value =
          end.kind === 'return' && end.value >= 0
            ? this.access.returned(frame, state, end.value, end.node)
            : end.kind === 'end' && frame.fn.fn.name === 'main'
              ? zero
              : unknown;
        const node = end.kind === 'return' ? end.node : frame.fn.fn.node;
        for (const { isDead, store } of destroyLocals(this, frame, state, value.region, node))
          if (!isDead) outcomes.push({ value, store, node });
      }
    }
  }

  /** A run's beginning and end: what was never freed. */
  root(frame: Frame, start: State): Outcome[] {
    const outcomes = this.follow(frame, start);
    for (const outcome of outcomes) reportLeaks(this, frame, outcome.store, outcome.value);
    return outcomes;
  }
}

function isCall(op: string): boolean {
  return op === 'callNamed' || op === 'call' || op === 'invoke' || op === 'new';
}

/** At most eight ways: those that did the same to memory come together first. */
function together(states: readonly State[]): readonly State[] {
  if (states.length <= 3) return states;
  const kept: State[] = [];
  const bySignature = new Map<string, State>();
  for (const state of states) {
    const signature = state.signature();
    const known = bySignature.get(signature);
    if (known && states.length > mostStates / 2) known.merge(state, 'join');
    else {
      if (kept.length >= mostStates) kept.at(-1)!.merge(state, 'join');
      else kept.push(state);
      bySignature.set(signature, state);
    }
  }
  return kept;
}

function joinOutcomes(outcomes: Outcome[], most: number): void {
  const kept: Outcome[] = [];
  for (const one of outcomes) {
    const same = kept.find(
      (other) => isSame(other.value, one.value) && signatureOf(other.store) === signatureOf(one.store),
    );
    if (same && kept.length >= 1 && outcomes.length > most) same.store.merge(one.store, 'join');
    else if (kept.length < most) kept.push(one);
    else {
      const last = kept.at(-1)!;
      const lost = (region: number) => last.store.escape(region);
      last.value = joinValues(last.value, one.value, lost);
      last.store.merge(one.store, 'join');
      if (one.value.region) last.store.escape(one.value.region);
    }
  }
  outcomes.length = 0;
  outcomes.push(...kept);
}

function joinValues(a: Val, b: Val, lost: (region: number) => void): Val {
  if (isSame(a, b)) return a;
  if (a.region) lost(a.region);
  if (b.region) lost(b.region);
  return a.region || b.region ? unknown : { ...unknown, lo: Math.min(a.lo, b.lo), hi: Math.max(a.hi, b.hi) };
}

function signatureOf(store: Store): string {
  return new State([], store).signature();
}
