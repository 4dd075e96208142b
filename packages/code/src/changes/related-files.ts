import { importedPath } from '../import-path.ts';
import type { Module } from '../ir/ir.ts';

/** The files a module's calls may lead into, among those there are: what it imports, and what stands beside it where a language needs no import for that. */
export class RelatedFiles {
  readonly #paths: ReadonlySet<string>;
  // Made when they are needed: JavaScript's imports are paths.
  #folders: ReadonlyMap<string, readonly string[]> | undefined;
  #names: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(paths: readonly string[]) {
    this.#paths = new Set(paths);
  }

  get #byFolder(): ReadonlyMap<string, readonly string[]> {
    return (this.#folders ??= Map.groupBy(this.#paths, folderOf));
  }

  get #byName(): ReadonlyMap<string, readonly string[]> {
    return (this.#names ??= Map.groupBy(this.#paths, (path) => path.slice(path.lastIndexOf('/') + 1)));
  }

  /** The files an import of a file may mean: at most one but in Python. */
  imported({ language, path }: Pick<Module, 'language' | 'path'>, specifier: string): string[] {
    return language === 'python' ? this.#python(specifier) : this.#byPath(path, specifier);
  }

  /**
   * Files whose code stands beside a module's own as if it were one: what languages without imports of files need.
   * Those with them (JavaScript, Python) are asked import by import.
   */
  beside(module: Module): string[] {
    switch (module.language) {
      case 'javascript':
      case 'typescript':
      case 'python':
        return [];
      case 'java':
        return [
          ...this.#classes(module),
          ...(this.#byFolder.get(folderOf(module.path)) ?? []).filter((path) => path.endsWith('.java')),
        ];
      case 'go':
        return [
          ...(this.#byFolder.get(folderOf(module.path)) ?? []),
          ...namesOf(module).flatMap((name) => this.#folder(name)),
        ].filter((path) => path.endsWith('.go'));
      default:
        return (this.#byFolder.get(folderOf(module.path)) ?? []).filter((path) =>
          /\.(c|h|cc|cpp|cxx|hpp|hh)$/.test(path),
        );
    }
  }

  #byPath(from: string, specifier: string): string[] {
    if (!specifier.startsWith('.')) return [];
    const base = importedPath(folderOf(from), specifier);
    const bare = base.replace(/\.[mc]?[jt]sx?$/, '');
    const found = [base, ...endings.map((ending) => base + ending), ...endings.map((ending) => bare + ending)].find(
      (path) => this.#paths.has(path),
    );
    return found === undefined ? [] : [found];
  }

  #python(name: string): string[] {
    const path = name.replaceAll('.', '/');
    const last = path.slice(path.lastIndexOf('/') + 1);
    return [`${last}.py`, '__init__.py'].flatMap((file) =>
      (this.#byName.get(file) ?? []).filter(
        (one) =>
          one === `${path}.py` ||
          one.endsWith(`/${path}.py`) ||
          one === `${path}/__init__.py` ||
          one.endsWith(`/${path}/__init__.py`),
      ),
    );
  }

  /** Classes named in types, calls and constructions: `com.acme.User` is `…/com/acme/User.java`. */
  #classes(module: Module): string[] {
    const found: string[] = [];
    for (const name of namesOf(module)) {
      const parts = name.split('.');
      for (let length = parts.length; length > 1; length -= 1) {
        const path = `${parts.slice(0, length).join('/')}.java`;
        const matches = (this.#byName.get(`${parts[length - 1]}.java`) ?? []).filter(
          (one) => one === path || one.endsWith(`/${path}`),
        );
        if (matches.length > 0) {
          found.push(...matches);
          break;
        }
      }
    }
    return found;
  }

  #folder(name: string): readonly string[] {
    const slash = name.lastIndexOf('/');
    const dot = name.indexOf('.', slash + 1);
    const path = dot === -1 ? name : name.slice(0, dot);
    return this.#byFolder.get(path) ?? [];
  }
}

const endings = ['.ts', '.js', '.tsx', '.jsx', '.mjs', '.cjs', '.mts', '/index.ts', '/index.js', '/index.tsx'];

/** What a module imports, as it is written. */
export function specifiersOf(module: Module): string[] {
  const found = new Set<string>();
  for (const { blocks } of module.functions)
    for (const { instructions } of blocks)
      for (const { op, keys } of instructions) if (op === 'import' && keys) found.add(keys[0]!);
  for (const target of module.exports.values()) if ('from' in target) found.add(target.from);
  return [...found];
}

/** Qualified names a module mentions. */
function namesOf(module: Module): string[] {
  const found = new Set<string>();
  for (const fn of module.functions) {
    for (const type of fn.types.values()) found.add(type);
    for (const { type } of fn.parameters) found.add(type);
    for (const block of fn.blocks)
      for (const one of block.instructions)
        if (one.name && (one.op === 'callNamed' || one.op === 'new' || one.op === 'global' || one.op === 'cast'))
          found.add(one.name);
  }
  for (const cls of module.classes) for (const name of cls.supers) found.add(name);
  return [...found].filter((name) => name.includes('.') || name.includes('/'));
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
