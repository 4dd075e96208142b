/** Bytes looked at together to see whether a keyword may begin: with four, all but a few of a hundred are passed over. */
const glance = 4;
/** Five bits of each. */
const windowMask = (1 << (5 * glance)) - 1;

/**
 * Finds many literals in one pass over bytes, ASCII case folded. Most places are passed over at a glance: a table says
 * whether four bytes begin any literal. Where they do, Aho and Corasick's automaton goes on, its failure links worked
 * into a full table, until nothing it has seen can still become a literal. So a byte costs the same whatever the number
 * of literals, and whatever the text.
 * @see https://doi.org/10.1145/360825.360855
 */
export class KeywordSearch {
  /** next[state + class]: states are numbered in steps of `classes`, so that no multiplication is needed. */
  private readonly next: Int32Array;
  private readonly classes: number;
  private readonly classOf = new Uint8Array(256);
  /** States below are the first and those after one byte. */
  private readonly firstDeep: number;
  /** In states from here on literals end. */
  private readonly firstEnd: number;
  private readonly ends: readonly (readonly number[])[];
  /** A bit for each four bytes. */
  private readonly begins = new Uint32Array((windowMask + 1) >> 5);
  private readonly bitsOf = new Uint8Array(256);

  constructor(literals: readonly string[]) {
    const alphabet = new Set(literals.join('').toLowerCase());
    const classes = alphabet.size + 1;
    [...alphabet].forEach((character, index) => {
      for (const code of [character.charCodeAt(0), character.toUpperCase().charCodeAt(0)]) {
        this.classOf[code] = index + 1;
        // Letters keep to themselves; signs and digits share what is left. Nothing that is in no literal has a bit.
        this.bitsOf[code] = /[a-z]/.test(character) ? code & 31 : 27 + (code % 5);
      }
    });
    const trie: Map<number, number>[] = [new Map()];
    const ends: number[][] = [[]];
    const depths = [0];
    literals.forEach((literal, id) => {
      const folded = literal.toLowerCase();
      this.markBeginning(folded);
      let state = 0;
      for (const character of folded) {
        const of = this.classOf[character.charCodeAt(0)]!;
        let to = trie[state]!.get(of);
        if (to === undefined) {
          to = trie.length;
          trie.push(new Map());
          ends.push([]);
          depths.push(depths[state]! + 1);
          trie[state]!.set(of, to);
        }
        state = to;
      }
      ends[state]!.push(id);
    });
    const table = complete(trie, ends, classes);
    // Shallow states first: they are visited most and stay in the cache. Those where something ends last.
    const order = [...trie.keys()].sort(
      (a, b) => Number(ends[a]!.length > 0) - Number(ends[b]!.length > 0) || depths[a]! - depths[b]! || a - b,
    );
    const place = new Int32Array(trie.length);
    order.forEach((state, index) => {
      place[state] = index * classes;
    });
    this.next = new Int32Array(table.length);
    for (const [state, at] of place.entries())
      for (let of = 0; of < classes; of += 1) this.next[at + of] = place[table[state * classes + of]!]!;
    this.classes = classes;
    this.ends = order.map((state) => ends[state]!);
    const quiet = order.filter((state) => ends[state]!.length === 0);
    this.firstEnd = quiet.length * classes;
    this.firstDeep = quiet.filter((state) => depths[state]! < 2).length * classes;
  }

  private markBeginning(literal: string): void {
    const bits = [...literal.slice(0, glance)].map((character) => this.bitsOf[character.charCodeAt(0)]!);
    const free = 5 * (glance - bits.length);
    const prefix = bits.reduce((sum, bit) => (sum << 5) | bit, 0) << free;
    for (let rest = 0; rest < 1 << free; rest += 1) {
      const window = prefix | rest;
      this.begins[window >> 5]! |= 1 << (window & 31);
    }
  }

  /** Calls back with the id of each literal found and the offset after it. */
  search(bytes: Uint8Array, found: (id: number, end: number) => void): void {
    const { begins, bitsOf } = this;
    const { length } = bytes;
    let window = 0;
    for (let at = 0; at < glance - 1; at += 1) window = (window << 5) | (at < length ? bitsOf[bytes[at]!]! : 0);
    let at = glance - 1;
    for (;;) {
      for (; at < length; at += 1) {
        window = ((window << 5) | bitsOf[bytes[at]!]!) & windowMask;
        if ((begins[window >> 5]! >>> (window & 31)) & 1) break;
      }
      // Behind the end stand bytes that are in no literal; the last two can still be one.
      for (; at >= length && at < length + glance - 2; at += 1) {
        window = (window << 5) & windowMask;
        if ((begins[window >> 5]! >>> (window & 31)) & 1) break;
      }
      if (at >= length + glance - 2) return;
      // What may begin at the automaton's last byte is looked at anew.
      const end = this.follow(bytes, at - (glance - 1), found);
      if (end >= length) return;
      window = 0;
      for (at = end - 1; at < end + glance - 2; at += 1)
        window = (window << 5) | (at < length ? bitsOf[bytes[at]!]! : 0);
    }
  }

  /** Goes on from where a literal may begin until no more than its last byte can be the beginning of one. */
  private follow(bytes: Uint8Array, from: number, found: (id: number, end: number) => void): number {
    const { next, classOf, classes, ends, firstDeep, firstEnd } = this;
    const { length } = bytes;
    const least = Math.min(length, from + glance);
    let state = 0;
    let at = from;
    for (; at < length && (at < least || state >= firstDeep); at += 1) {
      state = next[state + classOf[bytes[at]!]!]!;
      if (state < firstEnd) continue;
      const here = ends[state / classes]!;
      for (let index = 0; index < here.length; index += 1) found(here[index]!, at + 1);
    }
    return at;
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
