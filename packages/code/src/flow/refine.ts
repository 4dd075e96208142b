import type { Block, Instruction, Register } from '../ir/ir.ts';
import type { World } from './world.ts';
import { bitsOf } from '../models/model-index.ts';
import { argumentAt } from './arguments.ts';
import { State } from './state.ts';
import { cleaned } from './taint.ts';
import { harmlessWithout } from './texts-without.ts';
import { isConstant, unknown, type Value } from './value.ts';

/** What is known besides when a condition holds (or does not): comparisons with constants, checks the models name. */
export function refine(
  world: World,
  state: State,
  block: Block,
  condition: Register,
  holds: boolean,
  types: ReadonlyMap<Register, string>,
): State {
  const by = definition(block, condition);
  if (!by) return oneOf(state, condition, holds);
  const change = (register: Register, to: (value: Value) => Value): State => {
    let refined = state;
    for (const same of [register, ...madeOf(block, register)]) {
      const value = refined.get(same);
      const after = to(value);
      if (after === value) continue;
      refined = new State(refined.slots, [...refined.values], refined.heap);
      refined.set(same, after);
      // The same value under another name: `t = copy x`.
      if (value.marks.length > 0)
        for (let slot = 0; slot < refined.values.length; slot += 1)
          if (refined.values[slot] === value) refined.values[slot] = after;
    }
    return refined;
  };
  switch (by.op) {
    case 'unary':
      return by.name === '!' || by.name === 'not' ? refine(world, state, block, by.a, !holds, types) : state;
    case 'copy':
      return refine(world, state, block, by.a, holds, types);
    case 'binary': {
      const isEqual = by.name === '==' || by.name === 'is';
      const isIn = by.name === 'in' || by.name === 'not in';
      if (!isEqual && by.name !== '!=' && !isIn) return state;
      const right = state.get(by.b);
      const left = state.get(by.a);
      if ((isEqual || by.name === 'in') !== holds && !isIn)
        return isConstant(right)
          ? change(by.a, unequal(right, isCharacter(types, by.a)))
          : isConstant(left)
            ? change(by.b, unequal(left, isCharacter(types, by.b)))
            : state;
      if ((by.name === 'in') !== holds && isIn)
        return isIn && isConstant(left) ? isWithout(block, change, by.b, left) : state;
      if (isIn)
        return isListOfConstants(world, state, right) ? hostIsKnown(world, block, change(by.a, harmless), by.a) : state;
      if (isConstant(right))
        return hostIsKnown(
          world,
          block,
          change(by.a, (value) => only(value, right)),
          by.a,
        );
      return isConstant(left) ? change(by.b, (value) => only(value, left)) : state;
    }
    case 'invoke':
    case 'callNamed':
    case 'call':
      return refineCall(world, state, block, by, holds, change);
    default:
      return state;
  }
}

function refineCall(
  world: World,
  state: State,
  block: Block,
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
  // `re.match(r'^[a-z]+$', x)`
  const [expression, text] = call.args;
  if (holds && text !== undefined && apis.some(({ path }) => /^re\.(match|search|fullmatch)$/.test(path))) {
    const [only] = state.get(expression!).constants ?? [];
    if (typeof only === 'string' && isHarmlessExpression(only)) return change(text, harmless);
  }
  if (call.op !== 'invoke') return state;
  if (!holds) {
    // `if (['__proto__', 'constructor'].includes(key)) return;`
    if (/^(includes|contains|has)$/.test(call.name) && listsPrototype(world, state, state.get(call.a)))
      return change(call.args[0]!, unequal({ ...unknown, constants: ['__proto__'] }));
    // `if (name.includes('..')) return;`
    const part =
      call.args.length === 1 && /^(includes|contains)$/.test(call.name) ? state.get(call.args[0]!) : undefined;
    return isConstant(part) ? change(call.a, without(part, 'whole')) : state;
  }
  // `PATTERN.matcher(x).matches()`
  const matcher = call.name === 'matches' && call.args.length === 0 ? definition(block, call.a) : undefined;
  if (matcher?.op === 'invoke' && matcher.name === 'matcher' && matcher.args.length === 1)
    return change(matcher.args[0]!, harmless);
  // `allowed.includes(x)`, `ALLOWED.contains(x)`, `"a".equals(x)`
  if (
    /^(includes|contains|has|containsKey)$/.test(call.name) &&
    call.args.length === 1 &&
    isListOfConstants(world, state, state.get(call.a))
  )
    return hostIsKnown(world, block, change(call.args[0]!, harmless), call.args[0]!);
  if (/^(equals|equalsIgnoreCase)$/.test(call.name) && call.args.length === 1) {
    const receiver = state.get(call.a);
    const argument = state.get(call.args[0]!);
    if (isConstant(receiver)) return change(call.args[0]!, (value) => only(value, receiver));
    if (isConstant(argument)) return change(call.a, (value) => only(value, argument));
  }
  return state;
}

/** Letters, digits and the like from beginning to end: nothing that means anything to anybody. */
function isHarmlessExpression(text: string): boolean {
  return /^\^?(?:(?:\[(?:[\w -]|\\[wd-])+\]|\\[wd])(?:[+*?]|\{\d+(?:,\d*)?\})?)+(?:\$|\\[zZ])$/.test(text);
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
    if (world.objects.isInput(id) || object.fields.size + (object.rest ? 1 : 0) === 0) return false;
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

/** What a text was made of in the same block without losing anything a check asks for: `str(p)`, `p.lower()`. */
function madeOf(block: Block, register: Register): Register[] {
  const found: Register[] = [];
  for (let by = definition(block, register); by && found.length < 4; by = definition(block, found.at(-1)!)) {
    if (by.op === 'callNamed' && /^(str|String)$/.test(by.name) && by.args.length === 1) found.push(by.args[0]!);
    else if (by.op === 'invoke' && /^(toString|lower|toLowerCase|strip|trim|as_posix)$/.test(by.name)) found.push(by.a);
    else break;
  }
  return found;
}

/** The host of an address is one of those it may be: `urlparse(x).netloc in […]`, `new URL(x).hostname === '…'`. */
function hostIsKnown(world: World, block: Block, state: State, register: Register): State {
  const by = definition(block, register);
  if (by?.op !== 'load' || !/^(netloc|hostname|host|origin)$/.test(by.name)) return state;
  const { marks, objects } = state.get(by.a);
  const all = [...marks, ...objects.flatMap((id) => world.read(state.heap, id).marks)];
  const origins = new Set(all.map(({ origin }) => origin));
  if (origins.size === 0) return state;
  const refined = new State(state.slots, [...state.values], state.heap);
  for (const [slot, value] of refined.values.entries())
    if (value?.marks.some(({ origin }) => origins.has(origin)))
      refined.values[slot] = {
        ...value,
        marks: value.marks.map((mark) => (origins.has(mark.origin) ? cleaned([mark], toElsewhere)[0]! : mark)),
      };
  return refined;
}

/** The check is of a text, or of what stands between its first and last character (`x[1:-1]`). */
function isWithout(
  block: Block,
  change: (register: Register, to: (value: Value) => Value) => State,
  register: Register,
  texts: Value,
): State {
  const by = definition(block, register);
  const isInside = by?.op === 'invoke' && by.name === 'slice' && by.args.length === 2;
  return isInside ? change(by.a, without(texts, 'inside')) : change(register, without(texts, 'whole'));
}

/** It is not `__proto__`; a single character is none of these. */
function unequal({ constants }: Value, isCharacter = false): (value: Value) => Value {
  let bits = constants?.includes('__proto__') ? harmlessWithout('__proto__') : 0;
  if (isCharacter) for (const one of constants ?? []) if (typeof one === 'string') bits |= harmlessWithout(one);
  return (value) => (bits === 0 || value.marks.length === 0 ? value : { ...value, marks: cleaned(value.marks, bits) });
}

function isCharacter(types: ReadonlyMap<Register, string>, register: Register): boolean {
  return types.get(register) === 'char';
}

/** None of a switch's cases: what is known of the value it asks. */
export function refineDefault(
  state: State,
  on: Register,
  cases: readonly Value[],
  types: ReadonlyMap<Register, string>,
): State {
  const value = state.get(on);
  if (value.marks.length === 0 || !isCharacter(types, on)) return state;
  const after = cases.reduce((so, one) => unequal(one, true)(so), value);
  if (after === value) return state;
  const refined = new State(state.slots, [...state.values], state.heap);
  for (const [slot, known] of refined.values.entries()) if (known === value) refined.values[slot] = after;
  return refined;
}

/** A variable that is known to be one of several constants is one of those for which the condition holds. */
function oneOf(state: State, register: Register, holds: boolean): State {
  const { constants } = state.get(register);
  if (constants === null || constants.length < 2) return state;
  const left = constants.filter((one) => Boolean(one) === holds);
  if (left.length === constants.length || left.length === 0) return state;
  const refined = new State(state.slots, [...state.values], state.heap);
  refined.set(register, { ...state.get(register), constants: left });
  return refined;
}

function listsPrototype(world: World, state: State, list: Value): boolean {
  return list.objects.some((id) =>
    [...world.read(state.heap, id).fields.values()].some(({ constants }) => constants?.includes('__proto__')),
  );
}

/** None of these texts is in it. */
function without(texts: Value, where: 'whole' | 'inside'): (value: Value) => Value {
  const bits = (texts.constants ?? []).reduce<number>(
    (all, text) => all & (typeof text === 'string' ? harmlessWithout(text, where) : 0),
    -1,
  );
  return (value) => (bits === 0 || value.marks.length === 0 ? value : { ...value, marks: cleaned(value.marks, bits) });
}

const toElsewhere = bitsOf(['redirect', 'url']);
