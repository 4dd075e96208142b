import type { SourceKind } from '../models/model.ts';
import type { Node } from '../syntax/syntax-tree.ts';
import { pourInto } from './collections.ts';
import type { World } from './world.ts';
import { emptyDictionary, Heap, readAny, readField, writeField, type HeapObject } from './heap.ts';
import type { ProgramFunction, ProgramModule } from './program.ts';
import type { State } from './state.ts';
import { allButSizes, cleaned, firstStep, isFull, joinMarks, type Mark, type Origin } from './taint.ts';
import { apiValue, functionValue, join, objectValue, unknown, withMarks, type Value } from './value.ts';

/** Reading and writing what values point to, on behalf of one function. */
export class Memory {
  readonly #world: World;
  readonly #fn: ProgramFunction;

  constructor(world: World, fn: ProgramFunction) {
    this.#world = world;
    this.#fn = fn;
  }

  /** On whose behalf. */
  get functionId(): number {
    return this.#fn.id;
  }

  sourceMark(kind: SourceKind, node: Node, api: string): Mark {
    const place = this.#fn.module.places.of(node);
    return {
      origin: this.#world.origins.source(kind, place),
      clean: 0,
      step: firstStep(place, `comes in from ${api}`),
    };
  }

  /** The object this place makes. */
  objectAt(node: Node, what: string): number {
    return this.#world.objects.madeAt(this.#fn.module.places.of(node), what);
  }

  /** Stands for a class itself: its static fields, as far as this function and those it calls have written them. */
  staticsOf(name: string): number {
    return this.#world.shelf(`static ${name}`);
  }

  update(state: State, id: number, change: (object: HeapObject) => HeapObject): void {
    const before = this.#world.read(state.heap, id);
    const after = change(before);
    if (after !== before) state.heap.set(id, after);
  }

  pour(into: HeapObject, from: HeapObject): HeapObject {
    return pourInto(into, from);
  }

  /** `value.key` */
  load(state: State, value: Value, key: string, node: Node): Value {
    return this.#part(state, value, key, node);
  }

  /** Any part of a value: an element at an index nobody knows. */
  loadAny(state: State, value: Value, node: Node): Value {
    let found: Value | undefined;
    for (const id of value.objects) {
      const any = readAny(this.#world.read(state.heap, id));
      if (any) found = found ? join(found, any) : any;
    }
    const part = this.#part(state, value, '[]', node);
    return found
      ? withMarks(
          join({ ...found, constants: found.constants }, { ...part, constants: part.constants ?? found.constants }),
          joinMarks(found.marks, part.marks),
        )
      : part;
  }

  #part(state: State, value: Value, key: string, node: Node): Value {
    const world = this.#world;
    const fixed = this.#fixed(value, key);
    if (fixed) return fixed;
    let found: Value | undefined;
    const add = (part: Value) => (found = found === undefined ? part : join(found, part));
    let marks = value.marks;
    for (const id of value.objects) {
      const object = world.read(state.heap, id);
      marks = joinMarks(marks, object.marks);
      const isSize = sizes.has(key) && object.isCollection;
      const known = key === '[]' || isSize ? undefined : readField(object, key);
      const input = world.objects.inputOf(id);
      if (known) {
        add(known);
        // What was written replaces what the caller gave.
        if (input) marks = marks.filter(({ origin }) => origin !== input);
        continue;
      }
      if (input) {
        const own = marks.find(({ origin }) => origin === input);
        const part = this.part(input, key === '[]' ? '[]' : `.${key}`, own, node);
        // A size is a number.
        add(sizes.has(key) ? withMarks(part, cleaned(part.marks, allButSizes)) : part);
        if (own) marks = marks.filter((mark) => mark !== own);
      }
    }
    for (const api of value.apis) {
      const cls = world.program.classNamed(api.path);
      if (cls) {
        const methods = world.program.methodsOf(cls, key);
        if (methods.length > 0) for (const id of methods) add(functionValue(id));
        const isStatic = value.objects.length === 0 || (cls.cls.statics?.has(key) ?? false);
        const own = isStatic ? state.heap.get(this.staticsOf(api.path))?.fields.get(key) : undefined;
        const static_ =
          own ?? (isStatic || world.isSingleton(api.path) ? world.static(`${api.path}.${key}`) : undefined);
        if (static_) add(static_);
        const left = isStatic && !own && world.remembers(this.#fn.id) ? this.#left(api.path, key) : undefined;
        if (left) add(left);
        const type = cls.cls.fields.get(key);
        const typed = type ? world.canonical(world.program.api(type)) : null;
        const narrower =
          type && world.index.narrowed.has(type) ? world.static(`type of ${api.path}.${key}`) : undefined;
        if (narrower) add(narrower);
        if (typed && (found === undefined || found.apis.length === 0))
          add(found ? { ...found, apis: [typed] } : apiValue(typed));
        if (methods.length > 0) continue;
      }
      // What was put into an array says more than what arrays of its type hold.
      if (found !== undefined && api.path.endsWith('[]')) continue;
      const member = api.member(key === '[]' ? '[]' : key);
      const { source } = world.factsOf(member);
      const canonical = world.canonical(member);
      const part = canonical ? apiValue(canonical) : unknown;
      add(source ? withMarks(part, [this.sourceMark(source, node, member.path)]) : part);
    }
    const part = found ?? unknown;
    if (sizes.has(key)) return part;
    return marks.length === 0 ? part : withMarks(part, joinMarks(part.marks, marks));
  }

  /** What others have put into a static field through what they were given: `static void set(String s) { field = s; }`. */
  #left(path: string, key: string): Value | undefined {
    const world = this.#world;
    return world.read(noHeap, this.staticsOf(path)).fields.get(key);
  }

  /** `static final` and known: nothing else can be there. */
  #fixed({ apis }: Value, key: string): Value | undefined {
    for (const { path } of apis) {
      const { cls } = this.#world.program.classNamed(path) ?? {};
      const known = cls?.statics?.get(key) ? this.#world.static(`${path}.${key}`) : undefined;
      if (known && (known.constants !== null || known.apis.length > 0)) return known;
    }
    return undefined;
  }

  /** A part of an input: the caller's part of what it gave. Paths longer than four parts are not followed further. */
  part(input: Origin, part: string, mark: Mark | undefined, node: Node): Value {
    const origin = input.depth >= 4 ? input : input.part(part);
    const step = mark?.step ?? firstStep(this.#fn.module.places.of(node), 'given by the caller');
    return {
      ...unknown,
      marks: [{ origin, clean: mark?.clean ?? 0, step }],
      objects: [this.#world.objects.ofInput(this.#fn.id, origin)],
    };
  }

  /** Everything in a value, its parts too, three levels down; each object is looked at once. */
  deepMarks(state: State, value: Value, depth = 3): readonly Mark[] {
    let { marks } = value;
    if (depth === 0 || value.objects.length === 0) return marks;
    const seen = new Seen();
    let level: readonly number[] = value.objects;
    for (let left = depth; left > 0 && level.length > 0; left -= 1) {
      let next: number[] | undefined;
      for (const id of level) {
        const object = state.heap.get(id) ?? this.#world.shared.get(id);
        if (!object || seen.before(id)) continue;
        const { content } = object;
        if (content.marks.length > 0) {
          marks = joinMarks(marks, content.marks);
          if (isFull(marks)) return marks;
        }
        if (left > 1 && content.objects.length > 0) (next ??= []).push(...content.objects);
      }
      level = next ?? noObjects;
    }
    return marks;
  }

  /** A name another module of the project exports. */
  exported(module: ProgramModule, name: string, depth = 0): Value {
    const world = this.#world;
    const { exports, functions, path } = module.module;
    const environment = world.environmentOf(module);
    if (name === '*') {
      const id = world.objects.ofModule(path);
      let object = world.shared.get(id) ?? emptyDictionary;
      for (const key of exports.keys())
        if (key !== '*' && key !== 'default')
          object = writeField(object, key, this.exported(module, key, depth + 1), false);
      world.shared.set(id, object);
      const whole = objectValue(id);
      return exports.has('default') && depth < 8
        ? joinWhole(whole, this.exported(module, 'default', depth + 1))
        : whole;
    }
    const target = exports.get(name);
    if (target && 'register' in target) {
      const by = world.program.fixedValue(module.firstFunction, target.register);
      if (by?.op === 'function') return functionValue(module.firstFunction + by.a);
      if (by?.op === 'class') return apiValue(world.program.api(by.name));
      return environment.values[target.register] ?? unknown;
    }
    if (depth > 8) return unknown;
    if (target) {
      const other = world.program.resolveImport(module, target.from);
      if (other) return this.exported(other, target.name, depth + 1);
      world.program.miss(module, target.from);
      return apiValue(world.program.api(target.name === '*' ? target.from : `${target.from}.${target.name}`));
    }
    // `module.exports = { name }`: a part of the default.
    const whole = exports.get('default');
    if (whole && 'register' in whole && name !== 'default') {
      const value = environment.values[whole.register];
      for (const id of value?.objects ?? []) {
        const part = readField(world.shared.get(id) ?? emptyDictionary, name);
        if (part) return part;
      }
    }
    const register = functions[0]?.registers.lastIndexOf(name) ?? -1;
    return (register === -1 ? undefined : environment.values[register]) ?? unknown;
  }
}

/** Numbers that were there: a short list first, since most are few. */
class Seen {
  readonly #few: number[] = [];
  #many: Set<number> | undefined;

  /** Was it there before? It is from now on. */
  before(id: number): boolean {
    if (this.#many) {
      if (this.#many.has(id)) return true;
      this.#many.add(id);
      return false;
    }
    if (this.#few.includes(id)) return true;
    if (this.#few.push(id) > 24) this.#many = new Set(this.#few);
    return false;
  }
}

const noHeap = new Heap();
const noObjects: readonly number[] = [];

function joinWhole(a: Value, b: Value): Value {
  return { ...join(a, b), constants: null };
}

const sizes = new Set(['length', 'size', 'byteLength', 'Length', 'Count']);
