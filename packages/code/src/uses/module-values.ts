import { nothing, type Instruction, type IrFunction, type Module, type Register } from '../ir/ir.ts';

/** What a register holds of another module, or a function of this one. */
export type Held = { module: string; path: readonly string[] } | { local: number };

/**
 * What the registers of a module hold of other modules, whatever the order things run in: imports, what is loaded from
 * them, instances of their types. Names are resolved by the lowering, so that a parameter hides an import of its name.
 */
export class ModuleValues {
  readonly #module: Module;
  readonly #held: Map<Register, Held>[];

  constructor(module: Module) {
    this.#module = module;
    this.#held = module.functions.map(() => new Map<Register, Held>());
    for (const fn of module.functions) this.#declareTypes(fn);
    // A function may use what a later one makes; chains of more than a few such steps are not written by people.
    for (let pass = 0; pass < 3; pass += 1) {
      let changed = false;
      for (const fn of module.functions)
        for (const { instructions } of fn.blocks)
          for (const one of instructions) changed = this.#step(fn, one) || changed;
      if (!changed) break;
    }
  }

  of(fn: IrFunction, register: Register): Held | undefined {
    return register === nothing ? undefined : this.#held[fn.index]?.get(register);
  }

  #declareTypes({ index, types }: IrFunction): void {
    for (const [register, type] of types) {
      const held = heldOfType(type);
      if (held) this.#held[index]?.set(register, held);
    }
  }

  #step(fn: IrFunction, one: Instruction): boolean {
    const held = this.#result(fn, one);
    const known = this.#held[fn.index]!;
    if (!held || one.dst === nothing || known.has(one.dst)) return false;
    known.set(one.dst, held);
    return true;
  }

  #result(fn: IrFunction, one: Instruction): Held | undefined {
    switch (one.op) {
      case 'import': {
        const module = one.keys?.[0];
        if (module === undefined) return undefined;
        return { module, path: one.name === '*' || one.name === 'default' ? [] : [one.name] };
      }
      case 'function':
        return { local: one.a };
      case 'copy':
      case 'await':
      case 'address':
      case 'deref':
        return this.of(fn, one.a);
      case 'outer':
        return this.of(this.#module.functions[one.a] ?? fn, one.b);
      case 'load': {
        const held = this.of(fn, one.a);
        return held && 'module' in held ? below(held, one.name === 'default' ? undefined : one.name) : undefined;
      }
      case 'cast':
        return heldOfType(one.name) ?? this.of(fn, one.a);
      case 'new':
        return one.name === '' ? this.of(fn, one.a) : heldOfType(one.name);
      case 'invoke': {
        const held = this.of(fn, one.a);
        return held && 'module' in held ? below(held, `${one.name}()`) : undefined;
      }
      case 'call': {
        const held = this.of(fn, one.a);
        if (!held || !('module' in held)) return undefined;
        const last = held.path.at(-1);
        return { module: held.module, path: [...held.path.slice(0, -1), `${last ?? ''}()`] };
      }
      case 'callNamed': {
        const named = splitQualified(one.name);
        return named && { module: named.module, path: [`${named.member}()`] };
      }
      default:
        return undefined;
    }
  }
}

/** Longer chains say no more. */
function below(held: { module: string; path: readonly string[] }, name: string | undefined): Held {
  return name === undefined || held.path.length > 4 ? held : { module: held.module, path: [...held.path, name] };
}

/** `gopkg.in/yaml.Decoder` is `Decoder` of a package; `java.lang.String` a class, which is what Java imports. */
function heldOfType(type: string): Held | undefined {
  const bare = type.replace(/^[*&[\]]+/, '').replace(/[<[].*$/s, '');
  if (!bare.includes('.')) return undefined;
  if (!bare.includes('/')) return { module: bare, path: [] };
  const { module, member } = splitQualified(bare) ?? {};
  return module === undefined || member === undefined ? undefined : { module, path: [member] };
}

/** `golang.org/x/net/html.Parse` → the package and the member; `java.util.List.of` → the class and the method. */
export function splitQualified(name: string): { module: string; member: string } | undefined {
  const slash = name.lastIndexOf('/');
  const dot = slash < 0 ? name.lastIndexOf('.') : name.indexOf('.', slash);
  return dot <= 0 ? undefined : { module: name.slice(0, dot), member: name.slice(dot + 1) };
}
