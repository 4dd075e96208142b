import { join, unknown, type Value } from './value.ts';
import { joinMarks, type Mark } from './taint.ts';

/** An object, list or dictionary as far as its parts are known. Immutable. */
export class HeapObject {
  /** By name, constant key or index. */
  readonly fields: ReadonlyMap<string, Value>;
  /** Whatever was put in under a key nobody knows. */
  readonly rest: Value | null;
  /** Elements are `0` … `length - 1`; `null` when it is no list, or its length is unknown. */
  readonly length: number | null;
  /** What was put into it as a whole: a buffer's content, a builder's text. */
  readonly marks: readonly Mark[];
  /** Stands for several objects: writes add, they do not replace. */
  readonly many: boolean;
  /** What is in the keys under which something was put in. */
  readonly keys: readonly Mark[] | undefined;
  /** Made by a literal or as a collection: `get`, `put`, `append` mean what they say. */
  readonly isCollection: boolean;
  #content: Content | undefined;

  constructor(
    fields: ReadonlyMap<string, Value>,
    rest: Value | null,
    length: number | null,
    marks: readonly Mark[],
    many: boolean,
    isCollection: boolean,
    keys?: readonly Mark[],
  ) {
    this.fields = fields;
    this.rest = rest;
    this.length = length;
    this.marks = marks;
    this.many = many;
    this.isCollection = isCollection;
    this.keys = keys;
  }

  /** The same but for these. */
  with(changes: Partial<Facts>): HeapObject {
    const { fields = this.fields, rest = this.rest, length = this.length, marks = this.marks } = changes;
    const { many = this.many, isCollection = this.isCollection, keys = this.keys } = changes;
    return new HeapObject(fields, rest, length, marks, many, isCollection, keys);
  }

  /** Its own marks and those of all its parts, and the objects these point to. */
  get content(): Content {
    this.#content ??= contentOf(this);
    return this.#content;
  }
}

type Facts = Pick<HeapObject, 'fields' | 'rest' | 'length' | 'marks' | 'many' | 'isCollection' | 'keys'>;

/** What is in an object as a whole. */
interface Content {
  readonly marks: readonly Mark[];
  readonly objects: readonly number[];
}

const noObjects: readonly number[] = [];

function contentOf({ fields, rest, marks: own, keys }: HeapObject): Content {
  let marks = keys ? joinMarks(own, keys) : own;
  let objects: Set<number> | undefined;
  const add = (part: Value) => {
    if (part.marks.length > 0) marks = joinMarks(marks, part.marks);
    if (part.objects.length === 0) return;
    objects ??= new Set();
    for (const id of part.objects) objects.add(id);
  };
  if (fields.size > 0) fields.forEach(add);
  if (rest) add(rest);
  return { marks, objects: objects ? [...objects] : noObjects };
}

/** Objects by their numbers. A fork costs nothing until one of the two changes. */
export class Heap {
  #objects = new Map<number, HeapObject>();
  #isShared = false;
  /** How often it was written: what was read from it still holds as long as this is the same. */
  writes = 0;

  fork(): Heap {
    const other = new Heap();
    other.#objects = this.#objects;
    other.#isShared = true;
    this.#isShared = true;
    return other;
  }

  isSameAs(other: Heap): boolean {
    return this.#objects === other.#objects;
  }

  get(id: number): HeapObject | undefined {
    return this.#objects.get(id);
  }

  has(id: number): boolean {
    return this.#objects.has(id);
  }

  set(id: number, object: HeapObject): void {
    if (this.#isShared) {
      if (this.#objects.get(id) === object) return;
      this.#objects = new Map(this.#objects);
      this.#isShared = false;
    }
    this.#objects.set(id, object);
    this.writes += 1;
  }

  keys(): Iterable<number> {
    return this.#objects.keys();
  }

  forEach(each: (object: HeapObject, id: number) => void): void {
    if (this.#objects.size > 0) this.#objects.forEach(each);
  }
}

const mostFields = 96;
const noFields: ReadonlyMap<string, Value> = new Map();

export const emptyObject = new HeapObject(noFields, null, null, [], false, false);
export const emptyList = emptyObject.with({ length: 0, isCollection: true });
export const emptyDictionary = emptyObject.with({ isCollection: true });

export function readField(object: HeapObject, key: string): Value | undefined {
  const known = object.fields.get(key);
  if (known === undefined) return object.rest ?? undefined;
  return object.rest === null ? known : join(known, object.rest);
}

/** Any of its parts. */
export function readAny(object: HeapObject): Value | undefined {
  let value = object.rest ?? undefined;
  for (const one of object.fields.values()) value = value === undefined ? one : join(value, one);
  return value;
}

export function writeField(object: HeapObject, key: string, value: Value, replace: boolean): HeapObject {
  const before = object.fields.get(key);
  if (before === undefined && object.fields.size >= mostFields) return writeAny(object, value);
  const after = before === undefined || (replace && !object.many) ? value : join(before, value);
  if (after === before) return object;
  const fields = new Map(object.fields);
  fields.set(key, after);
  const index = object.length === null ? Number.NaN : Number(key);
  return object.with({ fields, length: index >= object.length! ? index + 1 : object.length });
}

/** As `writeField` for each of these, put through `change`. */
export function writeFields(
  object: HeapObject,
  parts: ReadonlyMap<string, Value>,
  change: (value: Value) => Value,
  replace: boolean,
): HeapObject {
  let made: Map<string, Value> | undefined;
  let { rest, length } = object;
  for (const [key, part] of parts) {
    const value = change(part);
    const known = made ?? object.fields;
    const before = known.get(key);
    if (before === undefined && known.size >= mostFields) {
      const any: Value = rest === null ? value : join(rest, value);
      if (any === rest) continue;
      rest = any;
      length = null;
      continue;
    }
    const after = before === undefined || (replace && !object.many) ? value : join(before, value);
    if (after === before) continue;
    made ??= new Map(object.fields);
    made.set(key, after);
    if (length !== null) {
      const index = Number(key);
      if (index >= length) length = index + 1;
    }
  }
  if (!made && rest === object.rest) return object;
  return object.with({ fields: made ?? object.fields, rest, length });
}

/** Under a key nobody knows. */
export function writeAny(object: HeapObject, value: Value): HeapObject {
  const rest = object.rest === null ? value : join(object.rest, value);
  return rest === object.rest ? object : object.with({ rest, length: null });
}

export function append(object: HeapObject, value: Value): HeapObject {
  if (object.length === null || object.many || object.length >= mostFields) return writeAny(object, value);
  return writeField(object, String(object.length), value, true);
}

/** Takes out the element at an index; those behind it move up. */
export function removeAt(object: HeapObject, index: number): HeapObject {
  const { length } = object;
  const at = length === null ? index : index < 0 ? length + index : index;
  if (length === null || object.many || at < 0 || at >= length) return scramble(object);
  const fields = new Map(object.fields);
  for (let next = at; next < length - 1; next += 1) fields.set(String(next), fields.get(String(next + 1)) ?? unknown);
  fields.delete(String(length - 1));
  return object.with({ fields, length: length - 1 });
}

/** Puts an element before the one that stands at an index now. */
export function insertAt(object: HeapObject, index: number, value: Value): HeapObject {
  const { length } = object;
  if (length === null || object.many || length >= mostFields || index < 0 || index > length)
    return index === 0 ? writeAny(object, value) : writeAny(scramble(object), value);
  const fields = new Map(object.fields);
  for (let at = length; at > index; at -= 1) fields.set(String(at), fields.get(String(at - 1)) ?? unknown);
  fields.set(String(index), value);
  return object.with({ fields, length: length + 1 });
}

/** Nobody knows any more what stands where. */
export function scramble(object: HeapObject): HeapObject {
  const rest = readAny(object) ?? null;
  return object.with({ fields: noFields, rest, length: null });
}

export function addMarks(object: HeapObject, marks: readonly Mark[]): HeapObject {
  const joined = joinMarks(object.marks, marks);
  return joined === object.marks ? object : object.with({ marks: joined });
}

export function addKeys(object: HeapObject, marks: readonly Mark[]): HeapObject {
  if (marks.length === 0) return object;
  const keys = joinMarks(object.keys ?? [], marks);
  return keys === object.keys ? object : object.with({ keys });
}

/** What either may be; `a` itself when `b` adds nothing. A part only one of them has may be missing: nothing is added for it. */
export function joinObjects(a: HeapObject, b: HeapObject): HeapObject {
  if (a === b) return a;
  let fields: Map<string, Value> | undefined;
  if (a.fields !== b.fields)
    b.fields.forEach((value, key) => {
      const known = a.fields.get(key);
      if (known === value) return;
      const joined = known === undefined ? value : join(known, value);
      if (joined === known) return;
      fields ??= new Map(a.fields);
      fields.set(key, joined);
    });
  const rest = a.rest === null ? b.rest : b.rest === null ? a.rest : join(a.rest, b.rest);
  const marks = joinMarks(a.marks, b.marks);
  const keys = a.keys && b.keys ? joinMarks(a.keys, b.keys) : (a.keys ?? b.keys);
  const length = a.length === b.length ? a.length : null;
  const many = a.many || b.many;
  const isCollection = a.isCollection || b.isCollection;
  if (
    !fields &&
    rest === a.rest &&
    marks === a.marks &&
    keys === a.keys &&
    length === a.length &&
    many === a.many &&
    isCollection === a.isCollection
  )
    return a;
  return new HeapObject(fields ?? a.fields, rest, length, marks, many, isCollection, keys);
}

/** Adds `other` to `heap`; was anything new? */
export function joinHeaps(heap: Heap, other: Heap): boolean {
  if (heap.isSameAs(other)) return false;
  let changed = false;
  other.forEach((object, id) => {
    const known = heap.get(id);
    if (known === object) return;
    const joined = known === undefined ? object : joinObjects(known, object);
    if (joined === known) return;
    heap.set(id, joined);
    changed = true;
  });
  return changed;
}
