import type { Instruction } from '../ir/ir.ts';
import type { Arguments } from './arguments.ts';
import { onlyConstant } from './collections.ts';
import type { FunctionRun } from './function-run.ts';
import { writeField } from './heap.ts';
import type { State } from './state.ts';
import { constantValue, unknown, type Value } from './value.ts';

/** What Python's own functions give where more is known than that something goes through them. */
export function callBuiltin(
  { world, memory, fn }: FunctionRun,
  one: Instruction,
  { values, keys }: Arguments,
  state: State,
): Value | undefined {
  if (fn.module.module.language !== 'python' || keys !== null) return undefined;
  const [first, second, third] = values;
  if (!first) return undefined;
  switch (one.name) {
    case 'len': {
      const [only] = first.objects;
      if (only === undefined || first.objects.length > 1) return undefined;
      const { length, many } = world.read(state.heap, only);
      return length === null || many ? undefined : constantValue(length);
    }
    case 'getattr': {
      const name = second && onlyConstant(second);
      const part = typeof name === 'string' ? memory.load(state, first, name, one.node) : undefined;
      const isKnown =
        part && (part.apis.length > 0 || part.functions.length > 0 || part.marks.length > 0 || part.constants !== null);
      return isKnown ? part : undefined;
    }
    case 'setattr': {
      const name = second && onlyConstant(second);
      if (typeof name !== 'string' || !third) return undefined;
      for (const id of first.objects)
        memory.update(state, id, (object) => writeField(object, name, third, first.objects.length === 1));
      return unknown;
    }
    default:
      return undefined;
  }
}
