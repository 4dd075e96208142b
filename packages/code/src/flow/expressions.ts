import type { Api } from './api.ts';
import type { Arguments } from './arguments.ts';
import type { FunctionRun } from './function-run.ts';
import { readField, writeField } from './heap.ts';
import type { State } from './state.ts';
import { isConstant, type Value } from './value.ts';

/** What makes a regular expression of a text, its first argument. */
const makers = new Set(['RegExp', 're.compile', 'regex.compile', 'java.util.regex.Pattern.compile']);
/** Where an expression that was made keeps its text. */
const text = 'source';

/** Keeps the text an expression was made of, for {@link expressionsIn}. */
export function rememberExpression(
  run: FunctionRun,
  made: Value,
  apis: readonly Api[],
  { values: [first] }: Arguments,
  state: State,
): void {
  if (!first || !isConstant(first) || !apis.some(({ path }) => makers.has(path))) return;
  for (const id of made.objects) run.memory.update(state, id, (object) => writeField(object, text, first, false));
}

/** Texts of the regular expressions a value may be: made already, or still a text that one will be made of. */
export function expressionsIn(run: FunctionRun, state: State, value: Value): string[] {
  const made = value.objects.flatMap((id) => readField(run.world.read(state.heap, id), text) ?? []);
  return [value, ...made]
    .flatMap(({ constants }) => constants ?? [])
    .filter((one): one is string => typeof one === 'string');
}
