/** The names of a grammar: what the numbers in a syntax tree stand for. */
export class Grammar {
  readonly language: string;
  readonly kinds: readonly string[];
  readonly fields: readonly string[];
  readonly #fieldIds: ReadonlyMap<string, number>;
  readonly #kindIds: ReadonlyMap<string, readonly number[]>;

  constructor(language: string, kinds: readonly string[], fields: readonly string[]) {
    this.language = language;
    this.kinds = kinds;
    this.fields = fields;
    this.#fieldIds = new Map(fields.map((name, id) => [name, id]));
    const kindIds = new Map<string, number[]>();
    kinds.forEach((name, id) => {
      const ids = kindIds.get(name);
      if (ids) ids.push(id);
      else kindIds.set(name, [id]);
    });
    this.#kindIds = kindIds;
  }

  /** 0 where this grammar has no such field. */
  fieldId(name: string): number {
    return this.#fieldIds.get(name) ?? 0;
  }

  /** The numbers of a kind: a name may stand for a token and for a rule. */
  kindIds(name: string): readonly number[] {
    return this.#kindIds.get(name) ?? [];
  }
}
