import type { Alphabet } from './alphabet.ts';

/**
 * Aho and Corasick's automaton, its failure links worked into a full table: a byte costs the same whatever the number of
 * literals, and whatever the text.
 * @see https://doi.org/10.1145/360825.360855
 */
export class Automaton {
  /** next[state + class]: states are numbered in steps of `classes`, so that no multiplication is needed. */
  private readonly next: Int32Array;
  private readonly classes: number;
  private readonly classOf: Uint8Array;
  /** States below are the first and those after one byte. */
  private readonly firstDeep: number;
  /** In states from here on literals end. */
  private readonly firstEnd: number;
  private readonly ends: readonly (readonly number[])[];

  /** @param literals in lower case. */
  constructor(literals: readonly string[], { classOf, classes }: Alphabet) {
    this.classOf = classOf;
    const trie: Map<number, number>[] = [new Map()];
    const ends: number[][] = [[]];
    const depths = [0];
    literals.forEach((literal, id) => {
      let state = 0;
      for (const character of literal) {
        const of = classOf[character.charCodeAt(0)]!;
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

  /**
   * Goes on from where a literal may begin, `least` bytes at least, until no more than the last byte can be the beginning
   * of one.
   */
  follow(bytes: Uint8Array, from: number, least: number, found: (id: number, end: number) => void): number {
    const { next, classOf, classes, ends, firstDeep, firstEnd } = this;
    const { length } = bytes;
    const soonest = Math.min(length, from + least);
    let state = 0;
    let at = from;
    for (; at < length && (at < soonest || state >= firstDeep); at += 1) {
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
