import { Readable } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';

const blockBytes = 512;
const maxTotalBytes = 8 * 1024 ** 3;

/**
 * The JSON files of a tar archive packed with Zstandard, one at a time. Nothing is written to the disk, so that names in it
 * cannot matter. Taking them throws an `Error` when the archive is damaged.
 *
 * @param maxBytes larger files are left out and counted
 */
export function readTarZst(bytes: Uint8Array, maxBytes: number): { texts: AsyncIterable<string>; left(): number } {
  let left = 0;
  async function* texts(): AsyncIterable<string> {
    for await (const { name, size, content } of entries(bytes, maxBytes)) {
      if (!name.endsWith('.json')) continue;
      if (size > maxBytes) left += 1;
      else yield content.toString('utf8');
    }
  }
  return { texts: texts(), left: () => left };
}

interface TarEntry {
  name: string;
  size: number;
  /** Empty for what is too large. */
  content: Buffer;
}

/** @see https://www.gnu.org/software/tar/manual/html_node/Standard.html */
async function* entries(bytes: Uint8Array, maxBytes: number): AsyncIterable<TarEntry> {
  const source = chunksOf(bytes);
  let waiting: Buffer = Buffer.alloc(0);
  const take = async (count: number, isKept = true): Promise<Buffer> => {
    const parts: Buffer[] = [];
    let missing = count;
    while (missing > 0) {
      if (waiting.length === 0) {
        const next = await source.next();
        if (next.done) throw new Error('it is cut short');
        waiting = next.value;
      }
      const part = waiting.subarray(0, missing);
      if (isKept) parts.push(part);
      missing -= part.length;
      waiting = waiting.subarray(part.length);
    }
    return Buffer.concat(parts);
  };
  for (;;) {
    const head = await take(blockBytes);
    if (head.every((byte) => byte === 0)) return;
    const size = Number.parseInt(head.toString('latin1', 124, 136).replace(/\0.*$/s, '').trim(), 8);
    if (!(size >= 0)) throw new Error('it is no tar archive');
    const name = head.toString('utf8', 0, 100).replace(/\0.*$/s, '');
    const content = await take(size, size <= maxBytes);
    await take((blockBytes - (size % blockBytes)) % blockBytes, false);
    yield { name, size, content };
  }
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Buffer, void, void> {
  let total = 0;
  for await (const chunk of Readable.from([bytes]).pipe(createZstdDecompress())) {
    total += (chunk as Buffer).length;
    if (total > maxTotalBytes) throw new Error('it unpacks to too much');
    yield chunk as Buffer;
  }
}
