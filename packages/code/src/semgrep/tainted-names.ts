/** Where data comes from. */
export interface Origin {
  readonly start: number;
  readonly end: number;
}

/** What is known at one point of a function: which names hold data of a source, and which texts were checked. */
export class TaintedNames {
  readonly #origins: Map<string, Origin>;
  readonly #checked: Set<string>;

  constructor(origins: Iterable<readonly [string, Origin]> = [], checked: Iterable<string> = []) {
    this.#origins = new Map(origins);
    this.#checked = new Set(checked);
  }

  get size(): number {
    return this.#origins.size + this.#checked.size;
  }

  originOf(name: string): Origin | undefined {
    return this.#origins.get(name);
  }

  set(name: string, origin: Origin): void {
    this.#origins.set(name, origin);
    this.#checked.delete(name);
  }

  clear(name: string): void {
    this.#origins.delete(name);
  }

  check(text: string): void {
    this.#origins.delete(text);
    this.#checked.add(text);
  }

  isChecked(text: string): boolean {
    return this.#checked.has(text);
  }

  copy(): TaintedNames {
    return new TaintedNames(this.#origins, this.#checked);
  }

  /** Becomes what is true after any of these: tainted in one is tainted, checked is what all have checked. */
  become(ways: readonly TaintedNames[]): void {
    this.#origins.clear();
    for (const way of ways) for (const [name, origin] of way.#origins) this.#origins.set(name, origin);
    const [first, ...others] = ways;
    this.#checked.clear();
    for (const text of first === undefined ? [] : first.#checked)
      if (others.every((way) => way.#checked.has(text))) this.#checked.add(text);
  }
}
