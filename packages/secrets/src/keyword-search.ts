/**
 * Finds many literals in one pass over bytes, ASCII case folded: Aho and Corasick's automaton with its failure links
 * worked into a full table, so that a byte costs one look-up whatever the number of literals.
 * @see https://doi.org/10.1145/360825.360855
 */
export class KeywordSearch {
  /** next[state * classes + class]; the state's bit 30 says that literals end here. */
  private readonly next: Int32Array;
  private readonly classes: number;
  private readonly classOf = new Uint8Array(256);
  private readonly ends: number[][] = [[]];

  constructor(literals: readonly string[]) {
    const alphabet = new Set(literals.join('').toLowerCase());
    this.classes = alphabet.size + 1;
    [...alphabet].forEach((character, index) => {
      this.classOf[character.charCodeAt(0)] = index + 1;
      this.classOf[character.toUpperCase().charCodeAt(0)] = index + 1;
    });
    const trie: Map<number, number>[] = [new Map()];
    literals.forEach((literal, id) => {
      let state = 0;
      for (const character of literal.toLowerCase()) {
        const of = this.classOf[character.charCodeAt(0)]!;
        let to = trie[state]!.get(of);
        if (to === undefined) {
          to = trie.length;
          trie.push(new Map());
          this.ends.push([]);
          trie[state]!.set(of, to);
        }
        state = to;
      }
      this.ends[state]!.push(id);
    });
    this.next = this.complete(trie);
  }

  private complete(trie: readonly Map<number, number>[]): Int32Array {
    const next = new Int32Array(trie.length * this.classes);
    const fail = new Int32Array(trie.length);
    const queue: number[] = [];
    for (const [of, to] of trie[0]!) {
      next[of] = to;
      queue.push(to);
    }
    for (let at = 0; at < queue.length; at += 1) {
      const state = queue[at]!;
      this.ends[state]!.push(...this.ends[fail[state]!]!);
      for (let of = 0; of < this.classes; of += 1) {
        const to = trie[state]!.get(of);
        const fallback = next[fail[state]! * this.classes + of]!;
        next[state * this.classes + of] = to ?? fallback;
        if (to !== undefined) {
          fail[to] = fallback;
          queue.push(to);
        }
      }
    }
    return next;
  }

  /** Calls back with the id of each literal found and the offset after it. */
  search(bytes: Uint8Array, found: (id: number, end: number) => void): void {
    const { next, classes, classOf, ends } = this;
    let state = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      state = next[state * classes + classOf[bytes[at]!]!]!;
      const here = ends[state]!;
      if (here.length > 0) for (const id of here) found(id, at + 1);
    }
  }
}
