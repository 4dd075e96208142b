import type { Instruction } from '../ir/ir.ts';
import type { ApiFacts } from '../models/model-index.ts';
import type { Api } from './api.ts';
import { argumentAt, type Arguments } from './arguments.ts';
import { applyCallRules } from './call-rules.ts';
import type { Caller } from './caller.ts';
import { collection } from './collection-calls.ts';
import { isCollectionType, onlyConstant } from './collections.ts';
import { holds } from './conditions.ts';
import { rememberExpression } from './expressions.ts';
import { foldTextMethod } from './constants.ts';
import { traitsOf } from './method-names.ts';
import { computedEntry } from './computed-entry.ts';
import { applyFlows } from './model-flows.ts';
import { addMarks, writeAny, writeField } from './heap.ts';
import type { State } from './state.ts';
import { chosen as chosenBit, cleaned, joinMarks, restored, stepped, type Mark, type Origin } from './taint.ts';
import type { FunctionRun } from './function-run.ts';
import { isResolver, resolvePromise, resolverOf } from './promises.ts';
import { harmlessReplaced } from './texts-without.ts';
import { apiValue, constantValue, isConstant, join, objectValue, unknown, withMarks, type Value } from './value.ts';

/**
 * A call of something that is not of this project: what the models say of it; else what well-known methods of
 * collections and texts do; else everything given may be in what comes back.
 */
export function callExternal(
  caller: Caller,
  one: Instruction,
  apis: readonly Api[],
  method: string,
  receiver: Value | undefined,
  args: Arguments,
  state: State,
  isNew = false,
): Value {
  const { run } = caller;
  const { world, memory, fn } = run;
  const { isSetter, isNeverText } = traitsOf(method);
  const place = fn.module.places.of(one.node);
  const known: (ApiFacts & { guess?: boolean })[] = apis.map((api) => world.factsOf(api));
  if (apis.length === 0 && method) {
    const guess = world.guessFacts(method);
    if (guess) known.push(guess);
  }
  const property = propertyOf(run, apis, args);
  if (property) return property;

  // What is done to the arguments, and what the arguments do.
  for (const facts of known) {
    if (facts.rules.length > 0) applyCallRules(run, one, facts, receiver, args, state);
    for (const { argument, kind, when, unless, chosen } of facts.sinks) {
      for (const register of argumentAt(one, argument)) {
        const value = selectProperty(
          run,
          state,
          state.get(register),
          'property' in argument ? argument.property : '',
          one,
        );
        const marks = memory.deepMarks(state, value);
        if (marks.length === 0 || !holds(run, { when, unless }, receiver, args, state)) continue;
        for (const mark of chosen ? cleaned(marks, chosenBit) : marks)
          run.reach(kind, mark, place, facts.guess === true);
      }
    }
  }
  if (receiver && isResolver(receiver) && !method) {
    resolvePromise(run, receiver, [...args.values], state);
    return unknown;
  }
  if (poursFields.test(apis[0]?.path ?? '')) pourFields(run, args, state);
  if (apis[0]?.path === 'Object.defineProperty') defineProperty(caller, one, args, state);
  const kept = onShelf(run, one, known, args, state);
  if (kept) return afterwards(run, known, one, kept, args, state, apis);
  const flowsDone = known.some((facts) => facts.flows.length > 0);
  let result: Value | undefined;
  for (const facts of known)
    if (facts.flows.length > 0) result = joinMaybe(result, applyFlows(run, one, facts, receiver, args, state));

  const text = !flowsDone && method && receiver ? foldTextMethod(method, receiver, args.values) : undefined;
  if (text) return text;
  if (!flowsDone && method && receiver) {
    const collected =
      computedEntry(caller, method, receiver, args, state, one) ?? collection(run, method, receiver, args, state, one);
    if (collected) return afterwards(run, known, one, collected, args, state);
  }

  const called = runCallbacks(caller, one, known, receiver, args, state);

  if (!flowsDone) {
    let marks: readonly Mark[] = receiver && method ? receiverMarks(run, state, receiver) : [];
    for (const value of args.values) marks = joinMarks(marks, memory.deepMarks(state, value));
    if (method && receiver && receiver.objects.length > 0) changeReceiver(run, method, receiver, args, state);
    const isClean =
      known.some((facts) => facts.isClean) ||
      (isNeverText && known.every((facts) => facts.guess || saysNothing(run, facts)));
    const part = method && receiver ? ofInput(run, receiver, method, one) : unknown;
    const passed = isClean ? unknown.marks : joinMarks(part.marks, marks);
    const left = cleaned(
      passed.length === 0 ? passed : stepped(passed, place, `goes through ${nameOf(apis, method)}`),
      passed.length === 0 ? 0 : replacedBits(run, apis[0]?.path === 're.sub' ? 'sub' : method, args),
    );
    // Nothing of what was given is left: it is no part of it either.
    result = passed.length > 0 && left.length === 0 ? { ...part, marks: left, objects: [] } : withMarks(part, left);
  }
  let value = result ?? unknown;
  if (called) value = withMarks(value, joinMarks(value.marks, memory.deepMarks(state, called)));
  for (const { wraps } of known)
    for (const register of wraps ? argumentAt(one, wraps) : [])
      value = { ...value, functions: [...new Set([...value.functions, ...state.get(register).functions])] };
  if (!isNew) {
    for (const api of apis) {
      const canonical = world.canonical(api.result());
      if (canonical && !value.apis.includes(canonical)) value = { ...value, apis: [...value.apis, canonical] };
    }
    // `reply.type('text/html')` gives the reply itself.
    if (receiver && isSetter && isFluent(receiver, value)) value = { ...value, objects: receiver.objects };
    if (apis.length > 0 && value.objects.length === 0) {
      const id = memory.objectAt(one.node, 'result');
      value = { ...value, objects: [id] };
      if (args.values.length === 0 && apis.some(({ path }) => makesCollection(run, path)))
        memory.update(state, id, (object) => object.with({ isCollection: true }));
    }
  }
  if (args.keys) rememberSettings(run, value, args, state);
  if (!isNew) rememberExpression(run, value, apis, args, state);
  return afterwards(run, known, one, value, args, state, apis);
}

/** `Object.assign(into, …from)`: what is known of the parts stays known. */
function pourFields({ world, memory }: FunctionRun, { values: [into, ...from] }: Arguments, state: State): void {
  for (const id of into?.objects ?? [])
    for (const source of from)
      for (const other of source.objects) {
        const { fields } = world.read(state.heap, other);
        memory.update(state, id, (object) => {
          let poured = object;
          for (const [key, value] of fields) poured = writeField(poured, key, value, false);
          return poured;
        });
      }
}

/** `Object.defineProperty(exports, 'name', { get: function () { return name; } })`, or `{ value }`. */
function defineProperty(
  { run }: Caller,
  one: Instruction,
  { values: [object, name, how] }: Arguments,
  state: State,
): void {
  const { world, memory } = run;
  const key = name && onlyConstant(name);
  if (!object || typeof key !== 'string' || !how) return;
  const [getter] = memory.load(state, how, 'get', one.node).functions;
  const returned = getter === undefined || world.isQuiet ? undefined : world.summaryOf(getter).returns;
  const value = returned && returned.objects.length === 0 ? returned : memory.load(state, how, 'value', one.node);
  if (value.functions.length > 0 || value.apis.length > 0)
    for (const id of object.objects) memory.update(state, id, (into) => writeField(into, key, value, true));
}

/** What one function leaves under a name, another finds. */
function onShelf(
  { world, memory }: FunctionRun,
  one: Instruction,
  known: readonly ApiFacts[],
  { values: [name, value] }: Arguments,
  state: State,
): Value | undefined {
  const shelf = known.find((facts) => facts.shelf)?.shelf;
  if (!shelf || !name) return undefined;
  const id = world.shelf(shelf.name);
  const key = onlyConstant(name);
  if (!shelf.isPut)
    return key === undefined
      ? memory.loadAny(state, objectValue(id), one.node)
      : memory.load(state, objectValue(id), String(key), one.node);
  if (value)
    memory.update(state, id, (object) =>
      key === undefined ? writeAny(object, value) : writeField(object, String(key), value, true),
    );
  return unknown;
}

/** A setting whose result is of its receiver's own known type gives the receiver, as far as anybody can tell. */
function isFluent(receiver: Value, result: Value): boolean {
  return (
    receiver.objects.length > 0 && receiver.apis.some((api) => result.apis.includes(api) && !api.path.endsWith('()'))
  );
}

/** Python has no `new`: a type that is called makes an object. */
function makesCollection({ fn }: FunctionRun, path: string): boolean {
  return fn.module.module.language === 'python' && isCollectionType(path);
}

/** What a library's object was made with by name: later conditions ask for it. */
function rememberSettings(run: FunctionRun, made: Value, { values, keys }: Arguments, state: State): void {
  for (const id of made.objects)
    if (!run.world.objects.isInput(id))
      keys?.forEach((key, at) => {
        const given = values[at];
        if (/^\w/.test(key) && given && (isConstant(given) || given.apis.length > 0))
          run.memory.update(state, id, (object) => writeField(object, key, { ...given, marks: [] }, true));
      });
}

/** Sources, sanitisation: what the models say last. */
function afterwards(
  run: FunctionRun,
  known: readonly ApiFacts[],
  one: Instruction,
  value: Value,
  args: Arguments,
  state: State,
  apis: readonly Api[] = [],
): Value {
  const { world, memory } = run;
  let result = value;
  for (const facts of known) {
    if (facts.empties.length > 0) empty(run, facts, one, args, state);
    if (facts.sanitizes !== 0) result = withMarks(result, cleaned(result.marks, facts.sanitizes));
    if (facts.restores !== 0) result = withMarks(result, restored(result.marks, facts.restores));
    for (const { argument, bits } of facts.sanitizedArguments)
      for (const register of argumentAt(one, argument))
        state.set(register, withMarks(state.get(register), cleaned(state.get(register).marks, bits)));
    for (const { argument, kind } of facts.sourceArguments)
      for (const register of argumentAt(one, argument)) {
        const mark = memory.sourceMark(kind, one.node, nameOf(apis, one.name));
        const before = state.get(register);
        state.set(register, withMarks(before, joinMarks(before.marks, [mark])));
        for (const id of before.objects) memory.update(state, id, (object) => addMarks(object, [mark]));
      }
    if (facts.source)
      result = withMarks(
        result,
        joinMarks(result.marks, [memory.sourceMark(facts.source, one.node, nameOf(apis, one.name))]),
      );
  }
  for (const api of apis) {
    const facts = world.factsOf(api.result());
    if (facts.source)
      result = withMarks(
        result,
        joinMarks(result.marks, [memory.sourceMark(facts.source, one.node, api.result().path)]),
      );
    if (facts.sanitizes !== 0) result = withMarks(result, cleaned(result.marks, facts.sanitizes));
  }
  return result;
}

/** In Java and Python a method of this name gives a number or an answer, whatever it is a method of. */
function saysNothing({ fn }: FunctionRun, { source, flows }: ApiFacts): boolean {
  const { language } = fn.module.module;
  return (language === 'java' || language === 'python') && source === null && flows.length === 0;
}

/** What the receiver held is gone. */
function empty(run: FunctionRun, { empties }: ApiFacts, one: Instruction, args: Arguments, state: State): void {
  const receiver = state.get(one.a);
  if (!empties.some((when) => holds(run, { when, unless: [] }, receiver, args, state))) return;
  if (receiver.marks.length > 0) state.set(one.a, withMarks(receiver, []));
  const [only] = receiver.objects;
  if (only === undefined || receiver.objects.length > 1 || run.world.objects.inputOf(only)) return;
  run.memory.update(state, only, (object) => (object.many ? object : object.with({ marks: [], rest: null })));
}

/** What `x.replace("'", "''")` makes harmless, where it replaces all there are. */
function replacedBits({ fn }: FunctionRun, method: string, { values: [from, to] }: Arguments): number {
  const isAll =
    method === 'replaceAll' ||
    method === 'sub' ||
    (method === 'replace' && !fn.module.module.language.endsWith('script'));
  const text = isAll && from ? onlyConstant(from) : undefined;
  const by = to ? onlyConstant(to) : undefined;
  if (typeof text !== 'string' || typeof by !== 'string') return 0;
  // Everything but letters and digits goes.
  const isExpression = method === 'sub' || (method === 'replaceAll' && fn.module.module.language === 'java');
  if (isExpression && /^\[\^(?:[A-Za-z0-9_ -]|\\[wd])+\][+*]?$/.test(text) && /^\w?$/.test(by)) return -1;
  return harmlessReplaced(text, by);
}

/** A receiver's own marks; those of an input stand for its parts, and the method's name is added to them. */
function receiverMarks(run: FunctionRun, state: State, receiver: Value): readonly Mark[] {
  const marks = run.memory.deepMarks(state, receiver);
  return marks.length === 0 ? marks : marks.filter((mark) => !isOwnInput(run, receiver, mark.origin));
}

/** Does the receiver stand for just this input of the function at hand? */
function isOwnInput(run: FunctionRun, receiver: Value, origin: Origin): boolean {
  const { objects } = run.world;
  return receiver.objects.some((id) => objects.isInputOf(id, run.fn.id) && objects.inputOf(id) === origin);
}

/** What a method of an input gives is a part of the input: `.getParameter()`. */
function ofInput(run: FunctionRun, receiver: Value, method: string, one: Instruction): Value {
  let value: Value | undefined;
  for (const id of receiver.objects) {
    const input = run.world.objects.isInputOf(id, run.fn.id) ? run.world.objects.inputOf(id) : undefined;
    if (!input) continue;
    const own = receiver.marks.find(({ origin }) => origin === input);
    value = joinMaybe(value, run.memory.part(input, `.${method}()`, own, one.node));
  }
  return value ?? unknown;
}

/**
 * Functions among the arguments are called: by what the models say, else with whatever else is given. Gives what Java's
 * lambdas return: `executor.submit(() -> name)`.
 */
function runCallbacks(
  caller: Caller,
  one: Instruction,
  known: readonly ApiFacts[],
  receiver: Value | undefined,
  args: Arguments,
  state: State,
): Value | undefined {
  const { run } = caller;
  const { world, memory } = run;
  let marks: readonly Mark[] | undefined;
  let returned: Value | undefined;
  args.values.forEach((value, at) => {
    if (value.functions.length === 0) return;
    const register = one.args[at]!;
    const modelled = known.flatMap((facts) =>
      facts.callbacks.filter(({ argument }) => argumentAt(one, argument).includes(register)),
    );
    for (const id of value.functions) {
      const callee = world.program.functions[id]!;
      let given: (Value | undefined)[];
      if (one.op === 'new' && one.name === 'Promise')
        given = [resolverOf(run, memory.objectAt(one.node, 'new Promise'))];
      else if (modelled.length > 0) {
        given = modelled[0]!.parameters.map((type) => {
          if (!type) return undefined;
          const api = world.program.api(type);
          const { source } = world.factsOf(api);
          const typed = apiValue(world.canonical(api) ?? api);
          return source ? withMarks(typed, [memory.sourceMark(source, callee.fn.node, type)]) : typed;
        });
        // Express tells handlers of errors by their four parameters.
        if (callee.fn.parameters.length === 4 && modelled[0]!.parameters.length === 3) given = [undefined, ...given];
        world.hint(
          id,
          given.map((type) => type && { ...type, marks: [] }),
        );
      } else {
        marks ??= known.some(({ isClean }) => isClean) ? [] : othersMarks(run, receiver, args, state);
        const element = receiver && receiver.objects.length > 0 ? memory.loadAny(state, receiver, one.node) : unknown;
        const carried = marks;
        given = callee.fn.parameters.map((_, index) =>
          index === 0 ? withMarks(element, joinMarks(element.marks, carried)) : withMarks(unknown, carried),
        );
      }
      const value = caller.runClosure(
        id,
        state,
        given.map((one_) => one_ ?? unknown),
      );
      if (value && callee.fn.name === '<lambda>') returned = joinMaybe(returned, value);
    }
  });
  return returned;
}

function othersMarks(run: FunctionRun, receiver: Value | undefined, args: Arguments, state: State): readonly Mark[] {
  let marks: readonly Mark[] = receiver ? run.memory.deepMarks(state, receiver) : [];
  for (const value of args.values) marks = joinMarks(marks, run.memory.deepMarks(state, value));
  return marks;
}

/** Methods that put something into their receiver; and settings, which later conditions ask for. */
function changeReceiver(run: FunctionRun, method: string, receiver: Value, args: Arguments, state: State): void {
  const { memory } = run;
  const first = args.values[0];
  const { isSetter, isMutator } = traitsOf(method);
  if (args.values.length > 0 && isSetter) {
    const key = args.values.length > 1 && first ? (onlyConstant(first) ?? first.apis[0]?.path) : undefined;
    const value = args.values.at(-1)!;
    const name = key === undefined ? `${method}()` : `${method}(${String(key)})`;
    for (const id of receiver.objects)
      memory.update(state, id, (object) => writeField(object, name, value, receiver.objects.length === 1));
  } else if (isSetter)
    for (const id of receiver.objects)
      memory.update(state, id, (object) => writeField(object, `${method}()`, constantValue(true), true));
  if (!isMutator) return;
  let marks: readonly Mark[] = [];
  for (const value of args.values) marks = joinMarks(marks, memory.deepMarks(state, value));
  if (marks.length === 0) return;
  for (const id of receiver.objects) memory.update(state, id, (object) => addMarks(object, marks));
}

/** `Properties.getProperty("k", "default")`: the project's own files answer. */
function propertyOf(run: FunctionRun, apis: readonly Api[], args: Arguments): Value | undefined {
  if (!apis.some(({ path }) => path === 'java.util.Properties.getProperty')) return undefined;
  const key = args.values[0] ? onlyConstant(args.values[0]) : undefined;
  const found = typeof key === 'string' ? run.world.property(key) : undefined;
  return found === undefined ? undefined : constantValue(found);
}

export function selectProperty(
  run: FunctionRun,
  state: State,
  value: Value,
  path: string,
  one: Pick<Instruction, 'node'>,
): Value {
  return path === '' ? value : path.split('.').reduce((at, name) => run.memory.load(state, at, name, one.node), value);
}

function joinMaybe(a: Value | undefined, b: Value): Value {
  return a === undefined ? b : join(a, b);
}

function nameOf(apis: readonly Api[], method: string): string {
  return `${method || (apis[0]?.name ?? '') || 'a function'}()`;
}

const poursFields =
  /^(Object\.assign|(lodash|underscore)\.(assign|extend|defaults)|util\._extend|extend|xtend|object-assign)$/;
