import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32, inflateRawSync } from 'node:zlib';

/** What a zip archive says of one of its files. */
export interface ZipEntry {
  name: string;
  bytes: number;
  packedBytes: number;
  method: number;
  checksum: number;
  offset: number;
}

const stored = 0;
const deflated = 8;
const maxDirectoryBytes = 1024 ** 3;

/**
 * A zip archive on the disk, with more than 65,535 files where it has them. Files are read one after the other where they
 * stand: hundreds of thousands of small ones are what advisories come as, and a stream for each takes ten times as long.
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export class ZipFile {
  readonly #descriptor: number;
  readonly #size: number;
  #window: { from: number; bytes: Buffer } = { from: 0, bytes: Buffer.alloc(0) };

  /** @throws {Error} for what cannot be opened. */
  constructor(path: string) {
    this.#descriptor = openSync(path, 'r');
    this.#size = fstatSync(this.#descriptor).size;
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  /** @throws {Error} for what is no zip archive. */
  *entries(): Iterable<ZipEntry> {
    const { offset, length, count } = this.#directory();
    if (length > maxDirectoryBytes) throw new Error('its directory is too large');
    const directory = this.#read(offset, length);
    let at = 0;
    for (let index = 0; index < count; index += 1) {
      if (at + 46 > length || directory.readUInt32LE(at) !== 0x02014b50) throw new Error('its directory is damaged');
      const nameLength = directory.readUInt16LE(at + 28);
      const extraLength = directory.readUInt16LE(at + 30);
      const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
      yield {
        name: directory.toString('utf8', at + 46, at + 46 + nameLength),
        method: directory.readUInt16LE(at + 10),
        checksum: directory.readUInt32LE(at + 16),
        ...sizesOf(directory, at, extra),
      };
      at += 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
    }
  }

  /** @throws {Error} for what is not what the directory says, or is packed in a way that is not known. */
  content({ method, offset, bytes, packedBytes, checksum }: ZipEntry): Buffer {
    const head = this.#within(offset, 30);
    if (head.readUInt32LE(0) !== 0x04034b50) throw new Error('its directory points nowhere');
    const start = offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
    const packed = this.#within(start, packedBytes);
    if (method !== stored && method !== deflated)
      throw new Error(`it is packed in a way (${method}) that is not known`);
    const content = method === stored ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, bytes) });
    if (content.length !== bytes || crc32(content) !== checksum) throw new Error('a file in it is damaged');
    return content;
  }

  #directory(): { offset: number; length: number; count: number } {
    const tailLength = Math.min(this.#size, 65_557);
    const tail = this.#read(this.#size - tailLength, tailLength);
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
    if (end < 0 || end + 22 > tail.length) throw new Error('it is no zip archive');
    const plain = {
      count: tail.readUInt16LE(end + 10),
      length: tail.readUInt32LE(end + 12),
      offset: tail.readUInt32LE(end + 16),
    };
    const locator = end - 20;
    if (locator < 0 || tail.readUInt32LE(locator) !== 0x07064b50) return plain;
    const large = this.#read(Number(tail.readBigUInt64LE(locator + 8)), 56);
    if (large.readUInt32LE(0) !== 0x06064b50) throw new Error('its directory is damaged');
    return {
      count: Number(large.readBigUInt64LE(32)),
      length: Number(large.readBigUInt64LE(40)),
      offset: Number(large.readBigUInt64LE(48)),
    };
  }

  /** Out of a window that moves on through the file. */
  #within(from: number, length: number): Buffer {
    const { from: start, bytes } = this.#window;
    if (from < start || from + length > start + bytes.length) {
      const wanted = Math.min(Math.max(length, 4 * 1024 * 1024), Math.max(length, this.#size - from));
      this.#window = { from, bytes: this.#read(from, wanted) };
    }
    return this.#window.bytes.subarray(from - this.#window.from, from - this.#window.from + length);
  }

  #read(from: number, length: number): Buffer {
    if (!(from >= 0 && length >= 0 && from + length <= this.#size)) throw new Error('it is cut short');
    const buffer = Buffer.allocUnsafe(length);
    let done = 0;
    while (done < length) {
      const got = readSync(this.#descriptor, buffer, done, length - done, from + done);
      if (got === 0) throw new Error('it is cut short');
      done += got;
    }
    return buffer;
  }
}

/** Sizes past 4 GiB stand in an extra field, in this order, those that do not fit their place. */
function sizesOf(directory: Buffer, at: number, extra: Buffer): Pick<ZipEntry, 'bytes' | 'packedBytes' | 'offset'> {
  const plain = {
    bytes: directory.readUInt32LE(at + 24),
    packedBytes: directory.readUInt32LE(at + 20),
    offset: directory.readUInt32LE(at + 42),
  };
  let field = 0;
  while (field + 4 <= extra.length) {
    const length = extra.readUInt16LE(field + 2);
    if (extra.readUInt16LE(field) === 1) {
      let value = field + 4;
      for (const name of ['bytes', 'packedBytes', 'offset'] as const) {
        if (plain[name] !== 0xffffffff || value + 8 > field + 4 + length) continue;
        plain[name] = Number(extra.readBigUInt64LE(value));
        value += 8;
      }
    }
    field += 4 + length;
  }
  return plain;
}
