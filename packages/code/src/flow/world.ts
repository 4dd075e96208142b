import type { Module, Register } from '../ir/ir.ts';
import { joinFacts, noFacts, type ApiFacts, type ModelIndex } from '../models/model-index.ts';
import type { SinkKind } from '../models/model.ts';
import type { FlowRule, Rule } from '../rules/rule.ts';
import { deepest, type Api } from './api.ts';
import type { FlowFinding, GivenTo } from './finding.ts';
import { emptyDictionary, emptyObject, Heap, joinObjects, type HeapObject } from './heap.ts';
import { ObjectNames } from './object-names.ts';
import type { Place } from './place.ts';
import { Program, type ProgramFunction, type ProgramModule } from './program.ts';
import type { Summary } from './summary.ts';
import { chosen, Origins, stepsOf, type Input, type Mark } from './taint.ts';
import { join, unknown, type Value } from './value.ts';

/** What a module's own code leaves behind: the values of its variables. */
export interface Environment {
  readonly values: (Value | undefined)[];
}

export interface FlowOptions {
  index: ModelIndex;
  flowRules: readonly FlowRule[];
  /** Looks up a key of the project's `.properties` files; `undefined` where none has it. */
  property?: (key: string) => string | undefined;
  /** Is a file part of a published package, whose exported functions anybody may call with anything? */
  isLibrary?: (path: string) => boolean;
}

/** What the analysis of one function knows of all the rest: the program, the models, objects, what was found. */
export abstract class World {
  readonly program: Program;
  readonly index: ModelIndex;
  readonly origins = new Origins();
  readonly objects: ObjectNames;
  readonly property: (key: string) => string | undefined;
  protected readonly isLibrary: (path: string) => boolean;
  /** Objects that outlive the function that made them: those of modules' own code. */
  readonly shared = new Heap();
  /** Types of parameters that calls have told: callbacks of frameworks. */
  readonly hints = new Map<number, (Value | undefined)[]>();
  /** Function → parameters that somebody gives what was found by a key. */
  protected readonly elementInputs = new Map<number, Set<number>>();
  /** The files looked at for their own sake; all where nobody says. */
  protected wanted: ReadonlySet<string> | undefined;
  /** Only the variables of a module's own code are wanted: no function is entered, nothing is reported. */
  isQuiet = false;
  protected readonly findings = new Map<string, FlowFinding>();
  /** The function that is being looked at. */
  protected reader = -1;
  /** Functions that have read what has changed since. */
  protected readonly stale = new Set<number>();
  readonly #members = new Map<number, Map<string, readonly number[]>>();
  /** Function and parameter → types that calls have given it. */
  readonly #given = new Map<string, Set<string>>();
  readonly #statics = new Map<string, Value>();
  readonly #supers = new Map<string, readonly string[]>();
  readonly #guesses = new Map<string, (ApiFacts & { guess: true }) | null>();
  /** By static field, or by shared object: who has read it. */
  readonly #readers = new Map<string | number, Set<number>>();
  readonly #rules = new Map<string, FlowRule[]>();

  constructor(
    modules: readonly Module[],
    { index, flowRules, property = () => undefined, isLibrary = () => false }: FlowOptions,
  ) {
    this.program = new Program(modules);
    this.objects = new ObjectNames(this.origins, (place) => this.program.keyOfPlace(place));
    this.index = index;
    this.property = property;
    this.isLibrary = isLibrary;
    for (const rule of flowRules)
      for (const language of rule.languages) {
        const key = `${language} ${rule.sink}`;
        this.#rules.set(key, [...(this.#rules.get(key) ?? []), rule]);
      }
  }

  /** The summary of a function; an empty one while it is being made further up, or too deep. */
  abstract summaryOf(id: number): Summary;

  /** Somebody calls this function with arguments of known types: it is looked at again with them. */
  abstract hint(id: number, values: readonly (Value | undefined)[]): void;

  /** Somebody gives this parameter what was found in an object by a key nobody knows: `merge(target[key], …)`. */
  abstract elementGiven(id: number, parameter: number): void;

  isElementInput(id: number, input: Input): boolean {
    if ('parameter' in input) return this.elementInputs.get(id)?.has(input.parameter) ?? false;
    // A parameter of a function around it.
    const parameters = this.elementInputs.get(input.function);
    if (!parameters) return false;
    const { fn } = this.program.functions[input.function]!;
    return parameters.has(fn.parameters.findIndex(({ register }) => register === input.register));
  }

  /** Who calls whom, for what has to be looked at again. */
  abstract called(callee: number, caller: number): void;

  abstract environmentOf(module: ProgramModule): Environment;

  isWanted({ module }: ProgramModule): boolean {
    return !this.wanted || this.wanted.has(module.path);
  }

  /** Joins what a variable of a module may be. */
  storeModule(module: ProgramModule, register: Register, value: Value): void {
    const environment = this.environmentOf(module);
    const plain = withoutInputs(value);
    const before = environment.values[register];
    environment.values[register] = before === undefined ? plain : join(before, plain);
  }

  /** What any function has put into a static field so far. Who asks is looked at again when more is put in. */
  static(key: string): Value | undefined {
    this.#note(key);
    return this.#statics.get(key);
  }

  storeStatic(key: string, value: Value): void {
    const plain = withoutInputs(value);
    const before = this.#statics.get(key);
    const after = before === undefined ? plain : join(before, plain);
    if (after === before) return;
    this.#statics.set(key, after);
    this.#changed(key);
  }

  /** Functions that are kept as members of a function: `Pointer.parse = function () { … }`. */
  storeMember(owner: number, name: string, functions: readonly number[]): void {
    const own = this.#members.get(owner) ?? new Map<string, readonly number[]>();
    this.#members.set(owner, own.set(name, functions));
  }

  membersOf(owner: number): ReadonlyMap<string, readonly number[]> {
    return this.#members.get(owner) ?? noMembers;
  }

  /** Does one object of this class serve everybody? */
  isSingleton(name: string): boolean {
    const { singletons, supers } = this.index;
    return singletons.size > 0 && this.program.supersOf(name, supers).some((one) => singletons.has(one));
  }

  /**
   * Is what this function reads of shared objects followed back to whoever wrote it? Where objects of modules are found
   * by declared types; in other languages they are confused too easily.
   */
  remembers(id: number): boolean {
    return this.program.functions[id]!.module.module.language === 'java';
  }

  /** An object all functions share from now on: what one puts in, others find. */
  shelf(name: string): number {
    const id = this.objects.shelf(name);
    if (!this.shared.has(id)) this.shared.set(id, emptyDictionary);
    return id;
  }

  /** A function has put data from outside into an object that outlives it: `marked` is nothing but that. */
  publish(id: number, marked: HeapObject): void {
    const before = this.shared.get(id);
    if (!before) return;
    const after = joinObjects(before, marked);
    if (after === before) return;
    this.shared.set(id, after);
    this.#changed(id);
  }

  #note(key: string | number): void {
    if (this.reader < 0 || !this.remembers(this.reader)) return;
    const known = this.#readers.get(key);
    if (known) known.add(this.reader);
    else this.#readers.set(key, new Set([this.reader]));
  }

  #changed(key: string | number): void {
    for (const id of this.#readers.get(key) ?? []) if (id !== this.reader) this.stale.add(id);
  }

  read(heap: Heap, object: number): HeapObject {
    const own = heap.get(object);
    if (own) return own;
    const shared = this.shared.get(object);
    if (shared === undefined) return emptyObject;
    this.#note(object);
    return shared;
  }

  /** What the models and call rules say of an API, by its own path, its types' supertypes', or its name alone. */
  factsOf(api: Api): ApiFacts & { guess?: boolean } {
    return (api.facts ??= this.#findFacts(api)) as ApiFacts;
  }

  /** The type's own node where the models call it something else: `express()` → `express.Application`. */
  canonical(api: Api): Api | null {
    const { type } = this.factsOf(api);
    if (type) return this.program.api(type);
    return api.depth > deepest ? null : api;
  }

  /** Facts of a method of a receiver nobody knows. */
  guessFacts(method: string): (ApiFacts & { guess: true }) | undefined {
    let guess = this.#guesses.get(method);
    if (guess === undefined) {
      const facts = this.index.of(`*.${method}`);
      guess = facts ? { ...facts, guess: true } : null;
      this.#guesses.set(method, guess);
    }
    return guess ?? undefined;
  }

  /** All types above one. */
  #above(type: string): readonly string[] {
    let above = this.#supers.get(type);
    if (!above) {
      above = this.program.supersOf(type, this.index.supers).slice(1);
      this.#supers.set(type, above);
    }
    return above;
  }

  #findFacts(api: Api): ApiFacts & { guess?: boolean } {
    let facts = this.index.of(api.path);
    const owner = api.parent
      ? api.name
        ? api.parent.path
        : ''
      : api.path.slice(0, Math.max(0, api.path.lastIndexOf('.')));
    if (owner)
      for (const above of this.#above(owner)) {
        const inherited = this.index.of(`${above}.${api.name}`);
        if (inherited) facts = facts ? joinFacts(facts, inherited) : inherited;
      }
    // The result of a call is what the models say of the function.
    if (api.parent && !api.name) {
      const callee = this.factsOf(api.parent);
      const type = callee.type || this.#inheritedType(api.parent);
      if (type && !facts?.type) facts = { ...(facts ?? noFacts()), type };
    }
    const guessed = api.name ? this.guessFacts(api.name) : undefined;
    // Call rules of a name alone hold beside what is known of the method.
    if (facts)
      return guessed && guessed.rules.length > 0 ? { ...facts, rules: [...facts.rules, ...guessed.rules] } : facts;
    return guessed ? { ...guessed, guess: true } : nothingKnown;
  }

  /** What an inherited method gives, where the models say it of the type above. */
  #inheritedType({ name, parent }: Api): string {
    if (!parent || !name) return '';
    for (const above of this.#above(parent.path)) {
      const type = this.index.of(`${above}.${name}()`)?.type;
      if (type) return type;
    }
    return '';
  }

  rulesFor(fn: ProgramFunction, kind: SinkKind): readonly FlowRule[] {
    return this.#rules.get(`${fn.module.module.language} ${kind}`) ?? [];
  }

  /** Data from outside has reached a sink. */
  report(rules: readonly FlowRule[], mark: Mark, place: Place, guess: boolean): void {
    if (mark.origin.kind === 'environment' && (mark.clean & chosen) !== 0) return;
    for (const rule of rules)
      if (rule.sources.includes(mark.origin.kind!))
        this.add(rule, place, stepsOf(mark.step), guess ? rule.confidence * 0.6 : rule.confidence);
  }

  add(rule: Rule, place: Place, steps: FlowFinding['steps'], confidence: number, ifGiven?: GivenTo): void {
    if (this.isQuiet) return;
    const key = `${rule.id}@${place.key}`;
    const known = this.findings.get(key);
    if (!known || known.confidence < confidence)
      this.findings.set(key, { rule, place, steps, confidence, ...(ifGiven && { ifGiven }) });
  }

  /** Notes of what types the arguments of a call are, where a rule is about the declared type. */
  given(id: number, values: readonly (Value | undefined)[]): void {
    const { parameters } = this.program.functions[id]!.fn;
    parameters.forEach(({ type }, at) => {
      if (!this.index.ruledTypes.has(type)) return;
      const paths = values[at]?.apis.map(({ path }) => path) ?? [];
      const key = `${id}:${at}`;
      const known = this.#given.get(key) ?? new Set();
      for (const path of paths.length === 0 ? [''] : paths) known.add(path);
      this.#given.set(key, known);
    });
  }

  /** Does any caller give what breaks the rule? Where nobody calls, somebody may. */
  protected isGiven({ rule, ifGiven }: FlowFinding): boolean {
    if (!ifGiven) return true;
    const types = this.#given.get(`${ifGiven.function}:${ifGiven.parameter}`);
    if (!types || types.has('')) return true;
    return [...types].some((type) =>
      this.factsOf(this.program.api(type).member(ifGiven.method)).rules.some((one) => one.rule === rule),
    );
  }
}

const nothingKnown = noFacts();
const noMembers: ReadonlyMap<string, readonly number[]> = new Map();

/** Without what only stands for a caller's data. */
function withoutInputs(value: Value): Value {
  const marks = value.marks.filter((mark) => mark.origin.input === null);
  return marks.length === value.marks.length ? value : { ...(value ?? unknown), marks };
}
