import type { Instruction } from '../ir/ir.ts';
import type { Arguments } from './arguments.ts';
import { onlyConstant } from './collections.ts';
import type { Caller } from './caller.ts';
import { readAny, readField, writeAny, writeField } from './heap.ts';
import type { State } from './state.ts';
import { join, unknown, type Value } from './value.ts';

/** `map.computeIfAbsent(key, k -> new ArrayList<>())`: what a function of Java's maps puts in, and gives. */
export function computedEntry(
  caller: Caller,
  method: string,
  receiver: Value,
  { values }: Arguments,
  state: State,
  one: Instruction,
): Value | undefined {
  const { run } = caller;
  const parts = computing.get(method);
  if (!parts || run.fn.module.module.language !== 'java') return undefined;
  const [key = unknown] = values;
  const makers = values.at(-1)?.functions ?? [];
  if (makers.length === 0) return undefined;
  const { world, memory } = run;
  const name = onlyConstant(key);
  let result: Value | undefined;
  for (const id of receiver.objects) {
    const object = world.read(state.heap, id);
    if (!object.isCollection) continue;
    const before = (name === undefined ? readAny(object) : readField(object, String(name))) ?? unknown;
    const given = parts.map((part) => (part === 'key' ? key : part === 'old' ? before : (values[1] ?? unknown)));
    let made: Value | undefined = method === 'merge' ? values[1] : undefined;
    for (const maker of makers.slice(0, 4)) {
      const value = caller.apply(maker, undefined, { values: given, keys: null }, one, state);
      if (value) made = made === undefined ? value : join(made, value);
    }
    if (made === undefined) continue;
    const after = method === 'computeIfAbsent' && before !== unknown ? join(before, made) : made;
    memory.update(state, id, (into) =>
      name === undefined ? writeAny(into, after) : writeField(into, String(name), after, receiver.objects.length === 1),
    );
    result = result === undefined ? after : join(result, after);
  }
  return result;
}

/** What these methods give the function that is their last argument. */
const computing: ReadonlyMap<string, readonly ('key' | 'old' | 'new')[]> = new Map([
  ['computeIfAbsent', ['key']],
  ['computeIfPresent', ['key', 'old']],
  ['compute', ['key', 'old']],
  ['merge', ['old', 'new']],
] as const);
