import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ReportError, type ReportSource } from './format.ts';

/** What a report may unpack to, in bytes, and how many times its packed size. */
const maxUnpacked = 4 * 1024 ** 3;
const maxRatio = 500;

/** Unwraps gzip and UTF-16; names a zip. A bomb ends with an error long before memory does. */
export async function unpack(source: ReportSource): Promise<ReportSource> {
  let head: Uint8Array = new Uint8Array();
  for await (const chunk of source.open()) {
    head = chunk;
    break;
  }
  if (head[0] === 0x1f && head[1] === 0x8b) return { name: source.name, open: () => gunzip(source) };
  if (head[0] === 0x50 && head[1] === 0x4b) {
    throw new ReportError('unknown-format', `${source.name} is a zip archive: unpack it and import the reports in it.`);
  }
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    const encoding = head[0] === 0xff ? 'utf-16le' : 'utf-16be';
    return { name: source.name, open: () => transcode(source, encoding) };
  }
  return source;
}

async function* gunzip(source: ReportSource): AsyncGenerator<Uint8Array> {
  let packed = 0;
  let unpacked = 0;
  const counted = async function* () {
    for await (const chunk of source.open()) {
      packed += chunk.length;
      yield chunk;
    }
  };
  const stream = Readable.from(counted()).pipe(createGunzip());
  try {
    for await (const chunk of stream) {
      unpacked += (chunk as Buffer).length;
      if (unpacked > maxUnpacked || (unpacked > 64 * 1024 * 1024 && unpacked / packed > maxRatio)) {
        throw new ReportError(
          'bomb',
          `${source.name} unpacks to more than ${maxRatio} times its size: that is no report.`,
        );
      }
      yield chunk as Buffer;
    }
  } catch (error) {
    if (error instanceof ReportError) throw error;
    throw new ReportError('truncated', `${source.name} is not a whole gzip file: upload it again.`, { cause: error });
  }
}

async function* transcode(source: ReportSource, encoding: string): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of source.open()) yield Buffer.from(decoder.decode(chunk, { stream: true }));
}
