import type { Instruction } from '../ir/ir.ts';
import type { ApiFacts } from '../models/model-index.ts';
import { addMarks, writeAny } from './heap.ts';
import type { State } from './state.ts';
import { cleaned, joinMarks, partOfMore, stepped, type Mark } from './taint.ts';
import type { Arguments } from './arguments.ts';
import type { FunctionRun } from './function-run.ts';
import { join, unknown, withMarks, type Value } from './value.ts';

/** What passes from where to where, as the models say; gives the result. */
export function applyFlows(
  run: FunctionRun,
  one: Instruction,
  facts: ApiFacts,
  receiver: Value | undefined,
  args: Arguments,
  state: State,
): Value {
  const { memory, fn } = run;
  const place = fn.module.places.of(one.node);
  let result: Value = unknown;
  for (const { from, to } of facts.flows) {
    let marks: readonly Mark[] = [];
    let whole: Value | undefined;
    for (const name of from)
      for (const value of sourcesOf(name, receiver, args.values)) {
        const part = name.endsWith('[]') ? memory.loadAny(state, value, one.node) : value;
        marks = joinMarks(marks, memory.deepMarks(state, part));
        whole = whole === undefined ? part : join(whole, part);
      }
    marks = stepped(marks, place, `goes through ${one.name.slice(one.name.lastIndexOf('.') + 1) || 'a call'}()`);
    if (args.values.length > 1 && from.includes('*')) marks = cleaned(marks, partOfMore);
    for (const name of to) {
      if (name === 'result') result = withMarks(result, joinMarks(result.marks, marks));
      else if (name === 'result[]') {
        const id = memory.objectAt(one.node, 'elements');
        memory.update(state, id, (object) => writeAny(object, whole ?? unknown).with({ isCollection: true }));
        result = { ...result, objects: [...new Set([...result.objects, id])] };
      } else
        for (const [register, value] of targetsOf(name, one, receiver, args.values)) {
          if (name.endsWith('[]'))
            for (const id of value.objects)
              memory.update(state, id, (object) => writeAny(object, withMarks(whole ?? unknown, marks)));
          else if (marks.length > 0) {
            for (const id of value.objects) memory.update(state, id, (object) => addMarks(object, marks));
            if (value.objects.length === 0) state.set(register, withMarks(value, joinMarks(value.marks, marks)));
          }
        }
    }
    // A fluent interface gives its receiver: what is put in later is found under both names.
    if (to.includes('this') && to.includes('result') && receiver)
      result = { ...result, objects: [...new Set([...result.objects, ...receiver.objects])] };
  }
  return result;
}

function sourcesOf(name: string, receiver: Value | undefined, args: readonly Value[]): readonly Value[] {
  const plain = name.replace('[]', '');
  if (plain === 'this') return receiver ? [receiver] : [];
  if (plain === '*') return args;
  if (plain.endsWith('..')) return args.slice(Number(plain.slice(0, -2)));
  return args[Number(plain)] === undefined ? [] : [args[Number(plain)]!];
}

function targetsOf(
  name: string,
  one: Instruction,
  receiver: Value | undefined,
  args: readonly Value[],
): [number, Value][] {
  const plain = name.replace('[]', '');
  if (plain === 'this') return receiver ? [[one.a, receiver]] : [];
  const at = Number(plain);
  return args[at] === undefined ? [] : [[one.args[at]!, args[at]]];
}
