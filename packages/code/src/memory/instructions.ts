import { nothing, type Instruction } from '../ir/ir.ts';
import type { CType } from '../languages/c/facts.ts';
import { isWhole } from './access.ts';
import { truthIn } from './conditions.ts';
import type { Frame, State } from './frame.ts';
import { combine, exact, limits, narrowed, wrap } from './integers.ts';
import { fullName } from './program.ts';
import { newRegion } from './region.ts';
import type { Workspace } from './workspace.ts';
import { isNull, isNumber, number, one as oneValue, pointer, range, truth, unknown, zero, type Val } from './value.ts';

/** What each instruction that is no call does to what is known. */
export class Instructions {
  readonly #run: Workspace;

  constructor(run: Workspace) {
    this.#run = run;
  }

  run(frame: Frame, one: Instruction, state: State): void {
    const { access, program } = this.#run;
    switch (one.op) {
      case 'constant':
        access.set(frame, state, one.dst, this.#constant(frame, state, one));
        return;
      case 'copy':
        if (one.keys) return;
        access.set(frame, state, one.dst, this.#copied(frame, state, one), one.node);
        return;
      case 'cast':
        access.set(frame, state, one.dst, this.#cast(frame, state, one));
        return;
      case 'unary':
        access.set(frame, state, one.dst, this.#unary(frame, state, one));
        return;
      case 'binary':
        access.set(frame, state, one.dst, this.#binary(frame, state, one));
        return;
      case 'load': {
        const base = access.get(frame, state, one.a);
        const { offset, type } = access.field(frame, one.a, one.name);
        access.set(
          frame,
          state,
          one.dst,
          access.load(frame, state, base, offset, type ?? frame.fn.types[one.dst], one.node, true),
        );
        return;
      }
      case 'store': {
        const base = access.get(frame, state, one.a);
        const { offset, type } = access.field(frame, one.a, one.name);
        const value = access.get(frame, state, one.b);
        access.save(frame, state, base, offset, type ?? access.typeOf(frame, one.b), value, one.node);
        return;
      }
      case 'index': {
        const moved = this.#moved(frame, state, one.a, one.b, one);
        const type = access.typeOf(frame, one.dst);
        if (isWhole(type) && moved.region) {
          const size = access.sizeOf(frame, type);
          access.set(frame, state, one.dst, access.part(moved, 0, size, false));
        } else access.set(frame, state, one.dst, access.load(frame, state, moved, 0, type, one.node));
        return;
      }
      case 'storeIndex': {
        const value = access.get(frame, state, one.args[0] ?? nothing);
        const moved = this.#moved(frame, state, one.a, one.b, one);
        access.save(
          frame,
          state,
          moved,
          0,
          this.#element(frame, one.a) ?? access.typeOf(frame, one.args[0] ?? nothing),
          value,
          one.node,
        );
        return;
      }
      case 'deref':
        access.set(
          frame,
          state,
          one.dst,
          access.load(frame, state, access.get(frame, state, one.a), 0, access.typeOf(frame, one.dst), one.node),
        );
        return;
      case 'storeDeref': {
        const value = access.get(frame, state, one.b);
        access.save(
          frame,
          state,
          access.get(frame, state, one.a),
          0,
          this.#element(frame, one.a) ?? access.typeOf(frame, one.b),
          value,
          one.node,
        );
        return;
      }
      case 'address':
        access.set(frame, state, one.dst, this.#address(frame, state, one));
        return;
      case 'outer':
        access.set(frame, state, one.dst, this.#outer(frame, state, one));
        return;
      case 'storeOuter': {
        if (one.a !== 0) return;
        const region = access.global(frame, state, one.b);
        const value = access.get(frame, state, one.args[0] ?? nothing);
        const type = program.resolve(
          frame.fn.home.facts.types.get(frame.fn.home.module.functions[0]!)?.[one.b],
          frame.fn.home,
        );
        if (isWhole(type)) access.copyWhole(frame, state, region, value, type);
        else
          state.store.write(
            region.id,
            0,
            8,
            type?.kind === 'integer' ? narrowed(this.#run, frame, value, type, one.node) : value,
          );
        return;
      }
      case 'function': {
        const fn = program.functionOf(frame.fn.home, one.a) ?? null;
        access.set(frame, state, one.dst, fn ? { ...unknown, fn } : unknown);
        return;
      }
      case 'global': {
        const macro = program.macro(one.name);
        const fn =
          macro === undefined ? program.functionNamed(one.name, frame.fn.home, fullName(frame.fn.fn)) : undefined;
        access.set(
          frame,
          state,
          one.dst,
          typeof macro === 'number' ? number(macro) : fn ? { ...unknown, fn } : unknown,
        );
        return;
      }
      case 'declare':
        this.#declare(frame, state, one);
        return;
      case 'array':
      case 'object':
        this.#literal(frame, state, one);
        return;
      default:
        if (one.dst >= 0) access.set(frame, state, one.dst, unknown);
    }
  }

  #constant(frame: Frame, state: State, one: Instruction): Val {
    if (typeof one.value === 'number')
      return one.value === 0 ? { ...zero, step: this.#run.step(frame, one.node, 'set to 0') } : number(one.value);
    if (typeof one.value !== 'string') return unknown;
    const type = this.#run.access.typeOf(frame, one.dst);
    const unit = type?.kind === 'array' ? Math.max(1, this.#run.access.sizeOf(frame, type.of)) : 1;
    const id = this.#run.id(`text ${unit} ${one.value}`);
    if (!state.store.get(id))
      state.store.share(
        newRegion(id, 'literal', (one.value.length + 1) * unit, { text: one.value, unit, name: 'a text' }),
      );
    return pointer(id);
  }

  #copied(frame: Frame, state: State, one: Instruction): Val {
    const value = this.#run.access.get(frame, state, one.a);
    // An array becomes the address of its first element; it keeps its own bounds.
    return value;
  }

  #cast(frame: Frame, state: State, one: Instruction): Val {
    const { access } = this.#run;
    const value = access.get(frame, state, one.a);
    const type = access.typeOf(frame, one.dst);
    if (type?.kind === 'integer') {
      if (value.region !== 0) return { ...unknown, isNonzero: true };
      const fitting = isNumber(value)
        ? wrap(value, type)
        : narrowed(this.#run, frame, { ...value, isArithmetic: value.isArithmetic && type.size < 8 }, type, one.node);
      return isNumber(fitting) && !Number.isInteger(fitting.lo) ? number(Math.trunc(fitting.lo)) : fitting;
    }
    return value;
  }

  #unary(frame: Frame, state: State, one: Instruction): Val {
    const { access, program } = this.#run;
    if (one.name === 'sizeof') {
      const type = frame.fn.home.facts.sizes.get(one);
      const size = type ? program.sizeOf(type, frame.fn.home) : -1;
      return size >= 0 ? number(size) : range(1, Infinity);
    }
    const value = access.use(frame, state, one.a, one.node);
    if (one.name === '!') {
      const known = truthIn(state, value);
      return known === undefined ? range(0, 1) : known ? zero : oneValue;
    }
    if (one.name === '-') return value.region ? unknown : { ...value, lo: 0 - value.hi, hi: 0 - value.lo };
    if (one.name === '~' && isNumber(value)) return number(~value.lo);
    return unknown;
  }

  #binary(frame: Frame, state: State, one: Instruction): Val {
    const { access } = this.#run;
    const a = access.use(frame, state, one.a, one.node);
    const b = access.use(frame, state, one.b, one.node);
    if (comparisons.has(one.name)) return compare(one.name, a, b, state);
    const type = access.typeOf(frame, one.dst);
    if (a.region || b.region)
      return a.region && a.region === b.region && one.name === '-' && a.offLo === a.offHi && b.offLo === b.offHi
        ? this.#distance(frame, a, b, one)
        : unknown;
    const isFloat = type?.kind === 'float';
    if ((one.name === '/' || one.name === '%') && truth(b) !== true) {
      const isZero = isNumber(b);
      if (isZero || b.isOutside)
        this.#run.report(
          'division-by-zero',
          frame,
          one.node,
          isZero ? 'divides by zero' : 'divides by a number from outside, which may be zero',
          [b.step],
        );
      return unknown;
    }
    const known = isNumber(a) && isNumber(b) ? exact(one.name, a.lo, b.lo, isFloat) : undefined;
    if (known !== undefined) return number(known);
    const { lo, hi } = combine(one.name, a, b);
    const isOutside = (a.isOutside || b.isOutside) && !(one.name === '%' && isNumber(b)) && one.name !== '&';
    const isArithmetic = one.name === '+' || one.name === '-' || one.name === '*';
    const result: Val = { ...unknown, lo, hi, isOutside, isArithmetic, step: a.step ?? b.step };
    if (isFloat || type?.kind !== 'integer' || !isArithmetic) return result;
    const most = limits(type);
    if (lo >= most.lo && hi <= most.hi) return result;
    if (isNumber(result)) {
      if (type.isSigned)
        this.#run.report('integer-overflow', frame, one.node, `the result does not fit into ${type.name}`, [
          result.step,
        ]);
      else if (lo < 0 && type.size >= 8) return { ...result, lo: widest, hi: widest, isOutside: false };
      return wrap(result, type);
    }
    // A number from outside that nobody has looked at.
    if (isOutside && Number.isFinite(lo) && Number.isFinite(hi)) {
      this.#run.report('integer-overflow', frame, one.node, `the result may not fit into ${type.name}`, [
        a.isOutside ? a.step : b.step,
      ]);
      return { ...unknown, isOutside: true, isArithmetic: false, step: result.step };
    }
    return { ...result, lo: lo < most.lo ? -Infinity : lo, hi: hi > most.hi ? Infinity : hi };
  }

  #distance(frame: Frame, a: Val, b: Val, one: Instruction): Val {
    const size = Math.max(1, this.#run.access.elementSize(frame, one.a));
    return number((a.offLo - b.offLo) / size);
  }

  /** `&a[b]` as a value: the place, not what is there. */
  #moved(frame: Frame, state: State, base: number, by: number, one: Instruction): Val {
    const { access } = this.#run;
    const value = access.get(frame, state, base);
    const index = by < 0 ? zero : access.use(frame, state, by, one.node);
    return this.#shift(frame, value, index, access.elementSize(frame, base));
  }

  #shift(_frame: Frame, value: Val, index: Val, size: number): Val {
    if (value.region === 0) return value;
    if (isNull(index)) return value;
    if (size < 0) return { ...value, offLo: -Infinity, offHi: Infinity, partLo: -1, partHi: -1, isOutside: false };
    return {
      ...value,
      offLo: value.offLo + times(index.lo, size),
      offHi: value.offHi + times(index.hi, size),
      isOutside: value.isOutside || index.isOutside,
      step: index.step ?? value.step,
    };
  }

  #address(frame: Frame, state: State, one: Instruction): Val {
    const { access } = this.#run;
    if (one.b >= 0) return this.#moved(frame, state, one.a, one.b, one);
    if (one.name !== '') {
      const base = access.get(frame, state, one.a);
      const { offset, type } = access.field(frame, one.a, one.name);
      return access.part(base, offset, access.sizeOf(frame, type), type?.kind === 'array');
    }
    const definition = frame.fn.definitions[one.a];
    if (one.keys && definition?.op === 'outer' && definition.a === 0)
      return pointer(access.global(frame, state, definition.b).id);
    if (frame.fn.inMemory[one.a] === 1) return pointer(access.variable(frame, state, one.a).id);
    return unknown;
  }

  #outer(frame: Frame, state: State, one: Instruction): Val {
    if (one.a !== 0) return unknown;
    const { access, program } = this.#run;
    const { home } = frame.fn;
    const region = access.global(frame, state, one.b);
    const type = program.resolve(home.facts.types.get(home.module.functions[0]!)?.[one.b], home);
    if (isWhole(type)) return pointer(region.id);
    const found = state.store.read(region, 0, 8);
    // Read before this run has written it: it outlives the run.
    if (found === unknown && region.used === null)
      state.store.own(region.id)!.used = this.#run.step(frame, one.node, 'read here');
    if (found !== unknown || type?.kind !== 'pointer') return found;
    const id = this.#run.id(`content of ${region.id}`);
    if (!state.store.get(id)) state.store.add(newRegion(id, 'unknown', -1, { isEscaped: true, name: region.name }));
    if (state.store.get(id)!.status !== 'alive') return found;
    const made = { ...unknown, region: id };
    state.store.write(region.id, 0, 8, made);
    return made;
  }

  #element(frame: Frame, register: number): CType | undefined {
    const type = this.#run.access.typeOf(frame, register);
    const element = type?.kind === 'pointer' ? type.to : type?.kind === 'array' ? type.of : undefined;
    return this.#run.program.resolve(element, frame.fn.home);
  }

  #declare(frame: Frame, state: State, one: Instruction): void {
    const { access } = this.#run;
    const step = this.#run.step(frame, one.node, 'declared without a value');
    if (frame.fn.inMemory[one.dst] === 1) {
      const id = access.variable(frame, state, one.dst).id;
      const region = state.store.own(id)!;
      if (one.args.length > 0) {
        const count = access.use(frame, state, one.args[0]!, one.node);
        const size = access.elementSize(frame, one.dst);
        region.size = isNumber(count) && size > 0 ? count.lo * size : -1;
        return;
      }
      region.cells.clear();
      region.fills = [];
      region.text = null;
      const type = access.typeOf(frame, one.dst);
      region.rest = type?.kind === 'named' ? 'unknown' : 'uninitialised';
      return;
    }
    const type = access.typeOf(frame, one.dst);
    // Types of other libraries may have constructors.
    state.regs[one.dst] =
      type?.kind === 'named' || type === undefined ? unknown : { ...unknown, uninitialised: 1, step };
  }

  #literal(frame: Frame, state: State, one: Instruction): void {
    const { access } = this.#run;
    if (frame.fn.inMemory[one.dst] !== 1) {
      state.regs[one.dst] = unknown;
      return;
    }
    const type = access.typeOf(frame, one.dst);
    const id = access.variable(frame, state, one.dst).id;
    const region = state.store.own(id)!;
    region.cells.clear();
    region.fills = [];
    region.text = null;
    region.status = 'alive';
    region.size = access.sizeOf(frame, type);
    region.rest = one.name === 'uninitialised' ? (frame.fn.fn.parent === -1 ? 'zero' : 'uninitialised') : 'zero';
    if (one.name === 'uninitialised') return;
    if (one.name === 'text') {
      access.copyWhole(frame, state, region, access.get(frame, state, one.args[0]!), type);
      return;
    }
    const keys = one.op === 'array' && one.name ? one.name.split(' ') : null;
    one.args.forEach((arg, at) => {
      let offset: number;
      let part: CType | undefined;
      if (type?.kind === 'array') {
        part = this.#run.program.resolve(type.of, frame.fn.home);
        offset = (keys ? Number(keys[at] || Number.NaN) : at) * access.sizeOf(frame, type.of);
      } else {
        const field = access.field(frame, one.dst, one.keys?.[at] ?? '');
        offset = field.offset;
        part = field.type;
      }
      if (!Number.isFinite(offset) || offset < 0) return;
      const value = access.get(frame, state, arg);
      const size = access.sizeOf(frame, part);
      if (isWhole(part)) {
        const from = value.region ? state.store.get(value.region) : undefined;
        if (from) state.store.copy(from, value.offLo, id, offset, Math.min(size, from.size < 0 ? size : from.size));
      } else state.store.write(id, offset, size < 0 ? 8 : size, value);
    });
  }
}

const widest = Number.MAX_SAFE_INTEGER;
const comparisons = new Set(['==', '!=', '<', '<=', '>', '>=']);

function times(a: number, b: number): number {
  return a === 0 ? 0 : a * b;
}

function compare(operator: string, a: Val, b: Val, state: State): Val {
  const yes = oneValue;
  const no = zero;
  if (a.region || b.region) {
    const region = state.store.get(a.region || b.region);
    const other = a.region ? b : a;
    // A pointer to something known is not null; one that failed is.
    if (a.region && b.region) {
      if (a.region === b.region && a.offLo === a.offHi && b.offLo === b.offHi && region?.status === 'alive')
        return decide(operator, a.offLo - b.offLo);
      return range(0, 1);
    }
    if (region?.kind === 'file' && a.region && isNumber(other) && region.status !== 'null' && !region.mayBeNull) {
      // A descriptor that was opened: not negative.
      if (operator === '<' || operator === '<=') return other.lo <= 0 ? no : range(0, 1);
      if (operator === '>' || operator === '>=') return other.lo <= 0 ? yes : range(0, 1);
      if (other.lo < 0) return operator === '==' ? no : yes;
    }
    if (!isNull(other) || (operator !== '==' && operator !== '!=') || !region) return range(0, 1);
    if (region.status === 'null') return operator === '==' ? yes : no;
    if (region.mayBeNull || region.kind === 'unknown' || region.status === 'maybe') return range(0, 1);
    return operator === '==' ? no : yes;
  }
  if (a.fn || b.fn) return a.fn && isNull(b) ? (operator === '==' ? no : yes) : range(0, 1);
  if (isNumber(a) && isNumber(b)) return decide(operator, a.lo - b.lo);
  switch (operator) {
    case '<':
      return a.hi < b.lo ? yes : a.lo >= b.hi ? no : range(0, 1);
    case '<=':
      return a.hi <= b.lo ? yes : a.lo > b.hi ? no : range(0, 1);
    case '>':
      return a.lo > b.hi ? yes : a.hi <= b.lo ? no : range(0, 1);
    case '>=':
      return a.lo >= b.hi ? yes : a.hi < b.lo ? no : range(0, 1);
    case '==':
      return a.hi < b.lo || a.lo > b.hi || (isNull(b) && a.isNonzero) ? no : range(0, 1);
    default:
      return a.hi < b.lo || a.lo > b.hi || (isNull(b) && a.isNonzero) ? yes : range(0, 1);
  }
}

function decide(operator: string, difference: number): Val {
  const holds =
    operator === '=='
      ? difference === 0
      : operator === '!='
        ? difference !== 0
        : operator === '<'
          ? difference < 0
          : operator === '<='
            ? difference <= 0
            : operator === '>'
              ? difference > 0
              : difference >= 0;
  return holds ? oneValue : zero;
}
