import { importedPath } from '../import-path.ts';
import type { Instruction, IrClass, IrFunction, Module, Register } from '../ir/ir.ts';
import { Api } from './api.ts';
import { onlyWrites, outerWrites, type OnlyWrites } from './only-writes.ts';
import { keyOf, Places } from './place.ts';

/** A function of the program, with the module it stands in. */
export interface ProgramFunction {
  /** Its number in the program. */
  readonly id: number;
  readonly module: ProgramModule;
  readonly fn: IrFunction;
  /** `app.db.query`, `com.acme.User.name`; for messages and for other files. */
  readonly qualifiedName: string;
}

export interface ProgramModule {
  readonly module: Module;
  readonly places: Places;
  /** The program's number of its function 0; the others follow. */
  readonly firstFunction: number;
}

export interface ProgramClass {
  readonly name: string;
  readonly cls: IrClass;
  readonly module: ProgramModule;
  /** Direct subclasses in the program. */
  readonly subclasses: ProgramClass[];
  /** The same class in other files: Go's methods may stand anywhere in a package. */
  readonly parts: ProgramClass[];
}

/** All modules of a project, linked by name: who is called, which class is meant, which file is imported. */
export class Program {
  readonly modules: ProgramModule[] = [];
  readonly functions: ProgramFunction[] = [];
  readonly classes = new Map<string, ProgramClass>();
  readonly #byPath = new Map<string, ProgramModule>();
  readonly #modulesBySuffix = new Map<string, ProgramModule>();
  /** By the last part of their name. */
  readonly #functionsByLastName = new Map<string, number[]>();
  /** As they were asked for, by whole names or ends of names. */
  readonly #functionsByName = new Map<string, readonly number[] | null>();
  readonly #classesBySuffix = new Map<string, ProgramClass | null>();
  readonly #roots = new Map<string, Api>();
  /** Imports that were followed and led nowhere: path → specifiers. Whoever reads files as they are needed asks. */
  readonly missing = new Map<string, Set<string>>();
  readonly #fixed = new Map<number, OnlyWrites>();
  readonly #outerWrites = new Map<ProgramModule, ReturnType<typeof outerWrites>>();
  #characters = 0;

  constructor(modules: readonly Module[]) {
    for (const module of modules) this.#add(module);
    for (const one of this.classes.values())
      for (const name of one.cls.supers) this.classNamed(name)?.subclasses.push(one);
  }

  /** The node of a path's first name: dots inside a root (`java.lang.Runtime`) are part of it. */
  api(path: string): Api {
    let root = this.#roots.get(path);
    if (!root) {
      root = new Api(path, null, path.slice(path.lastIndexOf('.') + 1));
      this.#roots.set(path, root);
    }
    return root;
  }

  functionOf(module: ProgramModule, index: number): ProgramFunction {
    return this.functions[module.firstFunction + index]!;
  }

  classNamed(name: string): ProgramClass | undefined {
    return (
      this.classes.get(name) ??
      this.#classesBySuffix.get(name) ??
      this.#withinModule(name, (short) => this.classes.get(short))
    );
  }

  /** Functions (not methods) of a qualified name; those of the caller's own file first where a file hides them. */
  functionsNamed(name: string, from: ProgramModule): readonly number[] {
    const found = this.#functionsEndingIn(name) ?? this.#withinModule(name, (short) => this.#functionsEndingIn(short));
    if (!found) return [];
    if (found.length > 1) {
      const own = found.filter((id) => this.functions[id]!.module === from);
      if (own.length > 0) return own;
    }
    return found;
  }

  /** A project's root need not be the folder that is scanned: the end of a qualified name will do, but not in C. */
  #functionsEndingIn(name: string): readonly number[] | undefined {
    let found = this.#functionsByName.get(name);
    if (found === undefined) {
      const all = this.#functionsByLastName.get(lastPartOf(name)) ?? [];
      const fitting = all.filter((id) => {
        const { qualifiedName, module } = this.functions[id]!;
        return isC(module.module) ? qualifiedName === name : isEndOf(qualifiedName, name);
      });
      found = fitting.length === 0 ? null : fitting;
      this.#functionsByName.set(name, found);
    }
    return found ?? undefined;
  }

  /** Go's import paths begin with the module's name, which no file of it knows: `example.org/app/db.Open` is `db.Open`. */
  #withinModule<T>(name: string, find: (short: string) => T | undefined): T | undefined {
    if (!name.includes('/')) return undefined;
    for (let slash = name.indexOf('/'); slash !== -1; slash = name.indexOf('/', slash + 1)) {
      const found = find(name.slice(slash + 1));
      if (found !== undefined && name.indexOf('/', slash + 1) !== -1) return found;
      if (found !== undefined && name.slice(0, slash).includes('.')) return found;
    }
    return undefined;
  }

  /** Methods of a class by name, its own or inherited. */
  methodsOf(cls: ProgramClass, name: string, depth = 0): readonly number[] {
    const own = [cls, ...cls.parts].flatMap((part) =>
      (part.cls.methods.get(name) ?? []).map((index) => part.module.firstFunction + index),
    );
    if (own.length > 0) return own;
    if (depth > 12) return [];
    for (const name_ of cls.cls.supers) {
      const above = this.classNamed(name_);
      const found = above && above !== cls ? this.methodsOf(above, name, depth + 1) : [];
      if (found.length > 0) return found;
    }
    return [];
  }

  /** The methods a call may reach: the class's own or inherited, and what subclasses put in their place. At most 12. */
  overridesOf(cls: ProgramClass, name: string): readonly number[] {
    const found = new Set<number>(this.methodsOf(cls, name));
    const seen = new Set<ProgramClass>([cls]);
    const open = [...cls.subclasses];
    while (open.length > 0 && found.size < 12) {
      const below = open.pop()!;
      if (seen.has(below)) continue;
      seen.add(below);
      for (const index of below.cls.methods.get(name) ?? []) found.add(below.module.firstFunction + index);
      open.push(...below.subclasses);
    }
    return [...found];
  }

  /** A type and all above it, the program's own and those the models know. */
  supersOf(name: string, known: ReadonlyMap<string, readonly string[]>): readonly string[] {
    const found = name.endsWith('.class') ? [name, 'java.lang.Class'] : [name];
    for (let at = 0; at < found.length && found.length < 40; at += 1) {
      const above = [...(this.classNamed(found[at]!)?.cls.supers ?? []), ...(known.get(found[at]!) ?? [])];
      for (const one of above) if (!found.includes(one)) found.push(one);
    }
    return found;
  }

  /** The module an import means, or `undefined` when it is not of this project. */
  resolveImport(from: ProgramModule, specifier: string): ProgramModule | undefined {
    const { language, path } = from.module;
    if (language === 'javascript' || language === 'typescript') {
      if (!specifier.startsWith('.')) return undefined;
      const base = importedPath(path.slice(0, path.lastIndexOf('/') + 1), specifier);
      for (const ending of endings) {
        const found = this.#byPath.get(base + ending);
        if (found) return found;
      }
      return this.#byPath.get(base.replace(/\.([mc]?)js(x?)$/, '.$1ts$2'));
    }
    return this.#modulesBySuffix.get(specifier);
  }

  /** The key of the place of this number. */
  keyOfPlace(number: number): string {
    let low = 0;
    for (let high = this.modules.length - 1; low < high;) {
      const middle = (low + high + 1) >> 1;
      if (this.modules[middle]!.places.before <= number) low = middle;
      else high = middle - 1;
    }
    const { module, places } = this.modules[low]!;
    return keyOf(module.path, number - places.before);
  }

  /** Notes that this import was wanted, and is not there. */
  miss(from: ProgramModule, specifier: string): void {
    const known = this.missing.get(from.module.path);
    if (known) known.add(specifier);
    else this.missing.set(from.module.path, new Set([specifier]));
  }

  /** The only instruction of a function that writes a register, if there is just one: what a name stands for. */
  fixedValue(id: number, register: Register): Instruction | undefined {
    let fixed = this.#fixed.get(id);
    if (!fixed) {
      const { module, fn } = this.functions[id]!;
      let outer = this.#outerWrites.get(module);
      if (!outer) {
        outer = outerWrites(module.module);
        this.#outerWrites.set(module, outer);
      }
      fixed = onlyWrites(fn, outer.get(fn.index) ?? []);
      this.#fixed.set(id, fixed);
    }
    let by = fixed.get(register);
    for (let hop = 0; by?.op === 'copy' && hop < 4; hop += 1) by = fixed.get(by.a);
    return by;
  }

  #add(module: Module): void {
    const places = new Places(module.tree, this.#characters, this.modules.length);
    this.#characters += module.tree.text.length + 1;
    const linked: ProgramModule = { module, places, firstFunction: this.functions.length };
    this.modules.push(linked);
    this.#byPath.set(module.path, linked);
    for (const suffix of suffixesOf(module.name))
      if (!this.#modulesBySuffix.has(suffix)) this.#modulesBySuffix.set(suffix, linked);
    for (const fn of module.functions) {
      const id = this.functions.length;
      const owner = fn.className || (isC(module) ? '' : module.name);
      const qualifiedName = owner ? `${owner}.${fn.name}` : fn.name;
      this.functions.push({ id, module: linked, fn, qualifiedName });
      if (fn.parent !== 0) continue;
      const last = lastPartOf(qualifiedName);
      const known = this.#functionsByLastName.get(last);
      if (known) known.push(id);
      else this.#functionsByLastName.set(last, [id]);
    }
    for (const cls of module.classes) {
      const one: ProgramClass = { name: cls.name, cls, module: linked, subclasses: [], parts: [] };
      const known = this.classes.get(cls.name);
      if (known) known.parts.push(one);
      else this.classes.set(cls.name, one);
      for (const suffix of suffixesOf(cls.name).slice(1))
        if (suffix.includes('.')) this.#classesBySuffix.set(suffix, this.#classesBySuffix.has(suffix) ? null : one);
    }
  }
}

const endings = [
  '',
  '.js',
  '.ts',
  '.tsx',
  '.jsx',
  '.mjs',
  '.cjs',
  '.mts',
  '.cts',
  '/index.js',
  '/index.ts',
  '/index.tsx',
  '/index.mjs',
  '/index.cjs',
];

/** `a.b.c` → itself, `b.c`, `c`: a project's root need not be the folder that is scanned. */
function suffixesOf(name: string): string[] {
  const found = [name];
  for (let at = 0; at < name.length; at += 1)
    if ((name[at] === '.' || name[at] === '/') && at > 0) found.push(name.slice(at + 1));
  return found.slice(0, mostSuffixes);
}

const mostSuffixes = 12;

/** Is `end` one of the {@link suffixesOf} a name? */
function isEndOf(name: string, end: string): boolean {
  const start = name.length - end.length;
  if (start === 0) return name === end;
  if (start < 2 || !isSeparator(name, start - 1) || !name.endsWith(end)) return false;
  let before = 0;
  for (let at = 1; at < start; at += 1) if (isSeparator(name, at)) before += 1;
  return before < mostSuffixes;
}

function lastPartOf(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1);
}

function isSeparator(text: string, at: number): boolean {
  return text[at] === '.' || text[at] === '/';
}

function isC({ language }: Module): boolean {
  return language === 'c' || language === 'cpp';
}
