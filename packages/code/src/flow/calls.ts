import type { Instruction } from '../ir/ir.ts';
import type { Api } from './api.ts';
import type { Arguments } from './arguments.ts';
import { rememberExpression } from './expressions.ts';
import type { Caller } from './caller.ts';
import { callExternal } from './external-call.ts';
import { addMarks, emptyObject, joinObjects, writeAny, writeField } from './heap.ts';
import { Instantiation } from './instantiate.ts';
import { fitting } from './overloads.ts';
import type { Place } from './place.ts';
import type { ProgramClass } from './program.ts';
import { reflect, reflectedClass, reflectedField } from './reflection.ts';
import type { State } from './state.ts';
import type { Summary } from './summary.ts';
import { none, type Node, type SyntaxTree } from '../syntax/syntax-tree.ts';
import { joinMarks, nextStep, type Input, type Mark, type Origin } from './taint.ts';
import { isResolver, resolvePromise } from './promises.ts';
import { callBuiltin } from './python-builtins.ts';
import { isElement, type FunctionRun } from './function-run.ts';
import { apiValue, join, objectValue, unknown, withMarks, type Value } from './value.ts';
import { isCollectionType } from './collections.ts';

/** Who is called, and what comes of it. */
export class Calls implements Caller {
  readonly run: FunctionRun;
  #nesting = 0;

  constructor(run: FunctionRun) {
    this.run = run;
  }

  call(one: Instruction, state: State): Value {
    const args: Arguments = { values: one.args.map((arg) => state.get(arg)), keys: one.keys };
    switch (one.op) {
      case 'callNamed':
        return this.#callNamed(one, args, state);
      case 'call':
        return this.#callValue(one, state.get(one.a), args, state);
      case 'new': {
        if (one.name === '') return this.#callValue(one, state.get(one.a), args, state, true);
        const cls = this.run.world.program.classNamed(one.name);
        return cls
          ? this.#construct(one, cls, args, state)
          : this.#make(one, this.run.world.program.api(one.name), args, state);
      }
      default:
        return this.#invoke(one, args, state);
    }
  }

  #callNamed(one: Instruction, args: Arguments, state: State): Value {
    const { world, fn } = this.run;
    const { program } = world;
    const targets = program.functionsNamed(one.name, fn.module);
    if (targets.length > 0) return this.#applyAll(targets, undefined, args, one, state);
    const cls = program.classNamed(one.name);
    if (cls) return this.#construct(one, cls, args, state);
    const built = callBuiltin(this.run, one, args, state);
    if (built) return built;
    // A method called by its class's name.
    const dot = one.name.lastIndexOf('.');
    const owner = dot > 0 ? program.classNamed(one.name.slice(0, dot)) : undefined;
    const methods = owner ? program.methodsOf(owner, one.name.slice(dot + 1)) : [];
    if (methods.length > 0) return this.#callUnbound(methods, args, one, state);
    const reflected = reflect(program, one, undefined, args);
    if (reflected) return reflected;
    const field = dot > 0 && !owner ? this.#staticField(one.name.slice(0, dot), one, state) : undefined;
    if (field) return this.#invoke({ ...one, name: one.name.slice(dot + 1) }, args, state, field);
    return callExternal(this, one, [program.api(one.name)], '', undefined, args, state);
  }

  /** `User::name` given what it is to be called on first; else a static method. */
  #callUnbound(methods: readonly number[], args: Arguments, one: Instruction, state: State): Value {
    const [self, ...rest] = args.values;
    const isUnbound = methods.every((id) => {
      const { fn, module } = this.run.world.program.functions[id]!;
      return module.module.language === 'java' && !fn.isStatic && fn.parameters.length === rest.length;
    });
    if (self && isUnbound) return this.#applyAll(methods, self, { values: rest, keys: null }, one, state);
    return this.#applyAll(methods, undefined, args, one, state);
  }

  /** `user.name` where a property's method gives it, `user[key]` where `__getitem__` does. */
  ofPython(one: Instruction, base: Value, name: string, args: readonly Value[], state: State): Value | undefined {
    const { program } = this.run.world;
    if (this.run.fn.module.module.language !== 'python') return undefined;
    for (const api of base.apis) {
      const cls = program.classNamed(api.path);
      const methods = cls ? program.methodsOf(cls, name) : [];
      const isMeant = (id: number) =>
        name === '__getitem__' || program.functions[id]!.fn.annotations.some(({ name: by }) => properties.test(by));
      if (methods.length > 0 && methods.every(isMeant))
        return this.#applyAll(methods, base, { values: args, keys: null }, one, state);
    }
    return undefined;
  }

  /** Java's lambdas and method references, which are called by whatever their interface calls it. */
  #isLambda({ functions }: Value): boolean {
    return functions.every((id) => this.run.world.program.functions[id]!.fn.name === '<lambda>');
  }

  /** `com.acme.Database.pool`: what a class of the project holds in a field of its own. */
  #staticField(path: string, one: Instruction, state: State): Value | undefined {
    const { world, memory } = this.run;
    const dot = path.lastIndexOf('.');
    const owner = dot > 0 ? world.program.classNamed(path.slice(0, dot)) : undefined;
    const name = path.slice(dot + 1);
    if (!owner?.cls.fields.has(name)) return undefined;
    return memory.load(state, apiValue(world.program.api(owner.name)), name, one.node);
  }

  #callValue(one: Instruction, callee: Value, args: Arguments, state: State, isNew = false): Value {
    const { world } = this.run;
    let result: Value | undefined;
    const add = (value: Value) => (result = result === undefined ? value : join(result, value));
    if (callee.functions.length > 0)
      add(
        isNew
          ? this.#constructBy(one, callee.functions, args, state)
          : this.#applyAll(callee.functions, undefined, args, one, state),
      );
    const external: Api[] = [];
    for (const api of callee.apis) {
      const cls = world.program.classNamed(api.path);
      if (cls) add(this.#construct(one, cls, args, state));
      else if (isNew) add(this.#make(one, api, args, state));
      else external.push(api);
    }
    if (external.length > 0 || result === undefined) {
      if (callee.functions.length === 0) this.#pend(callee, args, one);
      add(callExternal(this, one, external, '', callee, args, state));
    }
    return result ?? unknown;
  }

  #invoke(one: Instruction, args: Arguments, state: State, receiver = state.get(one.a)): Value {
    const { world, fn } = this.run;
    const { name } = one;
    // `super.run()`, `super(…)`
    if (typeof one.value === 'string') return this.#invokeAbove(one, one.value, args, state, receiver);
    // `f.call(this, x)`, `f.apply(this, xs)`, `f.bind(this)`
    if (receiver.functions.length > 0) {
      if (fn.module.module.language === 'java' && !composes.test(name) && this.#isLambda(receiver))
        return this.#applyAll(receiver.functions, undefined, args, one, state);
      if (name === 'call' || name === 'apply') {
        const rest = args.values.slice(1);
        const given = name === 'apply' ? this.#spread(rest[0] ?? unknown, one, state) : { values: rest, keys: null };
        return this.#applyAll(receiver.functions, args.values[0], given, one, state);
      }
      if (name === 'bind') return receiver;
      const owned = receiver.functions.flatMap((id) => world.membersOf(id).get(name) ?? []);
      if (owned.length > 0) return this.#applyAll(owned, receiver, args, one, state);
      if (name === 'invoke') {
        const [self, ...rest] = args.values;
        const given = rest.length === 1 && rest[0]!.objects.length > 0 ? this.#spread(rest[0]!, one, state) : undefined;
        return this.#applyAll(receiver.functions, self, given ?? { values: rest, keys: null }, one, state);
      }
    }
    if (fn.module.module.language === 'java' && receiver.apis.length > 0) {
      const reflected = this.#reflected(one, args, state, receiver);
      if (reflected) return reflected;
    }
    const targets = new Set<number>();
    const external: Api[] = [];
    let found = false;
    for (const api of receiver.apis) {
      const cls = world.program.classNamed(api.path);
      const isExact = receiver.objects.length > 0 && receiver.objects.every((id) => !world.objects.isInput(id));
      const methods = cls ? (isExact ? world.program.methodsOf(cls, name) : world.program.overridesOf(cls, name)) : [];
      if (methods.length === 0) {
        const member = api.member(name);
        const named = cls ? [] : world.program.functionsNamed(member.path, this.run.fn.module);
        const made = named.length === 0 ? world.program.classNamed(member.path) : undefined;
        if (made) return this.#construct(one, made, args, state);
        if (named.length === 0) external.push(member);
        for (const id of named) targets.add(id);
      } else for (const id of methods) targets.add(id);
    }
    for (const id of receiver.objects) {
      const part = world.read(state.heap, id).fields.get(name);
      for (const fn of part?.functions ?? []) targets.add(fn);
      for (const api of part?.apis ?? []) {
        const cls = world.program.classNamed(api.path);
        if (cls) {
          found = true;
          return this.#construct(one, cls, args, state);
        }
        external.push(api);
      }
    }
    let result: Value | undefined;
    if (targets.size > 0) result = this.#applyAll([...targets], receiver, args, one, state);
    if (targets.size === 0 || external.length > 0) {
      if (targets.size === 0 && external.length === 0 && !found) this.#pendMethod(receiver, name, args, one);
      const outside = callExternal(this, one, external, name, receiver, args, state);
      result = result === undefined ? outside : join(result, outside);
    }
    return result ?? unknown;
  }

  /** A method or constructor of the class above, whatever overrides it. */
  #invokeAbove(one: Instruction, above: string, args: Arguments, state: State, receiver: Value): Value {
    const { world, memory } = this.run;
    const cls = world.program.classNamed(above);
    const methods = cls ? world.program.methodsOf(cls, one.name) : [];
    if (methods.length > 0) return this.#applyAll(methods, receiver, args, one, state);
    if (one.name !== '<init>')
      return callExternal(this, one, [world.program.api(above).member(one.name)], one.name, receiver, args, state);
    // Made by a base class nobody knows: what is given is in it.
    const marks = args.values.reduce<readonly Mark[]>((all, arg) => joinMarks(all, memory.deepMarks(state, arg)), []);
    if (marks.length > 0)
      for (const id of receiver.objects) memory.update(state, id, (object) => addMarks(object, marks));
    return unknown;
  }

  /** What is done through `java.lang.reflect` with names that are known. */
  #reflected(one: Instruction, args: Arguments, state: State, receiver: Value): Value | undefined {
    const { world, memory } = this.run;
    for (const api of receiver.apis) {
      if (one.name === 'newInstance') {
        const cls = reflectedClass(world.program, api);
        if (cls) return this.#construct(one, cls, args, state);
      }
      const field = /^[gs]et$/.test(one.name) ? reflectedField(world.program, api) : undefined;
      const [owner, value] = args.values;
      if (!field || !owner) continue;
      if (one.name === 'get') return memory.load(state, owner, field, one.node);
      if (!value) continue;
      for (const id of owner.objects)
        memory.update(state, id, (object) => writeField(object, field, value, owner.objects.length === 1));
      return unknown;
    }
    return reflect(world.program, one, receiver, args);
  }

  /** The elements of a list as arguments: those known by their place first, then any. */
  #spread(list: Value, one: Instruction, state: State): Arguments {
    const [only] = list.objects;
    const fields = list.objects.length === 1 ? this.run.world.read(state.heap, only!).fields : new Map<string, Value>();
    const values: Value[] = [];
    for (let known = fields.get('0'); known && values.length < 20; known = fields.get(String(values.length)))
      values.push(known);
    const keys = [...values.map(() => ''), '*'];
    return { values: [...values, this.run.memory.loadAny(state, list, one.node)], keys };
  }

  /** A new object of a class of the project. */
  #construct(one: Instruction, cls: ProgramClass, args: Arguments, state: State): Value {
    const { world, memory } = this.run;
    const id = memory.objectAt(one.node, `new ${cls.name}`);
    const known = state.heap.get(id);
    state.heap.set(id, known ? joinObjects(known, emptyObject).with({ many: true }) : emptyObject);
    const value = objectValue(id, [world.program.api(cls.name)]);
    for (const initialiser of world.program.methodsOf(cls, '<init-fields>'))
      this.#applyAll([initialiser], value, { values: [], keys: null }, one, state);
    const simple = cls.name.slice(Math.max(cls.name.lastIndexOf('.'), cls.name.lastIndexOf('#')) + 1);
    const constructors =
      constructorNames.map((name) => world.program.methodsOf(cls, name)).find((found) => found.length > 0) ??
      world.program.methodsOf(cls, simple);
    if (constructors.length > 0) this.#applyAll(constructors, value, args, one, state);
    else if (args.values.length > 0) {
      // Made by a base class nobody knows, or by generated code: what is given is in it.
      const marks = args.values.reduce<readonly Mark[]>((all, arg) => joinMarks(all, memory.deepMarks(state, arg)), []);
      if (marks.length > 0)
        memory.update(state, id, (object) => object.with({ marks: joinMarks(object.marks, marks) }));
    }
    return value;
  }

  /** `new f()` where f is an old-style JavaScript constructor. */
  #constructBy(one: Instruction, functions: readonly number[], args: Arguments, state: State): Value {
    const { program } = this.run.world;
    const id = this.run.memory.objectAt(one.node, 'new');
    if (!state.heap.has(id)) state.heap.set(id, emptyObject);
    // Its prototype's methods are those of a class of the function's name.
    const classes = functions.flatMap((target) => {
      const { fn, module } = program.functions[target]!;
      const name = `${module.module.path}#${fn.name}`;
      return program.classes.has(name) ? [program.api(name)] : [];
    });
    const value = objectValue(id, classes);
    this.#applyAll(functions, value, args, one, state);
    return value;
  }

  /** A new object of a class from outside. */
  #make(one: Instruction, api: Api, args: Arguments, state: State): Value {
    const { world, memory } = this.run;
    const id = memory.objectAt(one.node, `new ${api.path}`);
    const known = state.heap.get(id);
    const isCollection = isCollectionType(api.path);
    const fresh = emptyObject.with({
      isCollection,
      length: isCollection && !/(Map|Hashtable|Properties|dict|Params|Parser)$/i.test(api.path) ? 0 : null,
    });
    state.heap.set(id, known ? joinObjects(known, fresh).with({ many: true }) : fresh);
    const result = callExternal(this, one, [api], '', undefined, args, state, true);
    const canonical = world.canonical(api) ?? api;
    if (result.marks.length > 0)
      memory.update(state, id, (object) => object.with({ marks: joinMarks(object.marks, result.marks) }));
    const made = this.#around(objectValue(id, [canonical]), api, args);
    rememberExpression(this.run, made, [api], args, state);
    return made;
  }

  /** `new PrintWriter(buffer)`: what is put into it is put into what it was made around, and goes where that goes. */
  #around(made: Value, api: Api, { values: [inner] }: Arguments): Value {
    const { around } = this.run.world.factsOf(api);
    if (!inner || around === null) return made;
    const isOne = inner.apis.some(({ path }) => around.of.includes(path));
    const apis = isOne ? [this.run.world.program.api(around.type)] : made.apis;
    return { ...made, apis, objects: [...new Set([...made.objects, ...inner.objects])] };
  }

  #applyAll(
    targets: readonly number[],
    self: Value | undefined,
    args: Arguments,
    one: Instruction,
    state: State,
  ): Value {
    let result: Value | undefined;
    for (const id of fitting(this.run.world, targets, args.values).slice(0, 12)) {
      const value = this.apply(id, self, args, one, state);
      if (value) result = result === undefined ? value : join(result, value);
    }
    return result ?? unknown;
  }

  /** Calls a function of the project with these values; gives what it returns, or nothing if it never does. */
  apply(
    id: number,
    self: Value | undefined,
    args: Arguments,
    one: Pick<Instruction, 'node'>,
    state: State,
  ): Value | undefined {
    const { world, fn, memory } = this.run;
    if (world.isQuiet) return unknown;
    this.run.closures.delete(id);
    world.called(id, fn.id);
    const callee = world.program.functions[id]!;
    const { parameters } = callee.fn;
    const actuals = bind(parameters, args, (values, more) => this.#list(values, more, one, state));
    world.given(id, actuals);
    world.hint(
      id,
      actuals.map(
        (value, at) =>
          value &&
          (value.functions.length > 0 && isCalledWhereItStands(fn.module.module.tree, one.node, callee.fn.node)
            ? functionsOnly(value)
            : this.#typeOf(value, parameters[at]!.type)),
      ),
    );
    if (callee.module.module.language.endsWith('script'))
      actuals.forEach((value, at) => {
        if (value?.marks.some(({ origin }) => isElement(origin.path))) world.elementGiven(id, at);
      });
    const summary = world.summaryOf(id);
    const place = fn.module.places.of(one.node);
    const instantiation = new Instantiation(world, memory, state, place, id, `passed to ${callee.fn.name}()`, (input) =>
      this.#actual(input, self, actuals, state),
    );
    this.#take(summary, instantiation, state, place);
    if (summary.throws !== null) this.run.throws(instantiation.value(summary.throws), state);
    return summary.returns === null ? undefined : this.#returned(summary.returns, instantiation, place, callee.fn.name);
  }

  /** What a callee may be told of an argument's type: where nothing else is known of it, or it is narrower than declared. */
  #typeOf(value: Value, declared: string): Value | undefined {
    const { apis, marks, objects } = value;
    if (apis.length === 0) return undefined;
    if (marks.length === 0 && objects.length === 0) return apisOnly(value);
    const narrower = declared === '' ? [] : apis.filter(({ path }) => path.startsWith(`${declared}@`));
    return narrower.length > 0 ? { ...unknown, apis: narrower } : undefined;
  }

  #returned(returns: Value, instantiation: Instantiation, place: Place, name: string): Value {
    const value = instantiation.value(returns);
    return value.marks.length === 0
      ? value
      : withMarks(
          value,
          value.marks.map((mark) => ({ ...mark, step: nextStep(mark.step, place, `returned by ${name}()`) })),
        );
  }

  /** What a summary does beside returning: objects, sinks, captured variables, functions it calls. */
  #take(summary: Summary, instantiation: Instantiation, state: State, place: Place): void {
    const { fn, stores } = this.run;
    instantiation.applyHeap(summary);
    for (const sink of summary.sinks)
      for (const mark of instantiation.mark(sink.mark, true))
        this.run.reach(sink.kind, mark, sink.place, sink.guess, false);
    for (const store of summary.stores) {
      const value = instantiation.value(store.value);
      if (store.function === fn.id) state.set(store.register, join(state.get(store.register), value));
      else if (stores.length < 200) stores.push({ ...store, value });
    }
    // A function that is handed itself would be called for ever.
    if (this.#nesting >= 4) return;
    this.#nesting += 1;
    for (const call of summary.calls) {
      const callee = instantiation.at(call.origin);
      if (!callee) continue;
      const args = () => call.args.map((value) => instantiation.value(value));
      if (isResolver(callee)) {
        resolvePromise(this.run, callee, args(), state);
        continue;
      }
      if (callee.functions.length > 0) {
        const given: Arguments = { values: args(), keys: null };
        for (const target of callee.functions.slice(0, 4))
          if (target !== fn.id) this.apply(target, undefined, given, { node: fn.fn.node }, state);
        instantiation.forgetWays();
        continue;
      }
      for (const input of this.#inputsIn(callee)) this.#pendCall(input, args(), place);
    }
    this.#nesting -= 1;
  }

  #actual(
    input: Input,
    self: Value | undefined,
    actuals: readonly (Value | undefined)[],
    state: State,
  ): Value | undefined {
    if ('parameter' in input) return input.parameter === -1 ? (self ?? unknown) : (actuals[input.parameter] ?? unknown);
    return input.function === this.run.fn.id ? state.get(input.register) : undefined;
  }

  /** A closure that somebody outside calls, or nobody: its captured variables are what they are here. */
  runClosure(id: number, state: State, args: readonly Value[] = []): Value | undefined {
    const { fn } = this.run;
    return this.apply(id, undefined, { values: args, keys: null }, { node: fn.fn.node }, state);
  }

  /** Rest parameters get a list; `more` are elements that may stand anywhere behind the others. */
  #list(values: readonly Value[], more: readonly Value[], one: Pick<Instruction, 'node'>, state: State): Value {
    const id = this.run.memory.objectAt(one.node, 'rest');
    const fields = new Map(values.slice(0, 40).map((value, at) => [String(at), value] as const));
    const object = emptyObject.with({ fields, length: values.length, isCollection: true });
    state.heap.set(id, more.reduce(writeAny, object));
    return objectValue(id);
  }

  #pend(callee: Value, args: Arguments, one: Instruction): void {
    for (const input of this.#inputsIn(callee))
      this.#pendCall(input, args.values, this.run.fn.module.places.of(one.node));
  }

  #pendMethod(receiver: Value, name: string, args: Arguments, one: Instruction): void {
    for (const input of this.#inputsIn(receiver))
      if (input.depth < 6) this.#pendCall(input.part(`.${name}`), args.values, this.run.fn.module.places.of(one.node));
  }

  /** The inputs of the function at hand that a value stands for. */
  #inputsIn({ objects }: Value): Origin[] {
    const { world, fn } = this.run;
    return objects.flatMap((id) => (world.objects.isInputOf(id, fn.id) ? (world.objects.inputOf(id) ?? []) : []));
  }

  #pendCall(origin: Origin, args: readonly Value[], place: Place): void {
    const { pendingCalls } = this.run;
    const known = pendingCalls.findIndex((one) => one.origin === origin && one.place.number === place.number);
    if (known !== -1) pendingCalls[known] = { origin, args, place };
    else if (pendingCalls.length < 10) pendingCalls.push({ origin, args, place });
  }
}

/** What functional interfaces have besides: they give other functions. */
const composes = /^(andThen|compose|negate|and|or|identity|reversed|thenComparing|equals|hashCode|toString)$/;

const properties = /(^|\.)(property|cached_property)$/;

const constructorNames = ['constructor', '__init__', '<init>'];

function functionsOnly({ functions }: Value): Value {
  return { ...unknown, functions };
}

/** `(function (root, factory) { … })(this, function () { … })`: nobody else ever calls it. */
function isCalledWhereItStands(tree: SyntaxTree, call: Node, fn: Node): boolean {
  if (!tree.is(call, 'call_expression')) return false;
  let callee = tree.child(call, 'function');
  for (let hop = 0; hop < 4 && callee !== none && callee !== fn; hop += 1)
    callee = tree.is(callee, 'member_expression')
      ? tree.child(callee, 'object')
      : (tree.namedChildren(callee)[0] ?? none);
  return callee === fn;
}

/** Only what it is an instance of. */
function apisOnly(value: Value): Value {
  return { ...unknown, apis: value.apis };
}

/** Arguments in the order of the parameters; `undefined` where none is given. */
function bind(
  parameters: readonly { name: string; rest: '' | 'list' | 'dictionary' }[],
  { values, keys }: Arguments,
  list: (values: readonly Value[], more: readonly Value[]) => Value,
): (Value | undefined)[] {
  const positional = keys ? values.filter((_, at) => keys[at] === '') : values;
  const spread = keys ? values.filter((_, at) => keys[at] === '*' || keys[at] === '...' || keys[at] === '**') : [];
  return parameters.map(({ name, rest }, at) => {
    if (rest === 'list') return list(positional.slice(at), spread);
    const named = keys ? keys.indexOf(name) : -1;
    if (named !== -1 && name !== '') return values[named];
    if (rest === 'dictionary') return spread[0];
    const given = positional[at];
    if (given !== undefined || spread.length === 0) return given;
    return spread.reduce((all, one) => join(all, one));
  });
}
