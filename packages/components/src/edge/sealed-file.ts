import { createHash } from 'node:crypto';
import { closeSync, fstatSync, linkSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AdvisoryError } from './error.ts';

/**
 * A file of named sections that is whole or recognised as not: the sections, then what they are (JSON with the SHA-256 of
 * each), then its length and a mark. A file that was cut short has no mark.
 */
interface Footer {
  stoa: 'sealed/1';
  kind: string;
  about: unknown;
  sections: Record<string, { offset: number; length: number; sha256: string }>;
}

const mark = 'STOAEND1';
const maxFooterBytes = 1024 * 1024;

/** The file before the newest: used when that one is damaged. */
export const previousOf = (path: string) => `${path}.previous`;

/**
 * Writes it under another name and renames it, keeping the one before: whatever ends the process, the old one or the new
 * one is there, never half.
 */
export async function writeSealed(
  path: string,
  kind: string,
  about: unknown,
  sections: Readonly<Record<string, Iterable<Uint8Array>>>,
): Promise<void> {
  const aside = `${path}.${process.pid}.part`;
  const handle = await open(aside, 'w', 0o600);
  try {
    const footer: Footer = { stoa: 'sealed/1', kind, about, sections: {} };
    let offset = 0;
    for (const [name, chunks] of Object.entries(sections)) {
      const digest = createHash('sha256');
      const start = offset;
      for (const batch of inBatches(chunks)) {
        digest.update(batch);
        await handle.writeFile(batch);
        offset += batch.length;
      }
      footer.sections[name] = { offset: start, length: offset - start, sha256: digest.digest('hex') };
    }
    const text = Buffer.from(JSON.stringify(footer));
    const end = Buffer.alloc(4 + mark.length);
    end.writeUInt32LE(text.length);
    end.write(mark, 4);
    await handle.writeFile(Buffer.concat([text, end]));
    await handle.sync();
    await handle.close();
    keepPrevious(path);
    renameSync(aside, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await handle.close().catch(() => undefined);
    const full = (error as NodeJS.ErrnoException).code === 'ENOSPC';
    if (!full) throw error;
    throw new AdvisoryError('disk-full', `There is no room left for ${path}: what was there before stays in use.`, {
      cause: error,
    });
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Small pieces are written together: a system call for each of a million would take longer than the work. */
function* inBatches(chunks: Iterable<Uint8Array>, size = 1024 * 1024): Iterable<Uint8Array> {
  let batch: Uint8Array[] = [];
  let length = 0;
  for (const chunk of chunks) {
    batch.push(chunk);
    length += chunk.length;
    if (length < size) continue;
    yield Buffer.concat(batch);
    batch = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(batch);
}

/** A second name of the old file costs no room of its own until the new one takes the first. */
export function keepPrevious(path: string): void {
  try {
    readFooterAt(path);
  } catch {
    return; // nothing there, or damaged: what was kept before is the better one
  }
  rmSync(previousOf(path), { force: true });
  try {
    linkSync(path, previousOf(path));
  } catch {
    // A file system without links: then there is no second one.
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** An open one. Sections are verified when they are read whole; parts of one must carry their own check. */
export interface SealedFile {
  path: string;
  kind: string;
  about: unknown;
  bytes: number;
  sections: readonly string[];
  /** @throws {Error} when the section is not what was written. */
  section(name: string): Buffer;
  part(name: string, offset: number, length: number): Buffer;
  close(): void;
}

/** @throws {Error} for what is no whole sealed file, or not of this kind where one is asked for. */
export function openSealed(path: string, kind?: string): SealedFile {
  const descriptor = openSync(path, 'r');
  try {
    const { footer, size } = readFooter(descriptor);
    if (kind !== undefined && footer.kind !== kind) throw new Error(`it is of the kind ${footer.kind}`);
    const part = (name: string, offset: number, length: number) => {
      const section = footer.sections[name];
      if (!section || offset + length > section.length) throw new Error(`its part ${name} is too short`);
      return read(descriptor, section.offset + offset, length);
    };
    return {
      path,
      kind: footer.kind,
      about: footer.about,
      bytes: size,
      sections: Object.keys(footer.sections),
      part,
      section(name) {
        const whole = part(name, 0, footer.sections[name]?.length ?? 0);
        if (createHash('sha256').update(whole).digest('hex') !== footer.sections[name]?.sha256)
          throw new Error(`its part ${name} has changed`);
        return whole;
      },
      close: () => closeSync(descriptor),
    };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/** Every byte of it held against its digests. @throws {Error} */
export function verifySealed(path: string, kind: string): void {
  const file = openSealed(path, kind);
  try {
    for (const name of file.sections) file.section(name);
  } finally {
    file.close();
  }
}

function readFooterAt(path: string): Footer {
  const descriptor = openSync(path, 'r');
  try {
    return readFooter(descriptor).footer;
  } finally {
    closeSync(descriptor);
  }
}

function readFooter(descriptor: number): { footer: Footer; size: number } {
  const { size } = fstatSync(descriptor);
  const end = read(descriptor, Math.max(0, size - 4 - mark.length), Math.min(size, 4 + mark.length));
  if (end.length < 4 + mark.length || end.toString('latin1', 4) !== mark) throw new Error('it is cut short');
  const length = end.readUInt32LE(0);
  if (length > maxFooterBytes || length + end.length > size) throw new Error('its end is damaged');
  const footer = JSON.parse(read(descriptor, size - end.length - length, length).toString('utf8')) as Footer;
  if (footer.stoa !== 'sealed/1' || typeof footer.sections !== 'object') throw new Error('it is not of ours');
  const limit = size - end.length - length;
  for (const { offset, length: bytes } of Object.values(footer.sections)) {
    if (!(offset >= 0 && bytes >= 0 && offset + bytes <= limit)) throw new Error('its end is damaged');
  }
  return { footer, size };
}

function read(descriptor: number, from: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const got = readSync(descriptor, buffer, done, length - done, from + done);
    if (got === 0) throw new Error('it is cut short');
    done += got;
  }
  return buffer;
}
