import { factsOf, type CFacts, type CType } from '../languages/c/facts.ts';
import { sizeOf } from '../languages/c/types.ts';
import type { Instruction, IrFunction, Module, Register } from '../ir/ir.ts';

export interface MemoryModule {
  readonly module: Module;
  readonly facts: CFacts;
}

/** A function, with what the interpreter asks for again and again. */
export interface MemoryFunction {
  readonly id: number;
  readonly home: MemoryModule;
  readonly fn: IrFunction;
  readonly types: readonly (CType | undefined)[];
  /** Registers that live in memory: arrays, structs, and variables whose address is taken. */
  readonly inMemory: Uint8Array;
  /** The same as a list. */
  readonly places: number[];
  /** The only instruction that writes a register. */
  readonly definitions: readonly (Instruction | null | undefined)[];
  /** Place of each block in reverse postorder; -1: never reached. */
  readonly order: Int32Array;
  /** Blocks that something later jumps back to. */
  readonly heads: ReadonlySet<number>;
}

/** All C and C++ of a project, linked by name. */
export class MemoryProgram {
  readonly functions: MemoryFunction[] = [];
  readonly modules: MemoryModule[] = [];
  readonly #byName = new Map<string, MemoryFunction>();
  /** Names that stand for several functions: C++ chooses by types, and we do not. */
  readonly #overloaded = new Set<string>();
  readonly #byModule = new Map<Module, MemoryFunction[]>();
  readonly #methods = new Map<string, MemoryFunction>();
  readonly #supers = new Map<string, readonly string[]>();
  readonly #types = new Map<string, CType>();
  readonly #macros = new Map<string, number | string>();
  readonly #written = new Set<string>();
  /** Which functions speak of a variable of a file. */
  readonly users = new Map<string, Set<MemoryFunction>>();
  /** Some class does something when an object of it goes. */
  hasDestructors = false;
  readonly addressTaken = new Set<MemoryFunction>();
  readonly called = new Set<MemoryFunction>();

  constructor(modules: readonly Module[]) {
    for (const module of modules) {
      const facts = factsOf(module);
      if (facts) this.#add({ module, facts });
    }
    for (const fn of this.functions) this.#look(fn);
  }

  functionOf(home: MemoryModule, index: number): MemoryFunction | undefined {
    return this.#byModule.get(home.module)?.[index];
  }

  /**
   * The function a name means in this file: its own first, then those other files show; in the namespaces around the
   * caller before those outside.
   * @param caller full name of the function it stands in, `outer.inner.name`
   */
  functionNamed(name: string, home: MemoryModule, caller = ''): MemoryFunction | undefined {
    for (let around = caller.lastIndexOf('.'); around > 0; around = caller.lastIndexOf('.', around - 1)) {
      const found = this.#functionCalled(`${caller.slice(0, around)}.${name}`, home);
      if (found) return found;
    }
    return this.#functionCalled(name, home);
  }

  #functionCalled(name: string, home: MemoryModule): MemoryFunction | undefined {
    if (this.#overloaded.has(name)) return undefined;
    const list = this.#byModule.get(home.module);
    const own = list?.find(({ fn }) => fn.name === name && fn.className === '' && fn.parent === 0);
    return own ?? this.#byName.get(name) ?? this.#methodNamed(name);
  }

  #methodNamed(name: string): MemoryFunction | undefined {
    const dot = name.lastIndexOf('.');
    return dot > 0 ? this.method(name.slice(0, dot), name.slice(dot + 1)) : undefined;
  }

  method(className: string, name: string, depth = 0): MemoryFunction | undefined {
    if (this.#overloaded.has(`${className}.${name}`)) return undefined;
    const own = this.#methods.get(`${className}.${name}`);
    if (own || depth > 8) return own;
    for (const above of this.#supers.get(className) ?? []) {
      const found = this.method(above, name, depth + 1);
      if (found) return found;
    }
    return undefined;
  }

  resolve(type: CType | undefined, home: MemoryModule): CType | undefined {
    let found = type;
    for (let round = 0; found?.kind === 'named' && round < 8; round += 1) {
      const next: CType | undefined = home.facts.named.get(found.name) ?? this.#types.get(found.name);
      if (!next || next === found) return found;
      found = next;
    }
    if (found?.kind === 'struct' && !found.fields) {
      const other = this.#types.get(found.name);
      if (other?.kind === 'struct' && other.fields) return other;
    }
    return found;
  }

  sizeOf(type: CType | undefined, home: MemoryModule): number {
    const resolved = this.resolve(type, home);
    return resolved ? sizeOf(resolved, (name) => home.facts.named.get(name) ?? this.#types.get(name)) : -1;
  }

  macro(name: string): number | string | undefined {
    return this.#macros.get(name);
  }

  /** The key of a variable of a file: its name where other files see it. */
  globalKey(home: MemoryModule, register: Register): string {
    const name = home.module.functions[0]!.registers[register] ?? '';
    return home.facts.statics.has(register) || name === '' ? `${home.module.path}:${register}` : name;
  }

  /** Nobody writes it after the program has started. */
  isConstant(home: MemoryModule, register: Register): boolean {
    return home.facts.constants.has(register) || !this.#written.has(this.globalKey(home, register));
  }

  #add(home: MemoryModule): void {
    const list: MemoryFunction[] = [];
    this.#byModule.set(home.module, list);
    this.modules.push(home);
    for (const [name, type] of home.facts.named) {
      const known = this.#types.get(name);
      if (!known || (known.kind === 'struct' && !known.fields)) this.#types.set(name, type);
    }
    for (const [name, value] of home.facts.macros) if (!this.#macros.has(name)) this.#macros.set(name, value);
    for (const fn of home.module.functions) {
      const types = home.facts.types.get(fn) ?? [];
      const one: MemoryFunction = {
        id: this.functions.length,
        home,
        fn,
        types,
        inMemory: new Uint8Array(fn.registers.length),
        places: [],
        definitions: definitionsOf(fn),
        ...orderOf(fn),
      };
      list.push(one);
      this.functions.push(one);
      if (fn.className) {
        if (fn.name.startsWith('~')) this.hasDestructors = true;
        const key = `${fn.className}.${fn.name}`;
        if (this.#methods.has(key)) this.#overloaded.add(key);
        else this.#methods.set(key, one);
      } else if (
        fn.parent === 0 &&
        home.module.language === 'cpp' &&
        list.some((other) => other !== one && other.fn.name === fn.name && other.fn.className === '')
      )
        this.#overloaded.add(fn.name);
      else if (fn.parent === 0 && !fn.isStatic && !this.#byName.has(fn.name)) this.#byName.set(fn.name, one);
    }
    for (const { name, supers } of home.module.classes)
      if (supers.length > 0 || !this.#supers.has(name)) this.#supers.set(name, supers);
  }

  /** Which registers live in memory, which variables of files are written, who is called. */
  #look(one: MemoryFunction): void {
    const { fn, home, types, inMemory } = one;
    for (const [register, name] of fn.registers.entries()) {
      const kind = name === '' ? undefined : this.resolve(types[register], home)?.kind;
      if (kind === 'array' || kind === 'struct') inMemory[register] = 1;
    }
    for (const block of fn.blocks)
      for (const instruction of block.instructions) {
        if ((instruction.op === 'outer' || instruction.op === 'storeOuter') && instruction.a === 0) {
          const key = this.globalKey(home, instruction.b);
          const users = this.users.get(key);
          if (users) users.add(one);
          else this.users.set(key, new Set([one]));
        }
        switch (instruction.op) {
          case 'array':
          case 'object':
          case 'new':
            if (instruction.dst >= 0) {
              const kind = this.resolve(types[instruction.dst], home)?.kind;
              if (kind === 'array' || kind === 'struct') inMemory[instruction.dst] = 1;
            }
            break;
          case 'address':
            if (instruction.name === '' && instruction.b < 0 && instruction.a >= 0) {
              const definition = one.definitions[instruction.a];
              if (instruction.keys && definition?.op === 'outer') this.#written.add(this.globalKey(home, definition.b));
              else if (fn.registers[instruction.a] !== '') inMemory[instruction.a] = 1;
            }
            break;
          case 'storeOuter':
            if (instruction.a === 0) this.#written.add(this.globalKey(home, instruction.b));
            break;
          case 'outer': {
            const kind =
              instruction.a === 0
                ? this.resolve(home.facts.types.get(home.module.functions[0]!)?.[instruction.b], home)?.kind
                : undefined;
            // Through a pointer anything may be written into it.
            if (kind === 'array' || kind === 'struct' || kind === 'named' || kind === undefined)
              this.#written.add(this.globalKey(home, instruction.b));
            break;
          }
          case 'function': {
            const taken = this.functionOf(home, instruction.a);
            if (taken) this.addressTaken.add(taken);
            break;
          }
          case 'callNamed': {
            const callee = this.functionNamed(instruction.name, home, fullName(fn));
            if (callee) this.called.add(callee);
          }
        }
      }
    inMemory.forEach((lives, register) => lives === 1 && one.places.push(register));
  }
}

/** `outer.Class.name`. */
export function fullName({ className, name }: IrFunction): string {
  return className ? `${className}.${name}` : name;
}

function definitionsOf(fn: IrFunction): (Instruction | null | undefined)[] {
  const found: (Instruction | null | undefined)[] = Array.from({ length: fn.registers.length });
  for (const block of fn.blocks)
    for (const one of block.instructions) if (one.dst >= 0) found[one.dst] = found[one.dst] === undefined ? one : null;
  for (const { register } of fn.parameters) if (register >= 0) found[register] = null;
  return found;
}

function successorsOf(fn: IrFunction, block: number): number[] {
  const { end, handler } = fn.blocks[block]!;
  const next = handler >= 0 ? [handler] : [];
  switch (end.kind) {
    case 'jump':
      return [...next, end.to];
    case 'branch':
      return [...next, end.otherwise, end.then];
    case 'switch':
      return [...next, end.otherwise, ...end.cases.map(({ to }) => to)];
    default:
      return next;
  }
}

function orderOf(fn: IrFunction): Pick<MemoryFunction, 'order' | 'heads'> {
  const count = fn.blocks.length;
  const order = new Int32Array(count).fill(-1);
  const heads = new Set<number>();
  const state = new Uint8Array(count);
  const stack: { block: number; next: number[]; at: number }[] = [{ block: 0, next: successorsOf(fn, 0), at: 0 }];
  state[0] = 1;
  let place = count;
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    if (top.at < top.next.length) {
      const to = top.next[top.at]!;
      top.at += 1;
      if (state[to] === 0) {
        state[to] = 1;
        stack.push({ block: to, next: successorsOf(fn, to), at: 0 });
      } else if (state[to] === 1) heads.add(to);
    } else {
      state[top.block] = 2;
      place -= 1;
      order[top.block] = place;
      stack.pop();
    }
  }
  return { order, heads };
}
