import { clean, union, type Labels } from './labels.ts';
import type { Shape } from './shapes/shape.ts';

/** What is tainted at one point of a function: names and members of them (`a.b`), each by itself. */
export class TaintedPaths {
  readonly #paths: Map<string, Labels>;
  /** Control never comes here: behind a `return`. */
  isDead = false;

  constructor(paths: Iterable<readonly [string, Labels]> = []) {
    this.#paths = new Map(paths);
  }

  get size(): number {
    return this.#paths.size;
  }

  /** What was last given to the path, or to what it is a member of. */
  of(path: string): Labels {
    for (let at = path; ; at = at.slice(0, at.lastIndexOf('.'))) {
      const known = this.#paths.get(at);
      if (known) return known;
      if (!at.includes('.')) return clean;
    }
  }

  /** What was given to just this path. */
  own(path: string): Labels {
    return this.#paths.get(path) ?? clean;
  }

  /** With all that its members hold; the object a method belongs to is no data. */
  whole(path: string): Labels {
    if (path === 'self') return this.of(path);
    const inner = [...this.#paths].filter(([name]) => name.startsWith(`${path}.`)).map(([, labels]) => labels);
    return union(this.of(path), ...inner);
  }

  set(path: string, labels: Labels): void {
    for (const name of this.#paths.keys()) if (name.startsWith(`${path}.`)) this.#paths.delete(name);
    if (labels.size > 0 || path.includes('.')) this.#paths.set(path, labels);
    else this.#paths.delete(path);
  }

  /** One is the other: their members hold the same. */
  copyMembers(from: string, to: string): void {
    const members = [...this.#paths].filter(([name]) => name.startsWith(`${from}.`));
    if (members.length === 0 || from === to || from.startsWith(`${to}.`)) return;
    this.set(to, this.of(from));
    for (const [name, labels] of members) this.#paths.set(to + name.slice(from.length), labels);
  }

  add(path: string, labels: Labels): void {
    if (labels.size > 0) this.#paths.set(path, union(this.of(path), labels));
  }

  copy(): TaintedPaths {
    const made = new TaintedPaths(this.#paths);
    made.isDead = this.isDead;
    return made;
  }

  /** Becomes what is true after any of these; ways that end elsewhere do not count. */
  become(ways: readonly TaintedPaths[]): void {
    const alive = ways.filter((way) => !way.isDead);
    this.isDead = alive.length === 0;
    const names = new Set(alive.flatMap((way) => [...way.#paths.keys()]));
    const joined = [...names].map((name) => [name, union(...alive.map((way) => way.of(name)))] as const);
    this.#paths.clear();
    for (const [name, labels] of joined) if (labels.size > 0 || name.includes('.')) this.#paths.set(name, labels);
  }
}

/** Like `pathOf` of shapes; what is found by a key is the member `[]`. */
export function pathTaken(shape: Shape): string {
  if (shape.kind === 'id') return shape.text;
  const [object, name] = shape.parts;
  const before = object && /^(member|index|id)$/.test(object.kind) ? pathTaken(object) : '';
  if (before === '') return '';
  if (shape.kind === 'index') return `${before}.[]`;
  return shape.kind === 'member' && name?.kind === 'id' ? `${before}.${name.text}` : '';
}

/** `a.getB()` reads what `a.setB(…)` wrote, and `a.b`; of variables only. `null` for other calls. */
export function propertyOf(call: Shape): { readonly path: string; readonly isRead: boolean } | null {
  const [callee, list] = call.parts;
  const [object, name] = callee?.kind === 'member' ? callee.parts : [];
  const [, verb, first, rest] = /^(get|set)([A-Z])(\w*)$/.exec(name?.text ?? '') ?? [];
  if (object?.kind !== 'id' || first === undefined || list?.parts.length !== (verb === 'get' ? 0 : 1)) return null;
  if (object.text === 'this') return null;
  return { path: `${object.text}.${first.toLowerCase()}${rest}`, isRead: verb === 'get' };
}
