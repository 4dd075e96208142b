/**
 * Finds many literals in one pass over bytes, ASCII case folded: Aho and Corasick's automaton with its failure links
 * worked into a full table, so that a byte costs two look-ups whatever the number of literals. States in which
 * literals end are numbered last: one comparison tells them from the others.
 * @see https://doi.org/10.1145/360825.360855
 */
export class KeywordSearch {
  /** next[state + class]: states are numbered in steps of `classes`, so that no multiplication is needed. */
  private readonly next: Int32Array;
  private readonly classOf = new Uint8Array(256);
  private readonly classes: number;
  private readonly firstEnd: number;
  private readonly ends: readonly (readonly number[])[];

  constructor(literals: readonly string[]) {
    const alphabet = new Set(literals.join('').toLowerCase());
    const classes = alphabet.size + 1;
    [...alphabet].forEach((character, index) => {
      this.classOf[character.charCodeAt(0)] = index + 1;
      this.classOf[character.toUpperCase().charCodeAt(0)] = index + 1;
    });
    const trie: Map<number, number>[] = [new Map()];
    const ends: number[][] = [[]];
    literals.forEach((literal, id) => {
      let state = 0;
      for (const character of literal.toLowerCase()) {
        const of = this.classOf[character.charCodeAt(0)]!;
        let to = trie[state]!.get(of);
        if (to === undefined) {
          to = trie.length;
          trie.push(new Map());
          ends.push([]);
          trie[state]!.set(of, to);
        }
        state = to;
      }
      ends[state]!.push(id);
    });
    const table = complete(trie, ends, classes);
    // Quiet states first, then those where something ends.
    const order = [...trie.keys()].sort((a, b) => Number(ends[a]!.length > 0) - Number(ends[b]!.length > 0) || a - b);
    const place = new Int32Array(trie.length);
    order.forEach((state, index) => {
      place[state] = index * classes;
    });
    this.next = new Int32Array(table.length);
    for (const [state, at] of place.entries())
      for (let of = 0; of < classes; of += 1) this.next[at + of] = place[table[state * classes + of]!]!;
    this.classes = classes;
    this.ends = order.map((state) => ends[state]!);
    this.firstEnd = order.filter((state) => ends[state]!.length === 0).length * classes;
  }

  /** Calls back with the id of each literal found and the offset after it. */
  search(bytes: Uint8Array, found: (id: number, end: number) => void): void {
    const { next, classOf, classes, ends, firstEnd } = this;
    const { length } = bytes;
    let state = 0;
    for (let at = 0; at < length; at += 1) {
      state = next[state + classOf[bytes[at]!]!]!;
      if (state < firstEnd) continue;
      const here = ends[state / classes]!;
      for (let index = 0; index < here.length; index += 1) found(here[index]!, at + 1);
    }
  }
}

/** The full table of a trie; `ends` takes over what ends in shorter suffixes. */
function complete(trie: readonly Map<number, number>[], ends: readonly number[][], classes: number): Int32Array {
  const next = new Int32Array(trie.length * classes);
  const fail = new Int32Array(trie.length);
  const queue: number[] = [];
  for (const [of, to] of trie[0]!) {
    next[of] = to;
    queue.push(to);
  }
  for (let at = 0; at < queue.length; at += 1) {
    const state = queue[at]!;
    ends[state]!.push(...ends[fail[state]!]!);
    for (let of = 0; of < classes; of += 1) {
      const to = trie[state]!.get(of);
      const fallback = next[fail[state]! * classes + of]!;
      next[state * classes + of] = to ?? fallback;
      if (to !== undefined) {
        fail[to] = fallback;
        queue.push(to);
      }
    }
  }
  return next;
}
