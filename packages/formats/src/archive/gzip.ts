import type { Limits } from '../format.ts';
import { ReportError } from '../report-error.ts';
import { Expansion } from './bounds.ts';

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** @throws {ReportError} `bomb`, `truncated` or `malformed` */
export async function* gunzip(bytes: AsyncIterable<Uint8Array>, limits: Limits): AsyncGenerator<Uint8Array> {
  yield* inflate(bytes, 'gzip', limits);
}

export async function* inflate(
  bytes: AsyncIterable<Uint8Array>,
  form: 'gzip' | 'deflate-raw',
  limits: Limits,
): AsyncGenerator<Uint8Array> {
  const expansion = new Expansion(limits);
  let failure: unknown;
  const counted = async function* () {
    try {
      for await (const chunk of bytes) {
        expansion.packed += chunk.length;
        // A copy: the stream wants a buffer of its own.
        yield new Uint8Array(chunk);
      }
    } catch (error) {
      failure = error; // the source's own error, not one of the unpacking
      throw error;
    }
  };
  try {
    const unpacked = ReadableStream.from(counted()).pipeThrough(new DecompressionStream(form));
    for await (const chunk of unpacked) {
      expansion.add(chunk.length);
      yield chunk;
    }
  } catch (error) {
    if (failure !== undefined) throw failure;
    if (error instanceof ReportError) throw error;
    throw isCutOff(error)
      ? new ReportError('truncated', 'the compressed data ends in the middle. Upload it again, whole.')
      : new ReportError('malformed', 'the compressed data is damaged. Upload it again, whole.');
  }
}

/** zlib's word for "there should be more". */
function isCutOff(error: unknown): boolean {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  return code === 'Z_BUF_ERROR' || cause?.code === 'Z_BUF_ERROR';
}
