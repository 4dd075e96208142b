import type { Instruction } from '../ir/ir.ts';
import type { Arguments } from './arguments.ts';
import { callCollection, isCollectionType, onlyConstant, pourInto } from './collections.ts';
import type { FunctionRun } from './function-run.ts';
import {
  emptyDictionary,
  joinObjects,
  readAny,
  readField,
  scramble,
  writeAny,
  writeField,
  type HeapObject,
} from './heap.ts';
import { traitsOf } from './method-names.ts';
import type { State } from './state.ts';
import { joinMarks } from './taint.ts';
import { join, objectValue, unknown, withMarks, type Value } from './value.ts';

/** Methods of collections, of all the objects that a receiver may be; `undefined` where none of them is one. */
export function collection(
  run: FunctionRun,
  name: string,
  receiver: Value,
  args: Arguments,
  state: State,
  one: Instruction,
): Value | undefined {
  const { world, memory } = run;
  let result: Value | undefined;
  let isAny = false;
  const method = run.fn.module.module.language === 'java' ? byType(name, receiver) : name;
  for (const id of receiver.objects) {
    const object = world.read(state.heap, id);
    const given = world.objects.isInput(id) && inGivenMap(run, id, method, receiver, args, state, one);
    if (given) {
      isAny = true;
      result = joinMaybe(result, given);
      continue;
    }
    if (!object.isCollection) continue;
    if (pours.has(method)) {
      isAny = true;
      args.keys?.forEach((key, at) => {
        if (/^\w/.test(key)) memory.update(state, id, (into) => writeField(into, key, args.values[at]!, true));
      });
      const from = args.values.findLast((_, at) => !/^\w/.test(args.keys?.[at] ?? '')) ?? unknown;
      if (from === unknown) continue;
      for (const other of from.objects)
        memory.update(state, id, (into) => pourInto(into, world.read(state.heap, other)));
      if (from.objects.length === 0)
        memory.update(state, id, (into) => writeAny(into, memory.loadAny(state, from, one.node)));
      result = joinMaybe(result, receiver);
      continue;
    }
    const view = args.values.length === 0 ? viewOf(run, object, method, one, state) : undefined;
    if (view) {
      isAny = true;
      result = joinMaybe(result, view);
      continue;
    }
    const outcome = callCollection(object, method, args.values);
    if (!outcome) continue;
    isAny = true;
    const after =
      object.many || receiver.objects.length > 1
        ? outcome.object === object
          ? object
          : writeAny(scramble(object), joinAll(args.values))
        : outcome.object;
    memory.update(state, id, () => after);
    const part = outcome.givesItself ? receiver : (outcome.result ?? unknown);
    result = joinMaybe(
      result,
      object.marks.length > 0 && !traitsOf(method).isNeverText
        ? withMarks(part, joinMarks(part.marks, object.marks))
        : part,
    );
  }
  return isAny ? (result ?? unknown) : undefined;
}

/** Java's stacks grow at their end, its deques at their beginning. */
function byType(method: string, { apis }: Value): string {
  if (method !== 'push' && method !== 'pop' && method !== 'peek') return method;
  if (apis.some(({ path }) => path === 'java.util.Stack')) return method === 'peek' ? 'peekLast' : method;
  if (!apis.some(({ path }) => /^java\.util\.(\w*Deque|LinkedList)$/.test(path))) return method;
  return method === 'push' ? 'addFirst' : method === 'pop' ? 'removeFirst' : method;
}

/** A map that a caller gave, by a name that is known: nothing but what stands under that name is meant. */
function inGivenMap(
  { memory, fn }: FunctionRun,
  id: number,
  method: string,
  { apis, marks }: Value,
  { values }: Arguments,
  state: State,
  one: Instruction,
): Value | undefined {
  if (fn.module.module.language !== 'java' || !apis.some(({ path }) => isCollectionType(path))) return undefined;
  const key = values[0] ? onlyConstant(values[0]) : undefined;
  if (typeof key !== 'string') return undefined;
  if (/^(get|getProperty|getOrDefault)$/.test(method))
    return memory.load(state, withMarks(objectValue(id), marks), key, one.node);
  if (!/^(put|setProperty)$/.test(method) || values.length !== 2) return undefined;
  memory.update(state, id, (object) => writeField(object, key, values[1]!, true));
  return unknown;
}

/** Java's `keySet()`, and `entrySet()` with `getKey()` and `getValue()` of its entries. */
function viewOf(
  { memory, fn }: FunctionRun,
  object: HeapObject,
  method: string,
  one: Instruction,
  state: State,
): Value | undefined {
  if (fn.module.module.language !== 'java') return undefined;
  switch (method) {
    case 'getKey':
    case 'getValue':
      return readField(object, method);
    case 'firstKey':
    case 'lastKey':
      return withMarks(unknown, object.keys ?? []);
    case 'clone': {
      const id = memory.objectAt(one.node, method);
      memory.update(state, id, (known) => joinObjects(known, object));
      return objectValue(id);
    }
    case 'keySet':
    case 'keys':
    case 'entrySet': {
      const keys = withMarks(unknown, object.keys ?? []);
      const id = memory.objectAt(one.node, method);
      let element = keys;
      if (method === 'entrySet') {
        const entry = memory.objectAt(one.node, 'entry');
        const fields = new Map([
          ['getKey', keys],
          ['getValue', readAny(object) ?? unknown],
        ]);
        memory.update(state, entry, () => emptyDictionary.with({ fields, many: true, marks: object.marks }));
        element = objectValue(entry);
      }
      memory.update(state, id, () => emptyDictionary.with({ rest: element, marks: object.marks }));
      return objectValue(id);
    }
    default:
      return undefined;
  }
}

function joinMaybe(a: Value | undefined, b: Value): Value {
  return a === undefined ? b : join(a, b);
}

function joinAll(values: readonly Value[]): Value {
  return values.length === 0 ? unknown : values.reduce((all, one) => join(all, one));
}

const pours = new Set(['addAll', 'extend', 'update', 'putAll', 'concat']);
