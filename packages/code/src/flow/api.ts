/**
 * A value known by the way it is reached from a name everybody knows: `express`, `express()`, `express().get`,
 * `java.sql.Statement`. Nodes of one trie, so that equal paths are the same object.
 */
export class Api {
  readonly path: string;
  readonly parent: Api | null;
  /** The last member's name: `executeQuery`; `''` for results. */
  readonly name: string;
  readonly depth: number;
  /** Most have none. */
  #members: Map<string, Api> | undefined;
  #result: Api | undefined;
  /** What the models say of it; filled in by the index the first time it is asked. */
  facts: unknown = undefined;

  constructor(path: string, parent: Api | null, name: string) {
    this.path = path;
    this.parent = parent;
    this.name = name;
    this.depth = parent === null ? 1 : parent.depth + 1;
  }

  member(name: string): Api {
    this.#members ??= new Map();
    let found = this.#members.get(name);
    if (!found) {
      found = new Api(`${this.path}.${name}`, this, name);
      this.#members.set(name, found);
    }
    return found;
  }

  result(): Api {
    this.#result ??= new Api(`${this.path}()`, this, '');
    return this.#result;
  }
}

/** Paths longer than this say nothing any more. */
export const deepest = 9;
