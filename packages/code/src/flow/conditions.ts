import { bitOf } from '../models/model-index.ts';
import type { ArgumentCondition } from '../models/model.ts';
import { backtrackingOf } from '../regex/backtracking.ts';
import { expressionsIn } from './expressions.ts';
import { readField } from './heap.ts';
import type { State } from './state.ts';
import type { Arguments } from './arguments.ts';
import type { FunctionRun } from './function-run.ts';
import { isConstant, unknown, type Value } from './value.ts';

/** Are the arguments of a call what is asked: all of `when`, none of `unless`? */
export function holds(
  run: FunctionRun,
  { when = [], unless = [] }: { when?: readonly ArgumentCondition[]; unless?: readonly ArgumentCondition[] },
  receiver: Value | undefined,
  args: Arguments,
  state: State,
): boolean {
  const met = (condition: ArgumentCondition) => isMet(run, condition, receiver, args, state);
  return when.every(met) && !unless.some(met);
}

function isMet(
  run: FunctionRun,
  condition: ArgumentCondition,
  receiver: Value | undefined,
  args: Arguments,
  state: State,
): boolean {
  const value = select(run, condition.arg, receiver, args, state);
  if (condition.missing !== undefined && (value === undefined) !== condition.missing) return false;
  const asks =
    condition.is ??
    condition.matches ??
    condition.below ??
    condition.constant ??
    condition.api ??
    condition.carries ??
    condition.backtracks ??
    condition.dictionary ??
    condition.text;
  if (asks === undefined) return true;
  if (value === undefined) return false;
  if (condition.api && !value.apis.some(({ path }) => condition.api!.includes(path))) return false;
  const { carries } = condition;
  if (carries && !run.memory.deepMarks(state, value).some(({ clean }) => (clean & bitOf(carries)) === 0)) return false;
  if (condition.text !== undefined && isText(run, value) !== condition.text) return false;
  if (condition.dictionary !== undefined && isDictionary(run, state, value) !== condition.dictionary) return false;
  if (
    condition.backtracks &&
    !expressionsIn(run, state, value).some((one) => backtrackingOf(one) === condition.backtracks)
  )
    return false;
  const constants = isConstant(value) ? value.constants : [];
  if (condition.is && !constants.some((one) => condition.is!.includes(one))) return false;
  if (condition.matches !== undefined) {
    const pattern = patternOf(condition.matches);
    if (!constants.some((one) => typeof one === 'string' && pattern.test(one))) return false;
  }
  if (condition.below !== undefined && !constants.some((one) => typeof one === 'number' && one < condition.below!))
    return false;
  if (condition.constant !== undefined) {
    const isKnown = constants.some((one) => one !== null && one !== '') || isConstantList(run, state, value);
    if (isKnown !== condition.constant) return false;
  }
  return true;
}

/** `0`, `'verify'`, `'2.secure'`, `'this.setSecure()'`; `undefined` when it is not given. */
function select(
  run: FunctionRun,
  arg: number | string,
  receiver: Value | undefined,
  { values, keys }: Arguments,
  state: State,
): Value | undefined {
  const text = String(arg);
  const dot = text.indexOf('.');
  const head = dot === -1 ? text : text.slice(0, dot);
  let value: Value | undefined;
  if (head === 'this') value = receiver;
  else if (/^\d+$/.test(head)) value = (keys ? values.filter((_, at) => keys[at] === '') : values)[Number(head)];
  else {
    const at = keys?.indexOf(head) ?? -1;
    const more = at === -1 ? (keys?.indexOf('**') ?? -1) : -1;
    value = at !== -1 ? values[at] : more !== -1 ? partOf(run, state, values[more]!, head) : undefined;
  }
  if (dot === -1 || value === undefined) return value;
  const path = text.slice(dot + 1);
  const names = path.includes('(') ? [path] : path.split('.');
  for (const name of names) {
    let found: Value | undefined;
    for (const id of value.objects) {
      const part = readField(run.world.read(state.heap, id), name);
      if (part) found = part;
      else if (run.world.objects.isInput(id)) found ??= unknown;
    }
    // An object nobody has seen being made may have any property.
    if (value.objects.length === 0) found = unknown;
    if (found === undefined) return undefined;
    value = found;
  }
  return value;
}

/** What stands under a name in `**options`; what nobody has seen being made may have anything. */
function partOf(run: FunctionRun, state: State, { objects }: Value, name: string): Value | undefined {
  const [only] = objects;
  if (only === undefined || run.world.objects.isInput(only)) return unknown;
  return readField(run.world.read(state.heap, only), name);
}

function isText(run: FunctionRun, { objects, marks }: Value): boolean {
  return marks.some(({ origin }) => origin.input === null) || !objects.some((id) => run.world.objects.isInput(id));
}

function isDictionary(run: FunctionRun, state: State, { objects, marks }: Value): boolean {
  return (
    marks.length === 0 &&
    objects.length > 0 &&
    objects.every((id) => {
      const { isCollection, length } = run.world.read(state.heap, id);
      return isCollection && length === null;
    })
  );
}

/** A literal list of numbers or texts: a key written out byte by byte. */
function isConstantList(run: FunctionRun, state: State, value: Value): boolean {
  return value.objects.some((id) => {
    const object = run.world.read(state.heap, id);
    return object.length !== null && object.length > 0 && [...object.fields.values()].every(isConstant);
  });
}

const compiled = new Map<string, RegExp>();

export function patternOf(text: string): RegExp {
  let pattern = compiled.get(text);
  if (!pattern) {
    pattern = new RegExp(text, 'i');
    compiled.set(text, pattern);
  }
  return pattern;
}
