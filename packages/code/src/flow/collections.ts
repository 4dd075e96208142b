import type { Constant } from '../ir/ir.ts';
import {
  addKeys,
  addMarks,
  append,
  emptyDictionary,
  emptyList,
  insertAt,
  readAny,
  readField,
  removeAt,
  scramble,
  writeAny,
  writeField,
  type HeapObject,
} from './heap.ts';
import { isConstant, unknown, type Value } from './value.ts';

/** A method of a collection: what it leaves behind and what it gives; `undefined` result: nothing known. */
interface Outcome {
  object: HeapObject;
  result?: Value | undefined;
  /** The method gives the collection itself. */
  givesItself?: boolean;
}

/**
 * What well-known methods of lists and dictionaries do in Java, JavaScript, Python and C++: only for objects the
 * program itself made as collections. `null`: no such method.
 */
export function callCollection(object: HeapObject, method: string, args: readonly Value[]): Outcome | null {
  if (!object.isCollection) return null;
  const first = args[0] ?? unknown;
  const last = args.at(-1) ?? unknown;
  const key = onlyConstant(first);
  switch (method) {
    case 'append':
    case 'push':
    case 'addLast':
    case 'push_back':
    case 'emplace_back':
    case 'offer':
    case 'offerLast':
    case 'addElement':
      return { object: args.reduce(append, object) };
    case 'add':
      if (args.length === 2) return { object: inserted(object, key, last) };
      return { object: append(object, first) };
    case 'insertElementAt':
      return { object: inserted(object, onlyConstant(last), first) };
    case 'setElementAt':
      return { object: placed(object, onlyConstant(last), first) };
    case 'insert':
      // C++'s `insert(place, times, value)`.
      if (args.length === 3) return { object: writeAny(object, last) };
      if (args.length !== 2) return null;
      return { object: inserted(object, key, last) };
    case 'unshift':
    case 'addFirst':
    case 'appendleft':
    case 'push_front':
    case 'offerFirst':
      return { object: insertAt(object, 0, first) };
    case 'put':
    case 'set':
    case 'setdefault':
    case 'setProperty':
    case 'setAttribute':
    case 'putIfAbsent':
    case '__setitem__':
    case 'setItem':
      if (args.length < 2) return { object: append(object, first) };
      if (args.length === 3) {
        const option = optionKey(args);
        return { object: option === undefined ? writeAny(object, last) : writeField(object, option, last, true) };
      }
      return {
        object: addKeys(
          key === undefined ? writeAny(object, last) : writeField(object, String(key), last, true),
          first.marks,
        ),
        ...(method === 'setdefault' && { result: last }),
      };
    case 'get':
    case 'getOrDefault':
    case 'getProperty':
    case 'getAttribute':
    case 'elementAt':
    case 'at':
    case '__getitem__':
    case 'getItem': {
      if (args.length === 0) return { object, result: readAny(object) };
      const option = args.length > 1 ? optionKey(args) : undefined;
      const inSection = option === undefined ? undefined : object.fields.get(option);
      if (inSection) return { object, result: inSection };
      const found = key === undefined ? readAny(object) : readField(object, indexOf(object, key));
      return { object, result: found ?? args[1] ?? unknown };
    }
    case 'remove':
    case 'pop':
    case 'removeAt':
    case 'poll':
    case 'removeFirst':
    case 'shift':
    case 'popleft':
    case 'pollFirst':
    case 'dequeue':
    case 'removeLast':
    case 'pop_back':
    case 'pop_front':
    case 'pollLast':
    case 'popitem': {
      const isFront = /^(poll|removeFirst|shift|popleft|pollFirst|dequeue|pop_front)$/.test(method);
      if (args.length === 0 && object.length !== null) {
        const at = isFront || method === 'remove' ? 0 : object.length - 1;
        return { object: removeAt(object, at), result: readField(object, String(at)) };
      }
      if (typeof key === 'number' && object.length !== null)
        return { object: removeAt(object, key), result: readField(object, indexOf(object, key)) };
      if (key !== undefined && object.length === null && object.rest === null) {
        const fields = new Map(object.fields);
        fields.delete(String(key));
        return { object: object.with({ fields }), result: object.fields.get(String(key)) ?? args[1] };
      }
      return { object: scramble(object), result: readAny(object) };
    }
    case 'peek':
    case 'peekFirst':
    case 'getFirst':
    case 'firstElement':
    case 'front':
    case 'first':
    case 'element':
      return { object, result: object.length ? readField(object, '0') : readAny(object) };
    case 'peekLast':
    case 'getLast':
    case 'lastElement':
    case 'back':
    case 'top':
    case 'last':
      return { object, result: object.length ? readField(object, String(object.length - 1)) : readAny(object) };
    case 'clear':
    case 'removeAllElements':
      return { object: object.length === null ? emptyDictionary : emptyList };
    case 'reverse':
    case 'sort':
    case 'shuffle':
      return { object: scramble(object), givesItself: true };
    case 'size':
    case 'length':
    case 'count':
    case 'isEmpty':
    case 'containsKey':
    case 'containsValue':
    case 'contains':
    case 'includes':
    case 'has':
    case 'indexOf':
      return {
        object,
        result:
          object.length !== null && args.length === 0 && method !== 'isEmpty'
            ? { ...unknown, constants: [object.length] }
            : unknown,
      };
    case 'begin':
    case 'cbegin':
    case 'rbegin':
    case 'iterator':
    case 'listIterator':
    case 'elements':
    case 'values':
    case 'stream':
    case 'items':
    case 'entrySet':
    case 'toArray':
    case 'slice':
    case 'copy':
    case 'clone':
    case 'subList':
      return { object, givesItself: true };
    case 'next':
    case 'nextElement':
      return { object, result: readAny(object) };
    case 'addAll':
    case 'extend':
    case 'update':
    case 'putAll':
    case 'concat':
      return null;
    default:
      return null;
  }
}

function placed(object: HeapObject, index: Constant | undefined, value: Value): HeapObject {
  return index === undefined ? writeAny(object, value) : writeField(object, String(index), value, true);
}

function inserted(object: HeapObject, index: Constant | undefined, value: Value): HeapObject {
  return typeof index === 'number' ? insertAt(object, index, value) : writeAny(scramble(object), value);
}

/** Settings stand in sections: `config.set('section', 'option', value)`. */
function optionKey([section, option]: readonly Value[]): string | undefined {
  const head = section && onlyConstant(section);
  const name = option && onlyConstant(option);
  return typeof head === 'string' && typeof name === 'string' ? `${head}\n${name}` : undefined;
}

/** Python's `list[-1]`. */
export function indexOf(object: HeapObject, key: Constant): string {
  return typeof key === 'number' && key < 0 && object.length !== null ? String(object.length + key) : String(key);
}

export function onlyConstant(value: Value): Constant | undefined {
  return isConstant(value) && value.constants.length === 1 ? value.constants[0] : undefined;
}

/** All of one collection's parts go into another. */
export function pourInto(into: HeapObject, from: HeapObject): HeapObject {
  if (from.length !== null && into.length !== null) {
    let object = into;
    for (let at = 0; at < from.length; at += 1) object = append(object, readField(from, String(at)) ?? unknown);
    return addMarks(object, from.marks);
  }
  let object = into;
  for (const [key, value] of from.fields)
    object = into.length === null ? writeField(object, key, value, false) : writeAny(object, value);
  if (from.rest) object = writeAny(object, from.rest);
  if (from.keys) object = addKeys(object, from.keys);
  return addMarks(object, from.marks);
}

/** Types whose instances are collections, by the last part of their name. */
export function isCollectionType(path: string): boolean {
  return collectionNames.test(path);
}

/** What is put in is found by a key, not by its place. */
export function isDictionaryType(path: string): boolean {
  return /(map|set)$/i.test(path);
}

const collectionNames =
  /(^|[./])(\w*(List|Map|Set|Deque|Queue|Vector|Stack|Hashtable|Properties|Dictionary|ConfigParser)|dict|list|set|deque|OrderedDict|defaultdict|Array|URLSearchParams|WeakMap|vector|stack|queue|(unordered_)?(multi)?(map|set)|forward_list)$/;
