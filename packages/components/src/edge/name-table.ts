import { crc32 } from 'node:zlib';

/**
 * Names in a hash table that is used as it lies in the file: three arrays of 32-bit words and the names' bytes.
 * Slots are pairs (hash, entry + 1); an entry is name offset, name length, block offset, block length, block checksum.
 */
export function buildNameTable(
  names: readonly string[],
  blocks: readonly Uint8Array[],
): Record<'slots' | 'entries' | 'names', Uint8Array[]> {
  const bytes = names.map((name) => Buffer.from(name));
  const capacity = 2 ** Math.ceil(Math.log2(Math.max(2, names.length * 1.5)));
  const slots = new Uint32Array(capacity * 2);
  const entries = new Uint32Array(names.length * 5);
  let nameOffset = 0;
  let blockOffset = 0;
  for (const [index, name] of names.entries()) {
    const block = blocks[index]!;
    entries.set([nameOffset, bytes[index]!.length, blockOffset, block.length, crc32(block)], index * 5);
    nameOffset += bytes[index]!.length;
    blockOffset += block.length;
    const hash = hashOf(name);
    let slot = hash & (capacity - 1);
    while (slots[slot * 2 + 1] !== 0) slot = (slot + 1) & (capacity - 1);
    slots[slot * 2] = hash;
    slots[slot * 2 + 1] = index + 1;
  }
  return { slots: [new Uint8Array(slots.buffer)], entries: [new Uint8Array(entries.buffer)], names: bytes };
}

export class NameTable {
  readonly #slots: Uint32Array;
  readonly #entries: Uint32Array;
  readonly #names: Buffer;

  constructor(section: (name: 'slots' | 'entries' | 'names') => Buffer) {
    this.#slots = words(section('slots'));
    this.#entries = words(section('entries'));
    this.#names = section('names');
  }

  find(name: string): { offset: number; length: number; checksum: number } | null {
    const capacity = this.#slots.length / 2;
    const hash = hashOf(name);
    let slot = hash & (capacity - 1);
    for (let probes = 0; probes < capacity; probes += 1) {
      const entry = this.#slots[slot * 2 + 1]!;
      if (entry === 0) return null;
      if (this.#slots[slot * 2] === hash && this.#nameAt(entry - 1) === name) return this.#placeAt(entry - 1);
      slot = (slot + 1) & (capacity - 1);
    }
    return null;
  }

  *all(): Iterable<[string, { offset: number; length: number }]> {
    for (let entry = 0; entry < this.#entries.length / 5; entry += 1) yield [this.#nameAt(entry), this.#placeAt(entry)];
  }

  #nameAt(entry: number): string {
    const offset = this.#entries[entry * 5]!;
    return this.#names.toString('utf8', offset, offset + this.#entries[entry * 5 + 1]!);
  }

  #placeAt(entry: number): { offset: number; length: number; checksum: number } {
    const [, , offset, length, checksum] = this.#entries.subarray(entry * 5, entry * 5 + 5);
    return { offset: offset!, length: length!, checksum: checksum! };
  }
}

function words(bytes: Buffer): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

/** FNV-1a over UTF-16 code units. @see http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
