import type { Block, Instruction, Register } from '../ir/ir.ts';
import type { World } from './world.ts';
import { argumentAt } from './arguments.ts';
import { State } from './state.ts';
import { cleaned } from './taint.ts';
import { isConstant, type Value } from './value.ts';

/** What is known besides when a condition holds (or does not): comparisons with constants, checks the models name. */
export function refine(world: World, state: State, block: Block, condition: Register, holds: boolean): State {
  const by = definition(block, condition);
  if (!by) return state;
  const change = (register: Register, to: (value: Value) => Value): State => {
    const value = state.get(register);
    const after = to(value);
    if (after === value) return state;
    const refined = new State(state.slots, [...state.values], state.heap);
    refined.set(register, after);
    // The same value under another name: `t = copy x`.
    if (value.marks.length > 0)
      for (const [slot, known] of state.values.entries()) if (known === value) refined.values[slot] = after;
    return refined;
  };
  switch (by.op) {
    case 'unary':
      return by.name === '!' || by.name === 'not' ? refine(world, state, block, by.a, !holds) : state;
    case 'copy':
      return refine(world, state, block, by.a, holds);
    case 'binary': {
      const isEqual = by.name === '==' || by.name === 'is';
      if (!isEqual && by.name !== '!=' && by.name !== 'in' && by.name !== 'not in') return state;
      if ((isEqual || by.name === 'in') !== holds) return state;
      const right = state.get(by.b);
      if (by.name === 'in' || by.name === 'not in')
        return isListOfConstants(world, state, right) ? change(by.a, harmless) : state;
      if (isConstant(right)) return change(by.a, (value) => only(value, right));
      const left = state.get(by.a);
      return isConstant(left) ? change(by.b, (value) => only(value, left)) : state;
    }
    case 'invoke':
    case 'callNamed':
    case 'call':
      return refineCall(world, state, by, holds, change);
    default:
      return state;
  }
}

function refineCall(
  world: World,
  state: State,
  call: Instruction,
  holds: boolean,
  change: (register: Register, to: (value: Value) => Value) => State,
): State {
  const apis =
    call.op === 'callNamed'
      ? [world.program.api(call.name)]
      : call.op === 'call'
        ? state.get(call.a).apis
        : state.get(call.a).apis.map((api) => api.member(call.name));
  const facts = apis.map((api) => world.factsOf(api));
  if (call.op === 'invoke' && apis.length === 0) {
    const guess = world.guessFacts(call.name);
    if (guess) facts.push({ ...guess });
  }
  for (const { guards } of facts)
    for (const { argument, bits, whenFalse } of guards) {
      if (whenFalse === holds) continue;
      const register =
        argument?.kind === 'this'
          ? call.a
          : argumentAt(call, argument ?? { kind: 'position', from: 0, onward: false, property: '' })[0];
      if (register !== undefined) return change(register, (value) => ({ ...value, marks: cleaned(value.marks, bits) }));
    }
  if (call.op !== 'invoke' || !holds) return state;
  // `allowed.includes(x)`, `ALLOWED.contains(x)`, `"a".equals(x)`
  if (
    /^(includes|contains|has|containsKey)$/.test(call.name) &&
    call.args.length === 1 &&
    isListOfConstants(world, state, state.get(call.a))
  )
    return change(call.args[0]!, harmless);
  if (/^(equals|equalsIgnoreCase)$/.test(call.name) && call.args.length === 1) {
    const receiver = state.get(call.a);
    const argument = state.get(call.args[0]!);
    if (isConstant(receiver)) return change(call.args[0]!, (value) => only(value, receiver));
    if (isConstant(argument)) return change(call.a, (value) => only(value, argument));
  }
  return state;
}

/** It is one of the constants it was compared with: nothing from outside is left in it. */
function only(value: Value, constants: Value): Value {
  return value.constants !== null && value.marks.length === 0
    ? value
    : { ...value, constants: constants.constants, marks: [], objects: [] };
}

function harmless(value: Value): Value {
  return value.marks.length === 0 ? value : { ...value, marks: [], objects: [] };
}

/** A collection whose parts are all constants. */
function isListOfConstants(world: World, state: State, value: Value): boolean {
  if (value.objects.length === 0) return false;
  return value.objects.every((id) => {
    const object = world.read(state.heap, id);
    if (world.symbolOf(id) || object.fields.size + (object.rest ? 1 : 0) === 0) return false;
    return (
      object.marks.length === 0 && [...object.fields.values(), ...(object.rest ? [object.rest] : [])].every(isConstant)
    );
  });
}

function definition(block: Block, register: Register): Instruction | undefined {
  for (let at = block.instructions.length - 1; at >= 0; at -= 1)
    if (block.instructions[at]!.dst === register) return block.instructions[at];
  return undefined;
}
