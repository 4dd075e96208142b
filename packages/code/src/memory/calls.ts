import { nothing, type Instruction } from '../ir/ir.ts';
import type { Node } from '../syntax/syntax-tree.ts';
import { isWhole } from './access.ts';
import { State, type Frame } from './frame.ts';
import { allocate, library } from './library.ts';
import { fullName, type MemoryFunction } from './program.ts';
import type { Store } from './store.ts';
import { pointer, unknown, type Val } from './value.ts';
import type { Workspace } from './workspace.ts';

const deepestCall = 9;

/** One way out of a function. */
export interface Outcome {
  value: Val;
  store: Store;
  node: Node;
}

/** Goes into functions, as long as there is patience for it. */
export interface Follower extends Workspace {
  readonly isExhausted: boolean;
  follow(frame: Frame, start: State): Outcome[];
}

/** A call: of the project, followed; of the standard library, known; of anything else, careful. */
export function callInstruction(run: Follower, frame: Frame, one: Instruction, state: State): State[] {
  const { program, access } = run;
  const { home } = frame.fn;
  let callee: MemoryFunction | undefined;
  let self: Val | null = null;
  let { name } = one;
  switch (one.op) {
    case 'callNamed':
      callee = program.functionNamed(name, home, fullName(frame.fn.fn));
      break;
    case 'call': {
      const target = access.use(frame, state, one.a, one.node);
      callee = target.fn ?? undefined;
      const definition = frame.fn.definitions[one.a];
      name = definition?.op === 'global' ? definition.name : '';
      break;
    }
    case 'invoke': {
      self = access.get(frame, state, one.a);
      const region = self.region ? state.store.get(self.region) : undefined;
      callee = program.method(region?.className || classOf(run, frame, one.a), name);
      if (self.region && region) access.check(frame, state, self, 0, false, one.node);
      if (state.isDead) return [];
      break;
    }
    default:
      return construct(run, frame, one, state);
  }
  const args = one.args.map((arg) => access.use(frame, state, arg, one.node));
  if (name === 'operator delete' && args[0])
    return destroy(run, frame, args[0], state, one.node).flatMap((after) =>
      after.isDead ? [] : external(run, frame, one, name, args, after, null),
    );
  if (callee && callee.fn.blocks.length > 0) {
    const after = follow(run, frame, callee, self, args, state, one);
    if (after) return after;
  }
  return external(run, frame, one, name, args, state, self);
}

/** The objects of a function go when it ends, the last one first; what it returns stays. */
export function destroyLocals(run: Follower, frame: Frame, state: State, returned: number, node: Node): State[] {
  let states = [state];
  if (!run.program.hasDestructors) return states;
  const objects = [...state.store.regions.values()]
    .filter(({ kind, depth, className }) => kind === 'stack' && depth === frame.depth && className !== '')
    .map(({ id }) => id)
    .filter((id) => id !== returned)
    .reverse();
  for (const id of objects)
    states = states.flatMap((before) => (before.isDead ? [] : destroy(run, frame, pointer(id), before, node)));
  return states;
}

/** What a class does when an object of it goes. */
function destroy(run: Follower, frame: Frame, self: Val, state: State, node: Node): State[] {
  const region = self.region ? state.store.get(self.region) : undefined;
  if (!region?.className || region.status !== 'alive') return [state];
  const destructor = run.program.method(region.className, `~${region.className.split('.').at(-1)}`);
  if (!destructor || destructor.fn.blocks.length === 0) return [state];
  return follow(run, frame, destructor, self, [], state, { node, dst: nothing }) ?? [state];
}

function external(
  run: Follower,
  frame: Frame,
  one: Instruction,
  name: string,
  args: readonly Val[],
  state: State,
  self: Val | null,
): State[] {
  const known = self ? undefined : library.get(name);
  if (known) {
    const result = known(run, { frame, one, state, args, name });
    if (Array.isArray(result)) return result;
    if (!state.isDead) run.access.set(frame, state, one.dst, result);
    return [state];
  }
  // Nobody knows what it does: it may keep, free or fill what it is given.
  const isReader =
    self === null && readers.test(name) && !/free|delete|destroy|release|close|init|fill|create|read/i.test(name);
  args.forEach((value, at) => given(run, frame, state, value, one.args[at]!, one.node, isReader));
  if (self?.region) state.store.escape(self.region);
  run.access.set(frame, state, one.dst, unknown);
  return [state];
}

const readers =
  /^(?:\w+_)?(print|log|show|dump|puts|display|trace|debug|warn|error|assert|check|is|cmp|compare|count|hash)|print|Print|log/;

/** A value handed to a function nobody knows. */
function given(
  run: Follower,
  frame: Frame,
  state: State,
  value: Val,
  register: number,
  node: Node,
  isReader: boolean,
): void {
  const region = value.region ? state.store.get(value.region) : undefined;
  if (!region) return;
  if (region.status === 'freed' && region.kind !== 'unknown') {
    run.report('use-after-free', frame, node, 'memory is handed on that was given back', [region.born, region.gone]);
    state.store.own(region.id)!.status = 'maybe';
    return;
  }
  if (isReader) return;
  void register;
  state.store.escape(region.id);
  if (region.kind !== 'literal') state.store.writeSomewhere(region.id);
  if (region.mayBeNull) state.store.own(region.id)!.mayBeNull = false;
}

function classOf(run: Follower, frame: Frame, register: number): string {
  let type = run.access.typeOf(frame, register);
  for (let round = 0; type?.kind === 'pointer' && round < 2; round += 1)
    type = run.program.resolve(type.to, frame.fn.home);
  return type?.kind === 'struct' || type?.kind === 'named' ? type.name.replaceAll('::', '.') : '';
}

/** Follows the callee on the caller's memory; `null` where that goes too far. */
function follow(
  run: Follower,
  frame: Frame,
  callee: MemoryFunction,
  self: Val | null,
  args: readonly Val[],
  state: State,
  one: Pick<Instruction, 'node' | 'dst'>,
): State[] | null {
  if (frame.depth >= deepestCall || run.isExhausted) return null;
  let depth = 0;
  for (let at: Frame | null = frame; at; at = at.caller) if (at.fn === callee && (depth += 1) > 1) return null;
  const inner: Frame = { fn: callee, depth: frame.depth + 1, key: `${frame.key}>${one.node}`, caller: frame };
  const start = new State([], state.store);
  // An earlier call from the same place may have left its variables.
  for (const register of callee.places) state.store.remove(run.id(`${inner.key}:${register}`));
  bind(run, inner, start, self, args);
  const outcomes = run.follow(inner, start);
  run.followed.add(callee);
  const after: State[] = [];
  outcomes.forEach((outcome, at) => {
    const next =
      at === outcomes.length - 1
        ? state
        : new State([...state.regs], outcome.store, state.forks, new Map(state.rounds));
    next.store = outcome.store;
    if (outcomes.length > 1) next.forks += 1;
    leave(next.store, inner, run, outcome.node);
    run.access.set(frame, next, one.dst, outcome.value);
    after.push(next);
  });
  return after;
}

/** Gives parameters their values; what the caller does not say is unknown. */
export function bind(
  run: Follower,
  frame: Frame,
  state: State,
  self: Val | null,
  args: readonly (Val | undefined)[],
): void {
  const { fn } = frame.fn;
  if (fn.self >= 0) run.access.set(frame, state, fn.self, self ?? unknown);
  fn.parameters.forEach((parameter, at) => {
    if (parameter.rest !== '') return;
    const value = args[at] ?? unknown;
    const type = run.access.typeOf(frame, parameter.register);
    if (isWhole(type)) run.access.variable(frame, state, parameter.register);
    run.access.set(frame, state, parameter.register, value, undefined);
  });
}

/** The function's own variables end with it. */
function leave(store: Store, frame: Frame, run: Follower, node: Node): void {
  for (const region of store.regions.values()) {
    if (
      region.depth !== frame.depth ||
      (region.kind !== 'stack' && region.kind !== 'alloca') ||
      region.status !== 'alive'
    )
      continue;
    const own = store.own(region.id)!;
    own.status = 'dead';
    own.gone = run.step(frame, node, 'its function ends here');
  }
}

/** `new T(…)`, `T x(…)`. */
function construct(run: Follower, frame: Frame, one: Instruction, state: State): State[] {
  const { access, program } = run;
  const args = one.args.map((arg) => access.use(frame, state, arg, one.node));
  const isInPlace = frame.fn.inMemory[one.dst] === 1 || one.keys !== null;
  const constructor = program.method(one.name, one.name.slice(one.name.lastIndexOf('.') + 1));
  const type = access.typeOf(frame, one.dst);
  let self: Val;
  if (isInPlace) {
    if (frame.fn.inMemory[one.dst] !== 1) {
      for (const value of args) if (value.region) state.store.escape(value.region);
      state.regs[one.dst] = unknown;
      return [state];
    }
    const region = state.store.own(access.variable(frame, state, one.dst).id)!;
    region.cells.clear();
    region.fills = [];
    region.rest = constructor ? 'uninitialised' : 'unknown';
    region.className = one.name;
    self = pointer(region.id);
  } else {
    const target = type?.kind === 'pointer' ? program.resolve(type.to, frame.fn.home) : undefined;
    self = allocate(
      run,
      { frame, one, state, args, name: 'new' },
      'new',
      access.sizeOf(frame, target),
      target?.kind === 'struct' && target.fields !== null && !constructor
        ? 'uninitialised'
        : constructor
          ? 'uninitialised'
          : 'unknown',
    );
    const region = self.region ? state.store.own(self.region) : undefined;
    if (region) {
      region.mayBeNull = false;
      region.className = one.name;
    }
    state.regs[one.dst] = self;
  }
  if (!constructor) {
    for (const value of args) if (value.region) state.store.escape(value.region);
    return [state];
  }
  const call: Instruction = { ...one, dst: -1 };
  const after = follow(run, frame, constructor, self, args, state, call);
  if (after) return after;
  for (const value of [self, ...args]) if (value.region) state.store.writeSomewhere(value.region);
  return [state];
}
