/** The bytes that stand in any of some literals, in classes: a letter and its capital are one, all others are class 0. */
export class Alphabet {
  readonly classOf = new Uint8Array(256);
  readonly classes: number;
  readonly #characters: readonly string[];

  /** @param literals in lower case. */
  constructor(literals: readonly string[]) {
    this.#characters = [...new Set(literals.join(''))];
    this.classes = this.#characters.length + 1;
    this.#characters.forEach((character, index) => {
      for (const code of codesOf(character)) this.classOf[code] = index + 1;
    });
  }

  /** Each character in the ways it may stand in a text. */
  *codes(): Generator<readonly [character: string, code: number]> {
    for (const character of this.#characters) for (const code of codesOf(character)) yield [character, code];
  }
}

function codesOf(character: string): number[] {
  return [character.charCodeAt(0), character.toUpperCase().charCodeAt(0)];
}
