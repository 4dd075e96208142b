import type { Node } from '../syntax/syntax-tree.ts';
import type { Frame, State } from './frame.ts';
import type { Workspace } from './workspace.ts';
import { truth, zero, type Val } from './value.ts';

/** Is a value true here? A pointer is when its memory is there. */
export function truthIn(state: State, value: Val): boolean | undefined {
  const region = value.region ? state.store.get(value.region) : undefined;
  if (!region) return value.region ? undefined : truth(value);
  if (region.status === 'null') return false;
  if (region.mayBeNull || region.kind === 'unknown' || region.status === 'maybe') return undefined;
  return true;
}

/** The condition has come out: what that says of the values it was made from. */
export function refine(
  run: Workspace,
  frame: Frame,
  state: State,
  condition: number,
  holds: boolean,
  node: Node,
  depth = 0,
): void {
  if (depth > 12 || condition < 0) return;
  const { access } = run;
  const definition = frame.fn.definitions[condition];
  const isTemporary = frame.fn.fn.registers[condition] === '';
  if (definition && isTemporary) {
    if (definition.op === 'unary' && definition.name === '!') {
      refine(run, frame, state, definition.a, !holds, node, depth + 1);
      return;
    }
    if (definition.op === 'binary') {
      const operator = holds ? definition.name : opposite[definition.name];
      if (operator && operator in mirrored) {
        const a = access.get(frame, state, definition.a);
        const b = access.get(frame, state, definition.b);
        limit(run, frame, state, definition.a, operator, b, node, 0);
        if (!state.isDead) limit(run, frame, state, definition.b, mirrored[operator]!, a, node, 0);
        return;
      }
    }
  }
  limit(run, frame, state, condition, holds ? '!=' : '==', zero, node, depth + 1);
}

const opposite: Readonly<Record<string, string>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};
const mirrored: Readonly<Record<string, string>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '>=': '<=',
  '>': '<',
  '<=': '>=',
};

/** `register operator other` holds. */
function limit(
  run: Workspace,
  frame: Frame,
  state: State,
  register: number,
  operator: string,
  other: Val,
  node: Node,
  depth: number,
): void {
  if (depth > 10) return;
  const { access } = run;
  const value = access.get(frame, state, register);
  if (value.region !== 0) {
    const isZero = other.region === 0 && other.lo === 0 && other.hi === 0;
    if (isZero && (operator === '==' || operator === '!=')) nullness(run, frame, state, value, operator === '==', node);
    return;
  }
  if (other.region !== 0) return;
  let { lo, hi, isNonzero } = value;
  const step = Number.isInteger(other.lo) && Number.isInteger(other.hi) && !isFloat(run, frame, register) ? 1 : 0;
  switch (operator) {
    case '<':
      hi = Math.min(hi, other.hi - (Number.isFinite(other.hi) ? step : 0));
      break;
    case '<=':
      hi = Math.min(hi, other.hi);
      break;
    case '>':
      lo = Math.max(lo, other.lo + (Number.isFinite(other.lo) ? step : 0));
      break;
    case '>=':
      lo = Math.max(lo, other.lo);
      break;
    case '==':
      lo = Math.max(lo, other.lo);
      hi = Math.min(hi, other.hi);
      break;
    default:
      if (other.lo === other.hi) {
        if (lo === other.lo && Number.isFinite(lo)) lo += step;
        if (hi === other.lo && Number.isFinite(hi)) hi -= step;
        if (other.lo === 0) isNonzero = true;
      }
  }
  if (lo > hi) {
    // This way cannot be gone, unless the numbers only look exact.
    state.isDead = true;
    return;
  }
  if (lo === value.lo && hi === value.hi && isNonzero === value.isNonzero) return;
  const narrowed: Val = {
    ...value,
    lo,
    hi,
    isNonzero,
    isOutside: value.isOutside && !(operator === '==' && lo === hi),
  };
  write(run, frame, state, register, narrowed, node, depth);
}

/** The narrower value goes back to where the value came from. */
function write(
  run: Workspace,
  frame: Frame,
  state: State,
  register: number,
  value: Val,
  node: Node,
  depth: number,
): void {
  const { access } = run;
  if (frame.fn.inMemory[register] === 1) {
    const region = access.variable(frame, state, register);
    const cell = region.cells.get(0);
    if (cell) state.store.write(region.id, 0, cell.size, value);
    else if (region.rest === 'unknown' && region.size > 0 && region.size <= 8)
      state.store.write(region.id, 0, region.size, value);
    return;
  }
  state.regs[register] = value;
  const definition = frame.fn.definitions[register];
  if (!definition || frame.fn.fn.registers[register] !== '') return;
  switch (definition.op) {
    case 'copy':
    case 'cast':
      if (!definition.keys) back(run, frame, state, definition.a, value, node, depth);
      return;
    case 'outer': {
      if (definition.a !== 0) return;
      const region = access.global(frame, state, definition.b);
      state.store.write(region.id, 0, 8, value);
      return;
    }
    case 'deref':
    case 'load':
    case 'index': {
      const base = access.get(frame, state, definition.a);
      let offset = 0;
      if (definition.op === 'load') ({ offset } = access.field(frame, definition.a, definition.name));
      if (definition.op === 'index') {
        const index = access.get(frame, state, definition.b);
        const size = access.elementSize(frame, definition.a);
        if (index.lo !== index.hi || size < 0) return;
        offset = index.lo * size;
      }
      const region = base.region ? state.store.get(base.region) : undefined;
      if (!region || base.offLo !== base.offHi || region.text !== null) return;
      const at = base.offLo + offset;
      const cell = region.cells.get(at);
      const size = cell?.size ?? access.sizeOf(frame, frame.fn.types[register]);
      if (size > 0 && (cell || region.rest === 'unknown')) state.store.write(region.id, at, size, value);
      return;
    }
    case 'callNamed':
      if (/^(ll?|f|im)?abs[lf]?$/.test(definition.name) && Number.isFinite(value.hi)) {
        const source = definition.args[0]!;
        const inner = access.get(frame, state, source);
        back(
          run,
          frame,
          state,
          source,
          { ...inner, lo: Math.max(inner.lo, -value.hi), hi: Math.min(inner.hi, value.hi) },
          node,
          depth,
        );
      } else if (/^f?abs[lf]?$/.test(definition.name) && value.lo > 0) {
        const source = definition.args[0]!;
        back(run, frame, state, source, { ...access.get(frame, state, source), isNonzero: true }, node, depth);
      }
  }
}

function back(
  run: Workspace,
  frame: Frame,
  state: State,
  register: number,
  value: Val,
  node: Node,
  depth: number,
): void {
  const before = run.access.get(frame, state, register);
  if (before.region !== 0 || value.region !== 0) return;
  const lo = Math.max(before.lo, value.lo);
  const hi = Math.min(before.hi, value.hi);
  if (lo > hi) return;
  write(
    run,
    frame,
    state,
    register,
    { ...before, lo, hi, isNonzero: before.isNonzero || value.isNonzero },
    node,
    depth + 1,
  );
}

function isFloat(run: Workspace, frame: Frame, register: number): boolean {
  return run.access.typeOf(frame, register)?.kind === 'float';
}

/** Somebody has compared a pointer with NULL. */
function nullness(run: Workspace, frame: Frame, state: State, value: Val, isNull: boolean, node: Node): void {
  const region = state.store.get(value.region);
  if (!region) return;
  if (region.used && region.kind === 'unknown' && isNull) {
    run.report('late-null-check', frame, node, 'it is compared with NULL here, and was followed before', [region.used]);
    state.store.own(region.id)!.used = null;
  }
  if (region.status === 'freed' || region.status === 'dead') return;
  if (isNull) {
    if (region.status === 'alive' && !region.mayBeNull && region.kind !== 'unknown') {
      state.isDead = true;
      return;
    }
    const own = state.store.own(region.id)!;
    own.status = 'null';
    own.mayBeNull = false;
  } else {
    if (region.status === 'null') {
      state.isDead = true;
      return;
    }
    if (region.mayBeNull) state.store.own(region.id)!.mayBeNull = false;
    else if (region.kind === 'unknown' && !region.isChecked) state.store.own(region.id)!.isChecked = true;
  }
}
