import { addMarks } from './heap.ts';
import type { FunctionRun } from './function-run.ts';
import type { State } from './state.ts';
import { objectValue, type Value } from './value.ts';

const resolver = 'Promise#resolve';

/** What `new Promise((resolve) => …)` hands to its function: it puts what it is called with into the promise. */
export function resolverOf({ world }: FunctionRun, promise: number): Value {
  return objectValue(promise, [world.program.api(resolver)]);
}

export function isResolver({ apis }: Value): boolean {
  return apis.some(({ path }) => path === resolver);
}

export function resolvePromise({ memory }: FunctionRun, { objects }: Value, [given]: Value[], state: State): void {
  const marks = given ? memory.deepMarks(state, given) : [];
  if (marks.length > 0) for (const id of objects) memory.update(state, id, (object) => addMarks(object, marks));
}
