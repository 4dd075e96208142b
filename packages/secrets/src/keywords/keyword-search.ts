import { Alphabet } from './alphabet.ts';
import { Automaton } from './automaton.ts';
import { Beginnings, type Hit } from './beginnings.ts';

/** Bytes looked at together to see whether a keyword may begin: with four, all but a few of a hundred are passed over. */
const glance = 4;
/** Five bits of each. */
const windowMask = (1 << (5 * glance)) - 1;
/**
 * Finds many literals in one pass over bytes, ASCII case folded. Most places are passed over at a glance: a table says
 * whether four bytes begin any literal. Where they do, Aho and Corasick's automaton goes on until nothing it has seen
 * can still become a literal. A check of a few files does without it: it tries the literals that begin so, one by one.
 */
export class KeywordSearch {
  private readonly literals: readonly string[];
  private readonly alphabet: Alphabet;
  private readonly beginnings: Beginnings;
  private automaton: Automaton | undefined;
  /** Bytes searched without the automaton. */
  private searched = 0;
  /** A bit for each four bytes. */
  private readonly begins = new Uint32Array((windowMask + 1) >> 5);
  private readonly bitsOf = new Uint8Array(256);

  private readonly few: number;

  /** @param few bytes, all texts together, for which the automaton would take longer to make than it saves. */
  constructor(literals: readonly string[], few = 512 * 1024) {
    this.few = few;
    this.literals = literals.map((literal) => literal.toLowerCase());
    this.alphabet = new Alphabet(this.literals);
    this.beginnings = new Beginnings(this.literals, this.alphabet);
    for (const [character, code] of this.alphabet.codes())
      // Letters keep to themselves; signs and digits share what is left. Nothing that is in no literal has a bit.
      this.bitsOf[code] = /[a-z]/.test(character) ? code & 31 : 27 + (code % 5);
    for (const literal of this.literals) this.markBeginning(literal);
  }

  private markBeginning(literal: string): void {
    const known = Math.min(glance, literal.length);
    const free = 5 * (glance - known);
    let prefix = 0;
    for (let at = 0; at < known; at += 1) prefix = (prefix << 5) | this.bitsOf[literal.charCodeAt(at)]!;
    prefix <<= free;
    for (let rest = 0; rest < 1 << free; rest += 1) {
      const window = prefix | rest;
      this.begins[window >> 5]! |= 1 << (window & 31);
    }
  }

  /** Calls back with the id of each literal found and the offset after it. */
  search(bytes: Uint8Array, found: (id: number, end: number) => void): void {
    this.searched += bytes.length;
    if (this.automaton || this.searched > this.few || this.beginnings.shortest < 2) {
      const automaton = (this.automaton ??= new Automaton(this.literals, this.alphabet));
      this.glanceOver(bytes, (from) => automaton.follow(bytes, from, glance, found));
      return;
    }
    const hits: Hit[] = [];
    this.glanceOver(bytes, (from) => {
      this.beginnings.tryAt(bytes, from, hits);
      return from + 2;
    });
    // As the automaton finds them: by their ends, the longest first.
    hits.sort((a, b) => a.end - b.end || a.start - b.start || a.id - b.id);
    for (const { id, end } of hits) found(id, end);
  }

  /** Calls back where a literal may begin; what it answers is the offset after the last byte looked at. */
  private glanceOver(bytes: Uint8Array, follow: (from: number) => number): void {
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
      // What may begin at the last byte of that is looked at anew.
      const end = follow(at - (glance - 1));
      if (end >= length) return;
      window = 0;
      for (at = end - 1; at < end + glance - 2; at += 1)
        window = (window << 5) | (at < length ? bitsOf[bytes[at]!]! : 0);
    }
  }
}
