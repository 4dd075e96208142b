import type { Entry, fromBufferPromise } from 'yauzl';
import { ArchiveEnd, type Unpacked } from './limits.ts';
import type { Member } from './member.ts';

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 0x03 || bytes[2] === 0x05);
}

/** The files of a zip, one in memory at a time. @throws {ArchiveEnd} */
export async function* zipMembers(bytes: Buffer, unpacked: Unpacked): AsyncGenerator<Member> {
  const { fromBufferPromise } = await import('yauzl');
  // Names are read by us: those that would lead outside are no reason not to look.
  const zip = await fromBufferPromise(bytes, { decodeStrings: false, validateEntrySizes: true }).catch(() => {
    throw new ArchiveEnd('malformed', 'the zip archive is damaged or cut off');
  });
  const entries = zip.eachEntry();
  for (;;) {
    const next = await entries.next().catch(() => {
      throw new ArchiveEnd('malformed', 'the zip archive is damaged or cut off');
    });
    if (next.done) return;
    const entry = next.value;
    const name = (entry.fileName as unknown as Buffer).toString('utf8');
    if (/[/\\]$/.test(name)) continue;
    unpacked.addEntry();
    const { maxFileBytes } = unpacked.limits;
    if (entry.isEncrypted()) yield { name, skipped: 'unsupported', detail: 'it is encrypted' };
    else if (entry.uncompressedSize > maxFileBytes)
      yield { name, skipped: 'too-large', detail: `${entry.uncompressedSize} bytes, the limit is ${maxFileBytes}` };
    else yield await contentOf(zip, entry, name, unpacked);
  }
}

async function contentOf(
  zip: Awaited<ReturnType<typeof fromBufferPromise>>,
  entry: Entry,
  name: string,
  unpacked: Unpacked,
): Promise<Member> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      unpacked.addBytes((chunk as Buffer).length);
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    if (error instanceof ArchiveEnd) throw error;
    return { name, skipped: 'malformed', detail: 'it is damaged, or packed in a way that is not known' };
  }
  return { name, bytes: Buffer.concat(chunks) };
}
