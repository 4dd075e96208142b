/** What the numbers in a syntax tree stand for, as plain data. */
export interface GrammarNames {
  readonly language: string;
  readonly kinds: readonly string[];
  readonly fields: readonly string[];
}

/** The names of a grammar, found by their numbers and the other way round. */
export class Grammar implements GrammarNames {
  readonly language: string;
  readonly kinds: readonly string[];
  readonly fields: readonly string[];
  readonly #fieldIds: ReadonlyMap<string, number>;
  readonly #kindIds: ReadonlyMap<string, readonly number[]>;

  constructor({ language, kinds, fields }: GrammarNames) {
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

  names(): GrammarNames {
    const { language, kinds, fields } = this;
    return { language, kinds, fields };
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
