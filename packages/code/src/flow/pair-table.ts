/**
 * Pairs of whole numbers (of 32 bits), numbered from 0 up in the order they came. Where a program asks a million times,
 * putting texts together to look them up is what would take the time, and objects to keep them the memory.
 */
export class PairTable {
  #slots = new Int32Array(1 << 10);
  #room = this.#slots.length >> 1;
  #first = new Int32Array(this.#room);
  #second = new Int32Array(this.#room);
  #count = 0;

  /** The number of a pair; -1 where there is no such pair. */
  numberOf(first: number, second: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash(first, second) & mask; ; slot = (slot + 1) & mask) {
      const entry = this.#slots[slot]! - 1;
      if (entry === -1) return -1;
      if (this.#first[entry] === first && this.#second[entry] === second) return entry;
    }
  }

  /** Gives its number. The pair must not be there yet. */
  add(first: number, second: number): number {
    if (this.#count === this.#room) this.#grow();
    const entry = this.#count;
    this.#count += 1;
    this.#first[entry] = first;
    this.#second[entry] = second;
    this.#put(entry);
    return entry;
  }

  first(number: number): number {
    return this.#first[number]!;
  }

  second(number: number): number {
    return this.#second[number]!;
  }

  #put(entry: number): void {
    const mask = this.#slots.length - 1;
    let slot = hash(this.#first[entry]!, this.#second[entry]!) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = entry + 1;
  }

  #grow(): void {
    this.#room *= 2;
    this.#first = larger(this.#first);
    this.#second = larger(this.#second);
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let entry = 0; entry < this.#count; entry += 1) this.#put(entry);
  }
}

function larger(list: Int32Array): Int32Array<ArrayBuffer> {
  const made = new Int32Array(list.length * 2);
  made.set(list);
  return made;
}

function hash(first: number, second: number): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
