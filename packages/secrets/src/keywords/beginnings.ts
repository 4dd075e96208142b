import type { Alphabet } from './alphabet.ts';

/** A literal at its place. */
export interface Hit {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

/** Literals by their first two bytes: quickly made, for texts that are short. */
export class Beginnings {
  /** The length of the shortest literal. */
  readonly shortest: number;
  readonly #classOf: Uint8Array;
  readonly #byPair = new Map<number, { id: number; literal: string }[]>();

  /** @param literals in lower case. */
  constructor(literals: readonly string[], { classOf }: Alphabet) {
    this.#classOf = classOf;
    this.shortest = literals.reduce((least, { length }) => Math.min(least, length), Infinity);
    literals.forEach((literal, id) => {
      const pair = (classOf[literal.charCodeAt(0)]! << 8) | classOf[literal.charCodeAt(1)]!;
      const known = this.#byPair.get(pair);
      if (known) known.push({ id, literal });
      else this.#byPair.set(pair, [{ id, literal }]);
    });
  }

  /** Adds the literals that stand there. */
  tryAt(bytes: Uint8Array, start: number, hits: Hit[]): void {
    const classOf = this.#classOf;
    const pair = (classOf[bytes[start]!]! << 8) | classOf[bytes[start + 1]!]!;
    for (const { id, literal } of this.#byPair.get(pair) ?? []) {
      const end = start + literal.length;
      if (end > bytes.length) continue;
      let at = literal.length - 1;
      // A character that is no byte has no class, and is none of them.
      while (at >= 0 && classOf[bytes[start + at]!] === classOf[literal.charCodeAt(at)]) at -= 1;
      if (at < 0) hits.push({ id, start, end });
    }
  }
}
