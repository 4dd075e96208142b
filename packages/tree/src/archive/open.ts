import { Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import type { Skip, SourceFile, Unpacker } from '@stoa/model';
import { ArchiveEnd, archiveLimits, Unpacked, type ArchiveLimits } from './limits.ts';
import { toInnerPath, type Member } from './member.ts';
import { isTar, tarMembers } from './tar.ts';
import { isZip, zipMembers } from './zip.ts';

const archiveName =
  /\.(?:zip|jar|war|ear|aar|apk|whl|egg|nupkg|vsix|xpi|crx|ipa|conda|docx|xlsx|pptx|od[tsp]|tar|tgz|gz|zst|tzst|gem|crate|xz|txz|bz2|tbz2?|7z|rar)$/i;

/** Packed in ways that Node does not know: said, not passed over. */
const unknown: readonly [name: string, magic: readonly number[]][] = [
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['RAR', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
];

/** Looks into zip (jar, wheel, package, document …), tar, gzip and zstd, and into those inside them, within bounds. */
export function createUnpacker(given: Partial<ArchiveLimits> = {}): Unpacker {
  const limits = { ...archiveLimits, ...given };
  return {
    maxBytes: limits.maxBytes,
    isArchive: (path) => archiveName.test(path),
    open: (path, bytes) => {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      return filesIn(path, buffer, new Unpacked(limits, buffer.length), 1);
    },
  };
}

function filesIn(
  path: string,
  bytes: Buffer,
  unpacked: Unpacked,
  depth: number,
): AsyncGenerator<SourceFile | Skip> | null {
  const members = membersOf(path, bytes, unpacked);
  if (members) return toFiles(path, members, unpacked, depth);
  const kind = unknown.find(([, magic]) => magic.every((byte, at) => bytes[at] === byte))?.[0];
  return kind === undefined || !archiveName.test(path) ? null : refused(path, kind);
}

async function* toFiles(
  path: string,
  members: AsyncIterable<Member>,
  unpacked: Unpacked,
  depth: number,
): AsyncGenerator<SourceFile | Skip> {
  if (depth > unpacked.limits.maxDepth) {
    yield { place: path, reason: 'limit-reached', detail: 'an archive in an archive in an archive in an archive' };
    return;
  }
  try {
    for await (const member of members) {
      const place = `${path}!/${toInnerPath(member.name)}`.slice(0, 4_000);
      if ('skipped' in member) {
        yield { place, reason: member.skipped, detail: member.detail };
        continue;
      }
      const { bytes } = member;
      const inside = filesIn(place, bytes, unpacked, depth + 1);
      if (inside) yield* inside;
      else yield { path: place, size: bytes.length, executable: false, read: async () => bytes };
    }
  } catch (error) {
    if (!(error instanceof ArchiveEnd)) throw error;
    yield { place: path, reason: error.reason, detail: error.message };
    // What is too much for this archive is too much for the one around it.
    if (error.reason === 'limit-reached' && depth > 1) throw error;
  }
}

/** By what it begins with, whatever it is called; null when it is no archive. */
function membersOf(path: string, bytes: Buffer, unpacked: Unpacked): AsyncIterable<Member> | null {
  if (isZip(bytes)) return zipMembers(bytes, unpacked);
  if (isTar(bytes)) return tarMembers(piecesOf(bytes), unpacked);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return unpackedMembers(path, bytes, createGunzip(), unpacked);
  if (bytes.length > 4 && bytes.readUInt32LE(0) === 0xfd2fb528)
    return unpackedMembers(path, bytes, createZstdDecompress(), unpacked);
  return null;
}

async function* refused(path: string, kind: string): AsyncGenerator<Skip> {
  yield { place: path, reason: 'unsupported', detail: `it is packed with ${kind}, which is not opened` };
}

/** Of a packed tar its files; else the one file that is packed. */
async function* unpackedMembers(
  path: string,
  bytes: Buffer,
  stream: NodeJS.ReadWriteStream,
  unpacked: Unpacked,
): AsyncGenerator<Member> {
  const chunks = Readable.from(piecesOf(bytes)).pipe(stream) as unknown as AsyncIterable<Buffer>;
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    const first = await iterator.next();
    if (first.done) return;
    const all = chained(first.value, iterator);
    if (isTar(first.value)) yield* tarMembers(all, unpacked);
    else yield await wholeOf(path, all, unpacked);
  } catch (error) {
    if (error instanceof ArchiveEnd) throw error;
    throw new ArchiveEnd('malformed', 'what is packed there is damaged or cut off');
  } finally {
    await iterator.return?.();
  }
}

async function* chained(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (;;) {
    const { value, done } = await rest.next();
    if (done) return;
    yield value;
  }
}

async function wholeOf(path: string, chunks: AsyncIterable<Buffer>, unpacked: Unpacked): Promise<Member> {
  const name = (path.split('/').at(-1) ?? '').replace(/\.(?:gz|zst)$/i, '');
  const held: Buffer[] = [];
  let size = 0;
  unpacked.addEntry();
  for await (const chunk of chunks) {
    unpacked.addBytes(chunk.length);
    size += chunk.length;
    if (size <= unpacked.limits.maxFileBytes) held.push(chunk);
  }
  if (size <= unpacked.limits.maxFileBytes) return { name, bytes: Buffer.concat(held) };
  return { name, skipped: 'too-large', detail: `${size} bytes, the limit is ${unpacked.limits.maxFileBytes}` };
}

/** In pieces, so that unpacking stops soon after it is no longer wanted. */
async function* piecesOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}
