import type { Register } from '../ir/ir.ts';
import type { CType } from '../languages/c/facts.ts';
import type { Node } from '../syntax/syntax-tree.ts';
import { judgeBounds } from './bounds.ts';
import type { Frame, State } from './frame.ts';
import { narrowed } from './integers.ts';
import { nameless, newRegion, type Region } from './region.ts';
import type { Journal } from './journal.ts';
import { isNull, pointer, unknown, type Val } from './value.ts';

/** Reading and writing variables and memory, with everything that may be wrong about it. */
export class Access {
  readonly #journal: Journal;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  typeOf(frame: Frame, register: Register): CType | undefined {
    return this.#journal.program.resolve(frame.fn.types[register], frame.fn.home);
  }

  sizeOf(frame: Frame, type: CType | undefined): number {
    return this.#journal.program.sizeOf(type, frame.fn.home);
  }

  /** Bytes of what a pointer's elements take; 1 where nobody knows. */
  elementSize(frame: Frame, register: Register): number {
    const type = this.typeOf(frame, register);
    const element = type?.kind === 'pointer' ? type.to : type?.kind === 'array' ? type.of : undefined;
    return element ? this.sizeOf(frame, element) : -1;
  }

  /** The memory of a variable that has any. */
  variable(frame: Frame, state: State, register: Register): Region {
    const id = this.#journal.id(`${frame.key}:${register}`);
    let region = state.store.get(id);
    if (!region) {
      region = newRegion(id, 'stack', this.sizeOf(frame, frame.fn.types[register]), {
        name: frame.fn.fn.registers[register] ?? '',
        depth: frame.depth,
      });
      state.store.add(region);
    }
    return region;
  }

  /** The memory of a variable of a file. */
  global(frame: Frame, state: State, register: Register): Region {
    const { program } = this.#journal;
    const { home } = frame.fn;
    const id = this.#journal.id(`global ${program.globalKey(home, register)}`);
    let region = state.store.get(id);
    if (!region) {
      const top = home.module.functions[0]!;
      const type = home.facts.types.get(top)?.[register];
      region = newRegion(id, 'global', home.facts.externs.has(register) ? -1 : program.sizeOf(type, home), {
        name: top.registers[register] ?? '',
        isEscaped: true,
      });
      state.store.add(region);
    }
    return region;
  }

  /** The value of a register; of an array or a struct: where it stands. */
  get(frame: Frame, state: State, register: Register): Val {
    if (register < 0) return unknown;
    if (frame.fn.inMemory[register] !== 1) return state.get(register);
    const region = this.variable(frame, state, register);
    const type = this.typeOf(frame, register);
    if (isWhole(type)) return pointer(region.id);
    return this.#read(frame, state, region, 0, this.sizeOf(frame, type), type);
  }

  /** The value, which something is now done with: it must have been written before. */
  use(frame: Frame, state: State, register: Register, node: Node): Val {
    const value = this.get(frame, state, register);
    if (value.uninitialised === 0) return value;
    if (value.uninitialised === 1) {
      const name = frame.fn.fn.registers[register];
      this.#journal.report(
        'uninitialized',
        frame,
        node,
        `${name ? `${name} is` : 'this is'} used, and nothing was written to it before`,
        [value.step],
      );
    }
    const clean = { ...value, uninitialised: 0 as const };
    if (frame.fn.inMemory[register] !== 1) state.regs[register] = clean;
    return clean;
  }

  set(frame: Frame, state: State, register: Register, value: Val, node?: Node): void {
    if (register < 0) return;
    const type = this.typeOf(frame, register);
    const isNamed = frame.fn.fn.registers[register] !== '';
    const fitting =
      isNamed && type?.kind === 'integer' && node !== undefined
        ? narrowed(this.#journal, frame, value, type, node)
        : value;
    if (frame.fn.inMemory[register] !== 1) {
      state.regs[register] = fitting;
      return;
    }
    const region = this.variable(frame, state, register);
    if (isWhole(type)) {
      this.copyWhole(frame, state, region, value, type);
      return;
    }
    const size = this.sizeOf(frame, type);
    state.store.write(region.id, 0, size < 0 ? 8 : size, fitting);
  }

  /** A struct or an array is given another's content: `a = b`, `char a[8] = "x"`. */
  copyWhole(frame: Frame, state: State, into: Region, value: Val, type: CType | undefined): void {
    const from = value.region ? state.store.get(value.region) : undefined;
    if (!from || value.offLo !== value.offHi) {
      state.store.writeSomewhere(into.id);
      return;
    }
    if (from.id === into.id) return;
    if (type?.kind === 'array') {
      const region = state.store.own(into.id)!;
      region.rest = 'zero';
      region.fills = [];
      region.cells.clear();
      region.text = null;
    }
    state.store.copy(
      from,
      value.offLo,
      into.id,
      0,
      into.size >= 0
        ? Math.min(into.size, from.size < 0 ? into.size : from.size - value.offLo)
        : this.sizeOf(frame, type),
    );
  }

  /** Where a field stands in what a register points to (or is). */
  field(
    frame: Frame,
    register: Register,
    name: string,
  ): { offset: number; type: CType | undefined; struct: CType | undefined } {
    const { program } = this.#journal;
    let type = this.typeOf(frame, register);
    for (let round = 0; type?.kind === 'pointer' && round < 2; round += 1)
      type = program.resolve(type.to, frame.fn.home);
    const found = type?.kind === 'struct' ? type.fields?.get(name) : undefined;
    if (!found || found.offset < 0)
      return {
        offset: nameless + this.#journal.id(`field ${name}`) * 64,
        type: found && program.resolve(found.type, frame.fn.home),
        struct: type,
      };
    return { offset: found.offset, type: program.resolve(found.type, frame.fn.home), struct: type };
  }

  /** A pointer to a part: an array inside a struct has bounds of its own. */
  part(value: Val, offset: number, size: number, isArray: boolean): Val {
    if (value.region === 0) return { ...unknown, step: value.step };
    const moved = { ...value, offLo: value.offLo + offset, offHi: value.offHi + offset };
    if (!isArray || size <= 1 || offset >= nameless || value.offLo !== value.offHi)
      return { ...moved, partLo: -1, partHi: -1 };
    return { ...moved, partLo: moved.offLo, partHi: moved.offLo + size };
  }

  /**
   * May `size` bytes at a pointer be read or written? Reports what is wrong, and gives the region where the access
   * makes sense. The state is dead after a null pointer.
   */
  check(frame: Frame, state: State, value: Val, size: number, isWrite: boolean, node: Node): Region | null {
    const run = this.#journal;
    if (value.uninitialised === 1) {
      this.#journal.report('uninitialized', frame, node, 'a pointer nobody has set is followed', [value.step]);
      return null;
    }
    if (isNull(value)) {
      this.#journal.report('null-dereference', frame, node, 'a null pointer is followed', [value.step]);
      state.isDead = true;
      return null;
    }
    const region = value.region ? state.store.get(value.region) : undefined;
    if (!region) return null;
    switch (region.status) {
      case 'null':
        this.#journal.report('null-dereference', frame, node, 'a null pointer is followed', [region.born, value.step]);
        state.isDead = true;
        return null;
      case 'freed':
        this.#journal.report('use-after-free', frame, node, 'memory is used that was given back', [
          region.born,
          region.gone,
        ]);
        return null;
      case 'dead':
        this.#journal.report(
          'stack-address',
          frame,
          node,
          `${region.name || 'a variable'} is used, and its function has returned`,
          [region.gone],
        );
        return null;
      case 'maybe':
        return region;
      case 'alive':
    }
    if (region.mayBeNull) {
      this.#journal.report('unchecked-allocation', frame, node, 'nobody has asked whether this is null', [region.born]);
      state.store.own(region.id)!.mayBeNull = false;
    }
    if (region.kind === 'unknown' && region.used === null && !region.isChecked)
      state.store.own(region.id)!.used = this.#journal.step(frame, node, 'used without a question');
    return judgeBounds(run, frame, value, region, size, size, isWrite, node) ? region : null;
  }

  /** What a pointer points to, read as a value of a type. */
  load(
    frame: Frame,
    state: State,
    value: Val,
    offset: number,
    type: CType | undefined,
    node: Node,
    isField = false,
  ): Val {
    const size = this.sizeOf(frame, type);
    const moved =
      offset === 0
        ? value
        : { ...this.part(value, offset, size, false), uninitialised: value.uninitialised, lo: value.lo, hi: value.hi };
    if (isWhole(type)) {
      // Nothing is read yet: `p->buffer` is an address. A null pointer is no good all the same.
      if (isNull(value)) this.check(frame, state, value, 1, false, node);
      return this.part(value, offset, size, type?.kind === 'array' && isField);
    }
    const region = this.check(frame, state, moved, size < 0 ? 1 : size, false, node);
    // A type nobody has defined may be one that is never read as a whole.
    if (region && (type === undefined || type.kind === 'named'))
      return moved.offLo === moved.offHi ? known(this.#read(frame, state, region, moved.offLo, size, type)) : unknown;
    if (!region || moved.offLo !== moved.offHi)
      return region?.rest === 'uninitialised' &&
        region.cells.size === 0 &&
        region.fills.length === 0 &&
        region.text === null &&
        isInside(region, moved)
        ? { ...unknown, uninitialised: 1 }
        : unknown;
    return this.#read(frame, state, region, moved.offLo, size, type);
  }

  #read(frame: Frame, state: State, region: Region, offset: number, size: number, type: CType | undefined): Val {
    const found = state.store.read(region, offset, size);
    if (found !== unknown || type?.kind !== 'pointer' || region.kind === 'literal') return found;
    if (region.status !== 'alive' || region.cells.size > 400) return found;
    // A pointer nobody knows: the same each time it is read.
    const id = this.#journal.id(`${frame.key} ${region.id}@${offset}`);
    const known = state.store.get(id);
    if (known?.kind === 'unknown' && known.status !== 'alive') return found;
    if (!known)
      state.store.add(newRegion(id, 'unknown', -1, { isEscaped: true, depth: frame.depth, name: region.name }));
    const made = { ...unknown, region: id };
    state.store.write(region.id, offset, size < 0 ? 8 : size, made);
    return made;
  }

  /** Writes through a pointer. */
  save(frame: Frame, state: State, value: Val, offset: number, type: CType | undefined, what: Val, node: Node): void {
    const size = this.sizeOf(frame, type);
    const moved =
      offset === 0
        ? value
        : { ...this.part(value, offset, size, false), uninitialised: value.uninitialised, lo: value.lo, hi: value.hi };
    const region = this.check(frame, state, moved, size < 0 ? 1 : size, true, node);
    if (!region) {
      if (what.region) state.store.escape(what.region);
      return;
    }
    const fitting = type?.kind === 'integer' ? narrowed(this.#journal, frame, what, type, node) : what;
    if (what.region && (region.isEscaped || moved.offLo !== moved.offHi)) state.store.escape(what.region);
    if (moved.offLo !== moved.offHi) {
      state.store.writeSomewhere(region.id);
      return;
    }
    if (isWhole(type)) {
      const from = what.region ? state.store.get(what.region) : undefined;
      if (from && what.offLo === what.offHi) state.store.copy(from, what.offLo, region.id, moved.offLo, size);
      else state.store.writeSomewhere(region.id);
      return;
    }
    state.store.write(region.id, moved.offLo, size < 0 ? 8 : size, fitting);
  }

  /** The value a function gives back; a struct goes with it. */
  returned(frame: Frame, state: State, register: Register, node: Node): Val {
    const value = this.get(frame, state, register);
    const region = value.region ? state.store.get(value.region) : undefined;
    if (!region) return value;
    const type = this.typeOf(frame, register);
    if (type?.kind === 'struct') {
      const id = this.#journal.id(`${frame.key} returned`);
      state.store.add(newRegion(id, 'unknown', this.sizeOf(frame, type), { isEscaped: true }));
      this.copyWhole(frame, state, state.store.get(id)!, value, type);
      return pointer(id);
    }
    if (region.status === 'freed')
      this.#journal.report('use-after-free', frame, node, 'memory is returned that was given back', [
        region.born,
        region.gone,
      ]);
    if (
      (region.kind === 'stack' || region.kind === 'alloca') &&
      region.depth === frame.depth &&
      region.status === 'alive'
    )
      this.#journal.report(
        'stack-address',
        frame,
        node,
        `the address of ${region.name || 'a variable'} is returned, which ends here`,
        [],
      );
    return value;
  }
}

function known(value: Val): Val {
  return value.uninitialised === 0 ? value : unknown;
}

export function isWhole(type: CType | undefined): boolean {
  return type?.kind === 'array' || type?.kind === 'struct' || type?.kind === 'function';
}

function isInside(region: Region, value: Val): boolean {
  return region.size >= 0 && value.offLo >= 0 && value.offHi < region.size;
}
