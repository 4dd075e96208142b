import type { Constant, Instruction, Register } from '../ir/ir.ts';
import { Calls } from './calls.ts';
import { indexOf, isCollectionType, isDictionaryType, onlyConstant } from './collections.ts';
import { foldBinary, foldTextMethod, foldTexts, foldUnary } from './constants.ts';
import type { Api } from './api.ts';
import type { World } from './world.ts';
import {
  emptyDictionary,
  emptyList,
  joinHeaps,
  joinObjects,
  writeAny,
  writeField,
  Heap,
  type HeapObject,
} from './heap.ts';
import { rememberExpression } from './expressions.ts';
import { harmlessBehind } from './fixed-start.ts';
import { fixedExpression } from './fixed-texts.ts';
import { FunctionRun } from './function-run.ts';
import { entriesOf, inputValue, isNumeric } from './inputs.ts';
import type { Node } from '../syntax/syntax-tree.ts';
import type { ProgramFunction } from './program.ts';
import { publish } from './publish.ts';
import type { State } from './state.ts';
import type { SinkKind } from '../models/model.ts';
import { emptySummary, type Summary } from './summary.ts';
import { allButSizes, cleaned, partOfMore, joinMarks, stepped, type Mark } from './taint.ts';
import { apiValue, constantValue, functionValue, join, objectValue, unknown, withMarks, type Value } from './value.ts';

/** What each instruction does to what is known. One is made per run over a function, and collects its summary. */
export class Transfer {
  readonly #run: FunctionRun;
  readonly #calls: Calls;
  /** The function is too large: what comes after is unknown. */
  isCut = false;
  returned: Value | null = null;
  readonly finalHeap = new Heap();
  readonly #returnSinks: readonly SinkKind[];
  /** Of the registers that are carried, at all ends. */
  readonly #finalValues: (Value | undefined)[] = [];

  /** Are exceptions followed to whoever catches them? */
  readonly follows: boolean;

  constructor(world: World, fn: ProgramFunction) {
    const { language } = fn.module.module;
    this.follows = language === 'java' || language === 'python';
    this.#run = new FunctionRun(world, fn);
    this.#calls = new Calls(this.#run);
    this.#returnSinks = entriesOf(world, fn).flatMap(({ returns }) => returns ?? []);
  }

  /** Each kind of instruction is a function of its own: V8 optimises what is small, and need not give it up for the others. */
  run(one: Instruction, state: State): void {
    switch (one.op) {
      case 'constant':
        return state.set(one.dst, constantValue(one.value));
      case 'copy':
      case 'await':
      case 'deref':
      case 'address':
        return state.set(one.dst, this.named(one, state.get(one.a)));
      case 'cast':
        return state.set(one.dst, this.#cast(one, state.get(one.a)));
      case 'unary':
        return state.set(one.dst, foldUnary(one.name, state.get(one.a)));
      case 'binary':
        return state.set(one.dst, this.#binary(one, state));
      case 'concat':
        return state.set(one.dst, this.#concat(one, state));
      case 'load':
        return state.set(one.dst, this.#load(one, state));
      case 'index':
        return state.set(one.dst, this.#index(one, state));
      case 'iterate':
        return state.set(one.dst, this.#iterate(one, state));
      case 'store':
        return this.store(state, state.get(one.a), one.name, state.get(one.b), one);
      case 'storeIndex':
        return this.#storeIndex(one, state);
      case 'storeDeref':
        return this.#storeDeref(one, state);
      case 'global':
        return state.set(one.dst, this.#api(one.name, one));
      case 'class':
        return state.set(one.dst, apiValue(this.#run.world.program.api(one.name)));
      case 'import':
        return state.set(one.dst, this.#import(one));
      case 'function':
        return state.set(one.dst, this.#closure(one));
      case 'outer':
        return state.set(one.dst, this.#outer(one, state));
      case 'storeOuter':
        return this.#storeOuter(one, state.get(one.args[0] ?? -1));
      case 'object':
      case 'array':
        return state.set(one.dst, this.#literal(one, state));
      case 'exception':
        return state.set(one.dst, this.#caught(one, state));
      case 'declare':
        return state.set(one.dst, this.#declare(one, state));
      case 'endScope':
        return;
      case 'call':
      case 'callNamed':
      case 'invoke':
      case 'new':
        return state.set(one.dst, this.named(one, this.#calls.call(one, state)));
    }
  }

  /** What was thrown, where it may be of the type that is caught. */
  #caught(one: Instruction, state: State): Value {
    const typed = one.name ? this.#api(one.name, one) : unknown;
    const thrown = state.get(one.a);
    if (thrown === unknown || (thrown.marks.length === 0 && thrown.objects.length === 0)) return typed;
    const { program, index } = this.#run.world;
    const isOther = thrown.apis.length > 0 && !catchesAll.test(one.name) && one.name !== '';
    if (isOther && !thrown.apis.some(({ path }) => program.supersOf(path, index.supers).includes(one.name)))
      return typed;
    return this.named(one, thrown);
  }

  /** Nobody here catches it, unless the block has a handler. */
  throw(state: State, value: Register): void {
    if (!this.follows) return;
    this.#run.throws(value >= 0 ? state.get(value) : this.#run.thrownAt(state), state);
    if (!this.#run.isCaught) joinHeaps(this.finalHeap, state.heap);
  }

  /** Which block is at hand says whether what it throws is caught. */
  begin(isCaught: boolean): void {
    this.#run.isCaught = isCaught;
  }

  #cast(one: Instruction, value: Value): Value {
    if (isNumeric(one.name)) return withMarks(value, cleaned(value.marks, allButSizes));
    if (value.apis.length > 0 || value.functions.length > 0) return value;
    const { world } = this.#run;
    const api = world.canonical(world.program.api(one.name));
    return api ? { ...value, apis: [api] } : value;
  }

  #concat(one: Instruction, state: State): Value {
    const parts = one.args.map((arg) => state.get(arg));
    return this.named(one, {
      ...foldTexts(parts),
      marks: cleaned(
        this.#allMarks(state, one.args),
        one.args.length > 1 ? partOfMore | (this.follows ? harmlessBehind(parts[0]!) : 0) : 0,
      ),
    });
  }

  #load(one: Instruction, state: State): Value {
    const base = state.get(one.a);
    const size = one.name === 'length' ? this.#arrayLength(state, base) : undefined;
    if (size !== undefined) return constantValue(size);
    const got = base.apis.length > 0 ? this.#calls.ofPython(one, base, one.name, [], state) : undefined;
    if (got) return this.named(one, got);
    return this.named(one, this.#run.memory.load(state, base, one.name, one.node));
  }

  #index(one: Instruction, state: State): Value {
    const { memory, world } = this.#run;
    const base = state.get(one.a);
    const got =
      base.apis.length > 0 ? this.#calls.ofPython(one, base, '__getitem__', [state.get(one.b)], state) : undefined;
    if (got) return this.named(one, got);
    const key = keyOf(state.get(one.b));
    if (one.name === 'result' && !base.objects.some((id) => world.read(state.heap, id).isCollection))
      // Of several results of a library's function the first is the one that matters.
      return this.named(one, key === 0 ? base : withMarks(unknown, base.marks));
    const letter = typeof key === 'number' ? foldTextMethod('charAt', base, [state.get(one.b)]) : undefined;
    if (letter) return letter;
    // The program itself, and its first file: whoever starts it chooses them by starting it.
    if ((key === 0 || key === 1) && base.apis.some(({ path }) => path === 'process.argv')) return unknown;
    const value =
      key === undefined
        ? this.#perhapsNothing(memory.loadAny(state, base, one.node))
        : memory.load(state, base, this.#keyOf(state, base, key), one.node);
    return this.named(one, this.#madeByDefault(one, state, base, key, value));
  }

  /** `defaultdict(list)[key]` makes what is not there yet. */
  #madeByDefault(one: Instruction, state: State, base: Value, key: Constant | undefined, value: Value): Value {
    const [only] = base.objects;
    if (only === undefined || !base.apis.some(({ path }) => path === 'collections.defaultdict()')) return value;
    if (value.objects.length > 0) return value;
    const { memory } = this.#run;
    const id = memory.objectAt(one.node, 'default');
    memory.update(state, id, (object) => object.with({ isCollection: true }));
    const made = withMarks(objectValue(id), value.marks);
    memory.update(state, only, (object) =>
      key === undefined ? writeAny(object, made) : writeField(object, String(key), made, false),
    );
    return made;
  }

  #iterate(one: Instruction, state: State): Value {
    const value = state.get(one.a);
    return one.name === 'key' ? withMarks(unknown, value.marks) : this.#run.memory.loadAny(state, value, one.node);
  }

  #storeIndex(one: Instruction, state: State): void {
    const base = state.get(one.a);
    const key = one.b < 0 ? undefined : keyOf(state.get(one.b));
    const value = state.get(one.args[0] ?? -1);
    for (const api of base.apis) {
      this.#run.sinkStore(one, api.member('[]'), value, state);
      if (one.b >= 0) this.#run.sinkStore(one, api.member('[]'), state.get(one.b), state);
    }
    if (key !== undefined) return this.store(state, base, this.#keyOf(state, base, key), value, one);
    for (const id of base.objects) this.#run.memory.update(state, id, (object) => writeAny(object, value));
    if (one.b >= 0) this.#run.sinkStoreKey(one, base, state.get(one.b));
    if (base.objects.length === 0 && value.marks.length > 0)
      state.set(one.a, withMarks(base, joinMarks(base.marks, value.marks)));
  }

  #storeDeref(one: Instruction, state: State): void {
    const into = state.get(one.a);
    const { marks } = state.get(one.b);
    if (marks.length > 0) state.set(one.a, withMarks(into, joinMarks(into.marks, marks)));
  }

  #closure(one: Instruction): Value {
    const id = this.#run.fn.module.firstFunction + one.a;
    this.#run.closures.add(id);
    return functionValue(id);
  }

  /** Java's arrays stay as long as they were made. */
  #arrayLength(state: State, { objects, apis }: Value): number | undefined {
    const { world, fn } = this.#run;
    const [only] = objects;
    if (fn.module.module.language !== 'java' || only === undefined || objects.length > 1) return undefined;
    if (apis.some(({ path }) => !path.endsWith('[]'))) return undefined;
    const { isCollection, length, many, fields } = world.read(state.heap, only);
    return isCollection && length !== null && !many && fields.size === length ? length : undefined;
  }

  /** What goes into a variable: its declared type helps where nothing better is known, and the trace names it. */
  named(one: Instruction, value: Value): Value {
    const name = this.#run.fn.fn.registers[one.dst];
    const typed = this.#typed(one.dst, value);
    if (!name || typed.marks.length === 0) return typed;
    return withMarks(typed, stepped(typed.marks, this.#run.fn.module.places.of(one.node), `goes into ${name}`));
  }

  /** `std::vector<int> numbers;` makes one: in C++ a variable is the object it is declared as. */
  #declare(one: Instruction, state: State): Value {
    const { fn, memory } = this.#run;
    const value = this.#typed(one.dst, unknown);
    const type = fn.fn.types.get(one.dst) ?? '';
    if (fn.module.module.language !== 'cpp' || !isCollectionType(type)) return value;
    const id = memory.objectAt(one.node, `declared ${type}`);
    const known = state.heap.get(id);
    const fresh = isDictionaryType(type) ? emptyDictionary : emptyList;
    state.heap.set(id, known ? joinObjects(known, fresh).with({ many: true }) : fresh);
    return { ...value, objects: [id] };
  }

  #typed(register: Register, value: Value): Value {
    const type = this.#run.fn.fn.types.get(register);
    if (!type) return value;
    if (isNumeric(type)) return value.marks.length === 0 ? value : withMarks(value, cleaned(value.marks, allButSizes));
    return this.#declared(type, value);
  }

  /** A declared type says more than how a value was got from a library nobody knows, and less than a known class. */
  #declared(type: string, value: Value): Value {
    if (value.functions.length > 0 || value.constants !== null) return value;
    if (value.apis.some(({ path }) => !path.includes('(') && !path.endsWith('[]'))) return value;
    const api = this.#run.world.canonical(this.#run.world.program.api(type));
    return api && !value.apis.includes(api) ? { ...value, apis: [...value.apis, api] } : value;
  }

  store(state: State, base: Value, key: string, value: Value, one: Instruction): void {
    // `Pointer.parse = function () { … }`
    if (base.functions.length === 1 && value.functions.length > 0)
      this.#run.world.storeMember(base.functions[0]!, key, value.functions);
    const alone = base.objects.length === 1;
    for (const id of base.objects)
      this.#run.memory.update(state, id, (object) => writeField(object, key, value, alone));
    for (const api of base.apis) {
      if (this.#run.world.program.classNamed(api.path)) this.#storeStatic(state, base, api.path, key, value);
      this.#run.sinkStore(one, api.member(key), value, state);
    }
    if (base.apis.length === 0) this.#run.sinkStore(one, null, value, state, key);
    if (base.objects.length === 0 && value.marks.length > 0 && one.a >= 0)
      state.set(one.a, withMarks(base, joinMarks(base.marks, value.marks)));
  }

  /** A static field; and what a class that is there once keeps for itself, as those inside it see it. */
  #storeStatic(state: State, base: Value, path: string, key: string, value: Value): void {
    const { world, memory, fn } = this.#run;
    const cls = world.program.classNamed(path)?.cls;
    const type = cls?.fields.get(key);
    if (type && world.index.narrowed.has(type)) {
      const apis = value.apis.filter((api) => api.path.startsWith(`${type}@`));
      if (apis.length > 0) world.storeStatic(`type of ${path}.${key}`, { ...unknown, apis });
    }
    if (base.objects.length === 0 || cls?.statics?.has(key)) {
      world.storeStatic(`${path}.${key}`, value);
      memory.update(state, memory.staticsOf(path), (object) => writeField(object, key, value, true));
    } else if (
      fn.module.module.language === 'java' &&
      path === fn.fn.className &&
      value.marks.some(({ origin }) => origin.input === null)
    )
      world.storeStatic(`${path}.${key}`, value);
  }

  #binary(one: Instruction, state: State): Value {
    const a = state.get(one.a);
    const b = state.get(one.b);
    const folded = foldBinary(one.name, this.#asText(one, state, a), this.#asText(one, state, b));
    if (comparisons.has(one.name)) return folded;
    const marks = this.#allMarks(state, [one.a, one.b]);
    if (marks.length === 0)
      return this.#typed(one.dst, one.name === '/' && a.apis.length > 0 ? { ...folded, apis: a.apis } : folded);
    const isText =
      one.name === '+' ||
      (one.name === '%' && typeof a.constants?.[0] !== 'number') ||
      one.name === '|' ||
      (one.name === '/' && a.apis.length > 0);
    // `folder / name` is a path as well.
    const made = one.name === '/' && a.apis.length > 0 ? { ...folded, apis: a.apis } : folded;
    const bits = isText && this.follows ? partOfMore | harmlessBehind(a) : partOfMore;
    return this.named(one, withMarks(made, cleaned(marks, isText ? bits : allButSizes)));
  }

  /** `'(' + [a, b] + ')'`: JavaScript makes a text of a list. */
  #asText({ name }: Instruction, state: State, value: Value): Value {
    const { world, fn } = this.#run;
    const [only] = value.objects;
    if (name !== '+' || only === undefined || value.objects.length > 1 || value.constants !== null) return value;
    if (!fn.module.module.language.endsWith('script')) return value;
    const { fields, length, rest, many } = world.read(state.heap, only);
    if (length === null || length === 0 || rest || many || fields.size !== length) return value;
    const parts = Array.from({ length }, (_, at) => onlyConstant(fields.get(String(at)) ?? unknown));
    return parts.includes(undefined) ? value : constantValue(parts.join(','));
  }

  /** JavaScript gives nothing where there is no such key: `table[key] || key` may be either. */
  #perhapsNothing(value: Value): Value {
    const isScript = this.#run.fn.module.module.language.endsWith('script');
    return isScript && value.constants ? join(value, constantValue(null)) : value;
  }

  #allMarks(state: State, registers: readonly Register[]): readonly Mark[] {
    let marks: readonly Mark[] = [];
    for (const register of registers) marks = joinMarks(marks, this.#run.memory.deepMarks(state, state.get(register)));
    return marks;
  }

  #keyOf(state: State, base: Value, key: NonNullable<unknown> | null): string {
    const [only] = base.objects;
    return only === undefined ? String(key) : indexOf(this.#run.world.read(state.heap, only), key as never);
  }

  #api(name: string, one: Instruction): Value {
    const api = this.#run.world.program.api(name);
    const canonical = this.#run.world.canonical(api) ?? api;
    const { source } = this.#run.world.factsOf(api);
    const value = apiValue(canonical);
    return source ? withMarks(value, [this.#run.memory.sourceMark(source, one.node, name)]) : value;
  }

  #import(one: Instruction): Value {
    const specifier = one.keys?.[0] ?? '';
    const { world } = this.#run;
    const module = world.program.resolveImport(this.#run.fn.module, specifier);
    if (this.#run.fn.module.module.language === 'python') {
      // `from package import module`
      const isExported = one.name === '*' || module?.module.exports.has(one.name);
      const part = isExported
        ? undefined
        : world.program.resolveImport(this.#run.fn.module, `${specifier}.${one.name}`);
      if (part) return this.#run.memory.exported(part, '*');
      if (!isExported && this.#isWanted(one)) world.program.miss(this.#run.fn.module, `${specifier}.${one.name}`);
      // `import package.module` gives the package: what is in it is found by its whole name.
      if (module && one.name === '*')
        return join(this.#run.memory.exported(module, '*'), apiValue(world.program.api(specifier)));
    }
    if (!module) {
      if (this.#isWanted(one)) world.program.miss(this.#run.fn.module, specifier);
      const bare = specifier.replace(/^node:/, '');
      return this.#api(
        one.name === '*' || one.name === 'default' || one.name === '' ? bare : `${bare}.${one.name}`,
        one,
      );
    }
    return this.#run.memory.exported(module, one.name === '' ? '*' : one.name);
  }

  /**
   * Named imports of files nobody looks at for their own sake are followed when a function uses them; whole modules
   * at once, since they may be handed on.
   */
  #isWanted(one: Instruction): boolean {
    const { world, fn } = this.#run;
    return !world.isQuiet || world.isWanted(fn.module) || one.name === '*' || one.name === 'default' || one.name === '';
  }

  /** A regular expression that a function around this one has made. */
  #expression(one: Instruction, text: string, state: State): Value {
    const { memory, world } = this.#run;
    const made = objectValue(memory.objectAt(one.node, 'captured'), [world.program.api('RegExp')]);
    rememberExpression(this.#run, made, made.apis, { values: [constantValue(text)], keys: null }, state);
    return made;
  }

  #outer(one: Instruction, state: State): Value {
    const { module } = this.#run.fn;
    const { world } = this.#run;
    const home = world.program.functionOf(module, one.a);
    const by = world.program.fixedValue(home.id, one.b);
    if (by?.op === 'constant') return constantValue(by.value);
    if (by?.op === 'function') return functionValue(module.firstFunction + by.a);
    if (by?.op === 'class') return apiValue(world.program.api(by.name));
    if (by?.op === 'import') return this.#import(by);
    if (by?.op === 'global') return this.#api(by.name, by);
    if (home.fn.parent === -1) {
      const value = world.environmentOf(module).values[one.b];
      if (value) return value;
      const type = home.fn.types.get(one.b);
      const api = type && !isNumeric(type) ? world.canonical(world.program.api(type)) : null;
      return api ? apiValue(api) : unknown;
    }
    const expression = fixedExpression(world.program, home.id, by);
    if (expression !== undefined) return this.#expression(one, expression, state);
    const value = inputValue(
      world,
      this.#run.fn,
      { function: home.id, register: one.b },
      home.fn.registers[one.b] ?? '',
    );
    // `this` of the method around a lambda.
    const isSelf = this.follows && one.b === home.fn.self;
    const type = isSelf
      ? home.fn.className
      : (home.fn.types.get(one.b) ?? home.fn.parameters.find(({ register }) => register === one.b)?.type);
    const api = madeBy(world, home, by) ?? (type && !isNumeric(type) ? world.canonical(world.program.api(type)) : null);
    const hint = world.hints.get(home.id)?.[home.fn.parameters.findIndex(({ register }) => register === one.b)];
    const typed = api ? { ...value, apis: [api] } : value;
    return hint ? join(typed, { ...hint, constants: null }) : typed;
  }

  #storeOuter(one: Instruction, value: Value): void {
    const home = this.#run.world.program.functionOf(this.#run.fn.module, one.a);
    if (home.fn.parent === -1) this.#run.world.storeModule(this.#run.fn.module, one.b, value);
    else if (this.#run.stores.length < 200) this.#run.stores.push({ function: home.id, register: one.b, value });
  }

  #literal(one: Instruction, state: State): Value {
    const id = this.#run.memory.objectAt(one.node, one.op);
    const isList = one.op === 'array';
    let object: HeapObject = isList && one.name !== 'sized' ? emptyList : emptyDictionary;
    one.args.forEach((arg, at) => {
      const value = state.get(arg);
      const key = one.keys?.[at] ?? '';
      if (key === '...' || key === '*' || key === '**') {
        for (const other of value.objects)
          object = this.#run.memory.pour(object, this.#run.world.read(state.heap, other));
        const part = this.#run.memory.loadAny(state, value, one.node);
        if (value.objects.length === 0) object = writeAny(object, part);
        if (value.marks.length > 0) object = object.with({ marks: joinMarks(object.marks, value.marks) });
      } else if (isList)
        object =
          object.length === null ? writeAny(object, value) : writeField(object, String(object.length), value, true);
      else if (key === '[]') object = writeAny(object, value);
      else object = writeField(object, key, value, true);
    });
    const known = state.heap.get(id);
    state.heap.set(id, known ? joinObjects(known, object).with({ many: true }) : object);
    return objectValue(id);
  }

  /** The function ends here. */
  leave(state: State, value: Register, node: Node): void {
    const returned = value < 0 ? unknown : this.#typedReturn(state.get(value));
    for (const kind of this.#returnSinks)
      for (const mark of returned.marks) this.#run.reach(kind, mark, this.#run.fn.module.places.of(node), false);
    this.returned = this.returned === null ? returned : join(this.returned, returned);
    joinHeaps(this.finalHeap, state.heap);
    for (let slot = 0; slot < state.slots.carried.length; slot += 1) {
      const known = state.values[slot];
      if (known === undefined) continue;
      const before = this.#finalValues[slot];
      this.#finalValues[slot] = before === undefined ? known : join(before, known);
    }
  }

  #typedReturn(value: Value): Value {
    const { returns } = this.#run.fn.fn;
    if (!returns) return value;
    if (isNumeric(returns)) return withMarks(value, cleaned(value.marks, allButSizes));
    return this.#declared(returns, value);
  }

  summary(last: State): Summary {
    const state = last;
    this.#finalValues.forEach((value, slot) => (state.values[slot] = value));
    joinHeaps(state.heap, this.finalHeap);
    if (this.#run.fn.fn.parent === -1) this.#publish(state);
    // What a file's own functions capture is the file's environment: they need nobody who runs them.
    if (this.#run.fn.fn.parent !== -1) for (const id of this.#run.closures) this.#calls.runClosure(id, state);
    joinHeaps(this.finalHeap, state.heap);
    if (this.#run.fn.fn.parent !== -1) publish(this.#run, this.finalHeap, state);
    return {
      returns: this.returned,
      throws: this.#run.thrown,
      heap: this.#visible(),
      // Copies have no room to grow.
      sinks: this.#run.sinks.slice(),
      stores: this.#run.stores.slice(),
      calls: this.#run.pendingCalls.slice(),
    };
  }

  /** A module's own code has run: others see its variables. */
  #publish(state: State): void {
    const environment = this.#run.world.environmentOf(this.#run.fn.module);
    state.slots.carried.forEach((register, slot) => {
      const value = state.values[slot];
      if (value === undefined || this.#run.fn.fn.registers[register] === '') return;
      const before = environment.values[register];
      environment.values[register] = before === undefined ? value : join(before, value);
    });
    joinHeaps(this.#run.world.shared, state.heap);
  }

  #isSharedAndChanged(id: number): boolean {
    const before = this.#run.world.shared.get(id);
    const object = this.finalHeap.get(id);
    return before !== undefined && object !== undefined && before !== object && holdsInputs(object);
  }

  /** Objects a caller can get at: through what is returned, through inputs, through stores. */
  #visible(): ReadonlyMap<number, HeapObject> {
    let seen: Map<number, HeapObject> | undefined;
    const open: number[] = [...(this.returned?.objects ?? []), ...(this.#run.thrown?.objects ?? [])];
    for (const { value } of this.#run.stores) open.push(...value.objects);
    for (const { args } of this.#run.pendingCalls) for (const value of args) open.push(...value.objects);
    for (const id of this.finalHeap.keys())
      if (
        this.#run.world.objects.isInputOf(id, this.#run.fn.id) ||
        (this.#run.world.remembers(this.#run.fn.id) && this.#isSharedAndChanged(id))
      )
        open.push(id);
    while (open.length > 0 && (seen?.size ?? 0) < 24) {
      const id = open.pop()!;
      const object = this.finalHeap.get(id);
      if (!object || seen?.has(id)) continue;
      (seen ??= new Map()).set(id, object);
      for (const value of object.fields.values()) open.push(...value.objects);
      if (object.rest) open.push(...object.rest.objects);
    }
    return seen ?? emptySummary.heap;
  }
}

/** Does it hold something that only stands for what a caller gives? */
function holdsInputs({ marks, fields, rest }: HeapObject): boolean {
  const isInput = (list: readonly Mark[]) => list.some(({ origin }) => origin.input !== null);
  return (
    isInput(marks) ||
    (rest !== null && isInput(rest.marks)) ||
    [...fields.values()].some((value) => isInput(value.marks))
  );
}

/** What a part is found by: a constant, or a symbol, which is one thing wherever it is named. */
function keyOf(value: Value): Constant | undefined {
  const [symbol] = value.objects;
  const isSymbol = value.objects.length === 1 && value.apis.some(({ path }) => /^Symbol(\.for)?\(\)$/.test(path));
  return isSymbol ? `@@${symbol}` : onlyConstant(value);
}

/** What a method of a value of declared type gives, where a variable is written once: `PrintWriter out = response.getWriter()`. */
function madeBy(world: World, { fn }: ProgramFunction, by: Instruction | undefined): Api | null {
  if (by?.op !== 'invoke') return null;
  const type = fn.types.get(by.a) ?? fn.parameters.find(({ register }) => register === by.a)?.type;
  if (!type) return null;
  const result = world.program.api(type).member(by.name).result();
  const api = world.canonical(result);
  return api === result ? null : api;
}

const comparisons = new Set(['==', '!=', '<', '<=', '>', '>=', 'in', 'not in', 'instanceof', 'is', 'is not']);

const catchesAll = /^java\.lang\.(Exception|Throwable|RuntimeException|Error)$/;
