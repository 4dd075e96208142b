import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, readdirSync, renameSync, rmSync } from 'node:fs';
import { mkdir, open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress, zstdCompressSync } from 'node:zlib';
import { z } from 'zod';
import { AdvisoryError } from './error.ts';
import { keepPrevious, openSealed, verifySealed } from './sealed-file.ts';

/**
 * All of a machine's advisories and signals in one file, for machines without a network: a line with the signed manifest,
 * then the files one after the other, each packed with Zstandard. The signature is on the manifest, and the manifest has
 * the SHA-256 of every file: who vouches for the one vouches for the other. This room knows no keys: `sign` and `open` do.
 */
export const packType = 'application/vnd.stoa.advisories+json';

const Manifest = z.object({
  stoa: z.literal('pack/1'),
  createdAt: z.iso.datetime(),
  files: z
    .array(
      z.object({
        /** No folder in it: a file is written where the others are, and nowhere else. */
        name: z.string().regex(/^[\w%-][\w%. -]{0,200}\.(?:adv|signal)$/),
        kind: z.string().max(100),
        asOf: z.iso.datetime(),
        bytes: z
          .int()
          .min(1)
          .max(16 * 1024 ** 3),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        packedBytes: z.int().min(1),
      }),
    )
    .min(1)
    .max(1000),
});
type Manifest = z.infer<typeof Manifest>;

const maxLineBytes = 4 * 1024 * 1024;

/** What is in a pack, as its manifest says. */
export type PackContent = Pick<Manifest, 'createdAt' | 'files'>;

/**
 * Packs what is in a folder.
 * @param sign makes the envelope, as JSON
 * @throws {AdvisoryError} `bad-pack` when there is nothing to pack, `corrupt` when a file is damaged
 */
export async function writePack(
  folder: string,
  path: string,
  now: string,
  sign: (manifest: Uint8Array) => string,
): Promise<PackContent> {
  const names = listFiles(folder);
  if (names.length === 0)
    throw new AdvisoryError('bad-pack', 'There are no advisories on this machine to pack: run "stoa db update".');
  const files: Manifest['files'] = [];
  const packed: Buffer[] = [];
  for (const name of names) {
    const { kind, asOf } = describeSealed(join(folder, name));
    const bytes = await readFile(join(folder, name));
    const small = zstdCompressSync(bytes);
    packed.push(small);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    files.push({ name, kind, asOf, bytes: bytes.length, sha256, packedBytes: small.length });
  }
  const manifest: Manifest = { stoa: 'pack/1', createdAt: now, files };
  const line = `${sign(Buffer.from(JSON.stringify(manifest)))}\n`;
  const aside = `${path}.${process.pid}.part`;
  try {
    await pipeline(Readable.from([Buffer.from(line), ...packed]), createWriteStream(aside, { flush: true }));
    renameSync(aside, path);
  } finally {
    rmSync(aside, { force: true });
  }
  return manifest;
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.(?:adv|signal)$/.test(name))
      .sort();
  } catch {
    return [];
  }
}

function describeSealed(path: string): { kind: string; asOf: string } {
  const file = openAny(path);
  file.close();
  try {
    verifySealed(path, file.kind);
  } catch (error) {
    throw damaged(path, error);
  }
  return { kind: file.kind, asOf: (file.about as { asOf: string }).asOf };
}

function openAny(path: string) {
  try {
    return openSealed(path);
  } catch (error) {
    throw damaged(path, error);
  }
}

function damaged(path: string, cause: unknown): AdvisoryError {
  return new AdvisoryError('corrupt', `${path} is damaged: run "stoa db update --force", then pack again.`, { cause });
}

/**
 * Reads a pack whole and holds every byte against its manifest. Nothing is written.
 * @param openEnvelope gives the manifest out of the signed envelope, or throws
 * @throws {AdvisoryError} `bad-pack`
 */
export async function verifyPack(path: string, openEnvelope: (envelope: unknown) => Uint8Array): Promise<PackContent> {
  return unpackInto(path, openEnvelope, null);
}

export interface Unpacked extends PackContent {
  /** Names of the files that were taken over; the others here are as new or newer. */
  taken: string[];
}

/**
 * Takes a pack over. All of it is verified before anything is replaced; what is newer here stays, so that an old pack that
 * somebody plays again cannot hide what has become known since.
 * @param force take older files over too
 * @throws {AdvisoryError} `bad-pack`; then nothing has changed
 */
export async function unpackAdvisories(
  path: string,
  folder: string,
  openEnvelope: (envelope: unknown) => Uint8Array,
  force = false,
): Promise<Unpacked> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const aside = (name: string) => join(folder, `${name}.${process.pid}.part`);
  let names: string[] = [];
  try {
    const content = await unpackInto(path, openEnvelope, (name) => {
      names = [...names, name];
      return aside(name);
    });
    const taken = content.files.filter(({ name, asOf }) => force || !(asOfHere(join(folder, name)) >= asOf));
    for (const { name } of taken) {
      keepPrevious(join(folder, name));
      renameSync(aside(name), join(folder, name));
    }
    return { ...content, taken: taken.map(({ name }) => name) };
  } finally {
    for (const name of names) rmSync(aside(name), { force: true });
  }
}

function asOfHere(path: string): string {
  try {
    const file = openSealed(path);
    file.close();
    return (file.about as { asOf: string }).asOf;
  } catch {
    return ''; // none, or damaged: whatever comes is newer
  }
}

async function unpackInto(
  path: string,
  openEnvelope: (envelope: unknown) => Uint8Array,
  target: ((name: string) => string) | null,
): Promise<PackContent> {
  const { manifest, start } = await readManifest(path, openEnvelope);
  const { size } = await stat(path);
  const expected = manifest.files.reduce((sum, { packedBytes }) => sum + packedBytes, start);
  if (size !== expected) throw bad(path, size < expected ? 'it is cut short' : 'there is more in it than it says');
  let offset = start;
  for (const file of manifest.files) {
    await unpackFile(path, offset, file, target?.(file.name) ?? null);
    offset += file.packedBytes;
  }
  return manifest;
}

async function unpackFile(
  path: string,
  offset: number,
  { name, kind, bytes, sha256, packedBytes }: Manifest['files'][number],
  to: string | null,
): Promise<void> {
  const digest = createHash('sha256');
  let total = 0;
  async function* counted(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
    for await (const chunk of chunks) {
      total += chunk.length;
      if (total > bytes) throw new Error('it unpacks to more than it says');
      digest.update(chunk);
      if (to !== null) yield chunk;
    }
  }
  try {
    await pipeline(
      createReadStream(path, { start: offset, end: offset + packedBytes - 1 }),
      createZstdDecompress(),
      counted,
      to === null
        ? async (nothing: AsyncIterable<Buffer>) => void (await Array.fromAsync(nothing))
        : createWriteStream(to, { mode: 0o600, flush: true }),
    );
    if (total !== bytes || digest.digest('hex') !== sha256) throw new Error('its bytes are not those that were signed');
    if (to !== null) verifySealed(to, kind);
  } catch (error) {
    throw bad(path, `${name}: ${(error as Error).message}`, error);
  }
}

async function readManifest(
  path: string,
  openEnvelope: (envelope: unknown) => Uint8Array,
): Promise<{ manifest: Manifest; start: number }> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw bad(path, 'it cannot be read', error);
  });
  let line: Buffer;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(maxLineBytes), 0, maxLineBytes, 0);
    const end = buffer.subarray(0, bytesRead).indexOf('\n');
    if (end < 0) throw bad(path, 'it does not begin with a signed manifest');
    line = buffer.subarray(0, end);
  } finally {
    await handle.close();
  }
  let envelope: unknown;
  try {
    envelope = JSON.parse(line.toString('utf8'));
  } catch (error) {
    throw bad(path, 'it does not begin with a signed manifest', error);
  }
  const payload = openEnvelope(envelope);
  try {
    const manifest = Manifest.parse(JSON.parse(Buffer.from(payload).toString('utf8')));
    return { manifest, start: line.length + 1 };
  } catch (error) {
    throw bad(path, 'what was signed is no list of advisories', error);
  }
}

function bad(path: string, why: string, cause?: unknown): AdvisoryError {
  return new AdvisoryError('bad-pack', `${path} cannot be used: ${why}. What is here stays in use.`, { cause });
}
