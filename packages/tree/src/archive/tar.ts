import { ArchiveEnd, type Unpacked } from './limits.ts';
import type { Member } from './member.ts';

const block = 512;
/** Long names and PAX headers: longer ones nobody writes in good faith. */
const maxHeaderBytes = 64 * 1024;

/** `ustar` stands there in every tar that was written since 1988. */
export function isTar(bytes: Uint8Array): boolean {
  return (
    Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, block)).toString('latin1', 257, 262) === 'ustar'
  );
}

/**
 * The plain files of a tar, as it streams by; those that are too large pass unheld.
 * @see https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13
 * @throws {ArchiveEnd}
 */
export async function* tarMembers(chunks: AsyncIterable<Buffer>, unpacked: Unpacked): AsyncGenerator<Member> {
  const input = new Input(chunks);
  let longName: string | null = null;
  for (;;) {
    const header = await input.take(block);
    if (header === null || header.every((byte) => byte === 0)) return;
    if (!hasChecksum(header)) throw new ArchiveEnd('malformed', 'the tar archive is damaged');
    const size = numberIn(header, 124, 12);
    const type = String.fromCharCode(header[156] ?? 0);
    const padding = (block - (size % block)) % block;
    if (type === 'L' || type === 'x') {
      const content = size > maxHeaderBytes ? null : await input.take(size);
      if (content === null || !(await input.skip(padding))) throw cutOff();
      longName = type === 'L' ? textIn(content, 0, content.length) : (paxPath(content) ?? longName);
      continue;
    }
    const prefix = textIn(header, 345, 155);
    const name: string = longName ?? (prefix ? `${prefix}/${textIn(header, 0, 100)}` : textIn(header, 0, 100));
    longName = null;
    const isFile = type === '0' || type === '\0' || type === '7';
    const isHeld = isFile && size <= unpacked.limits.maxFileBytes;
    if (isFile) unpacked.addEntry();
    unpacked.addBytes(size);
    const bytes = isHeld ? await input.take(size) : (await input.skip(size)) ? undefined : null;
    if (bytes === null || !(await input.skip(padding))) throw cutOff();
    if (bytes) yield { name, bytes };
    else if (isFile)
      yield { name, skipped: 'too-large', detail: `${size} bytes, the limit is ${unpacked.limits.maxFileBytes}` };
  }
}

function cutOff(): ArchiveEnd {
  return new ArchiveEnd('malformed', 'the tar archive is cut off');
}

/** The sum of all bytes, those of the sum itself read as spaces. */
function hasChecksum(header: Buffer): boolean {
  let sum = 8 * 32;
  for (let at = 0; at < block; at += 1) if (at < 148 || at >= 156) sum += header[at]!;
  return sum === numberIn(header, 148, 8);
}

/** Octal digits, or with the first bit set a binary number. */
function numberIn(header: Buffer, at: number, length: number): number {
  if ((header[at]! & 0x80) === 0) return Number.parseInt(textIn(header, at, length).trim() || '0', 8) || 0;
  return Number(BigInt.asUintN(48, BigInt(`0x${header.toString('hex', at + length - 8, at + length)}`)));
}

function textIn(bytes: Buffer, at: number, length: number): string {
  const end = bytes.indexOf(0, at);
  return bytes.toString('utf8', at, end < 0 || end > at + length ? at + length : end);
}

/** Records `<length> path=<value>\n`. */
function paxPath(content: Buffer): string | null {
  return /(?:^|\n)\d{1,8} path=([^\n]*)\n/.exec(content.toString('utf8'))?.[1] ?? null;
}

/** Bytes by number from what comes in chunks; null where it ends too early. */
class Input {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  async take(count: number): Promise<Buffer | null> {
    const parts: Buffer[] = [];
    for (let missing = count; missing > 0;) {
      const part = await this.#next(missing);
      if (part === null) return null;
      parts.push(part);
      missing -= part.length;
    }
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  }

  async skip(count: number): Promise<boolean> {
    for (let missing = count; missing > 0;) {
      const part = await this.#next(missing);
      if (part === null) return false;
      missing -= part.length;
    }
    return true;
  }

  async #next(most: number): Promise<Buffer | null> {
    while (this.#rest.length === 0) {
      const { value, done } = await this.#chunks.next();
      if (done) return null;
      this.#rest = value;
    }
    const part = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(part.length);
    return part;
  }
}
