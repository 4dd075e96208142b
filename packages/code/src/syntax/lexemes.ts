/**
 * The texts of leaves, each once: a leaf is compared by its number. Long texts are not kept (number 0), so that what a
 * file full of literals adds is bounded; past a million texts no new ones are.
 */
export class LexemeTable {
  readonly texts: string[] = [''];
  #slots = new Int32Array(1 << 15);
  #hashes = new Int32Array(1 << 14);

  /** The number of `text[start, end)`. */
  intern(text: string, start: number, end: number): number {
    const length = end - start;
    if (length === 0 || length > longest) return 0;
    let hash = length;
    for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
    const mask = this.#slots.length - 1;
    let slot = (Math.imul(hash, 0x9e3779b1) >>> 7) & mask;
    for (let id = this.#slots[slot]!; id !== 0; slot = (slot + 1) & mask, id = this.#slots[slot]!)
      if (this.#hashes[id] === hash && isSame(this.texts[id]!, text, start, length)) return id;
    if (this.texts.length >= most) return 0;
    const id = this.texts.push(text.slice(start, end)) - 1;
    this.#slots[slot] = id;
    this.#hashes[id] = hash;
    if (this.texts.length * 2 > this.#slots.length) this.#grow();
    return id;
  }

  /** The number of a whole text; the same as that of equal leaves. */
  of(text: string): number {
    return this.intern(text, 0, text.length);
  }

  #grow(): void {
    const hashes = new Int32Array(this.#slots.length);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    this.#slots = new Int32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let id = 1; id < this.texts.length; id += 1) {
      let slot = (Math.imul(hashes[id]!, 0x9e3779b1) >>> 7) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = id;
    }
  }
}

const longest = 80;
const most = 1_000_000;

function isSame(known: string, text: string, start: number, length: number): boolean {
  if (known.length !== length) return false;
  for (let at = 0; at < length; at += 1) if (known.charCodeAt(at) !== text.charCodeAt(start + at)) return false;
  return true;
}
