import type { FunctionRun } from './function-run.ts';
import { emptyDictionary, writeAny, writeField, type Heap, type HeapObject } from './heap.ts';
import type { State } from './state.ts';
import { unknown, type Value } from './value.ts';

/** What a function has put into objects that outlive it is there for whoever reads them later. */
export function publish(run: FunctionRun, heap: Heap, state: State): void {
  const { world, fn } = run;
  if (world.remembers(fn.id)) publishData(run, heap, state);
  else if (fn.module.module.language.endsWith('script')) publishExports(run, heap);
}

/** Data from outside, in any shared object. */
function publishData({ world, memory }: FunctionRun, heap: Heap, state: State): void {
  heap.forEach((object, id) => {
    const before = world.shared.get(id);
    if (before === undefined || before === object) return;
    const outside = (value: Value): Value | undefined => {
      const marks = memory.deepMarks(state, value).filter(({ origin }) => origin.input === null);
      return marks.length === 0 ? undefined : { ...unknown, marks, apis: value.apis };
    };
    let marked = emptyDictionary.with({ length: before.length, isCollection: before.isCollection });
    for (const [key, value] of object.fields) {
      const part = before.fields.get(key) === value ? undefined : outside(value);
      if (part) marked = writeField(marked, key, part, true);
    }
    const rest = object.rest && object.rest !== before.rest ? outside(object.rest) : undefined;
    if (rest) marked = writeAny(marked, rest);
    const marks = object.marks.filter(({ origin }) => origin.input === null);
    marked = marked.with({ marks });
    if (marked.fields.size > 0 || marked.rest || marks.length > 0) world.publish(id, marked);
  });
}

/** Functions that a function puts into what its module exports: `(function (exports) { exports.run = … })(exports)`. */
function publishExports({ world, fn }: FunctionRun, heap: Heap): void {
  const target = fn.module.module.exports.get('default');
  const exported = target && 'register' in target ? world.environmentOf(fn.module).values[target.register] : undefined;
  for (const id of exported?.objects ?? []) {
    const before = world.shared.get(id);
    const object = heap.get(id);
    if (!before || !object || before === object) continue;
    let made: HeapObject = emptyDictionary;
    for (const [key, { functions }] of object.fields)
      if (functions.length > 0) made = writeField(made, key, { ...unknown, functions }, true);
    if (made.fields.size > 0) world.publish(id, made);
  }
}
