import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import type { Limits, ReportSource } from '../format.ts';
import { ReportError } from '../report-error.ts';
import { Expansion } from './bounds.ts';

export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && (head[2] === 0x03 || head[2] === 0x05);
}

/** The files in a zip. The packed bytes are held (bounded), the unpacked ones stream. @throws {ReportError} */
export async function readZip(source: ReportSource, limits: Limits): Promise<ReportSource[]> {
  const buffer = await hold(source, limits);
  const zip = await openZip(buffer);
  const entries = await listEntries(zip, limits);
  if (entries.length === 0) throw new ReportError('empty', 'the archive holds no file.');
  return entries.map((entry) => ({
    name: entry.fileName,
    size: entry.uncompressedSize,
    open: () => unpack(buffer, entry, limits),
  }));
}

async function hold(source: ReportSource, limits: Limits): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of source.open()) {
    bytes += chunk.length;
    if (bytes > limits.maxArchiveBytes) {
      throw new ReportError(
        'too-large',
        'the archive is too large to open. Upload the reports themselves, or with gzip.',
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function openZip(buffer: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true, autoClose: false }, (error, zip) => {
      if (error) reject(damaged());
      else resolve(zip);
    });
  });
}

function listEntries(zip: ZipFile, limits: Limits): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('error', () => reject(damaged()));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      if (zip.entryCount > limits.maxArchiveEntries) {
        reject(
          new ReportError(
            'bomb',
            `the archive holds more than ${limits.maxArchiveEntries} files. Upload the reports themselves.`,
          ),
        );
        return;
      }
      if (!entry.fileName.endsWith('/')) entries.push(entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

async function* unpack(buffer: Buffer, entry: Entry, limits: Limits): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted())
    throw new ReportError('malformed', 'this file of the archive is encrypted. Upload it unpacked.');
  const expansion = new Expansion(limits);
  expansion.packed = entry.compressedSize;
  try {
    const zip = await openZip(buffer);
    const stream = await new Promise<AsyncIterable<Uint8Array>>((resolve, reject) => {
      zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
    });
    for await (const chunk of stream) {
      expansion.add(chunk.length);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof ReportError ? error : damaged();
  }
}

function damaged(): ReportError {
  return new ReportError('malformed', 'the archive is damaged or cut off. Upload it again, whole.');
}
