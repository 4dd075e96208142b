import { createWriteStream, existsSync } from 'node:fs';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AdvisoryError } from './error.ts';

export interface DownloadOptions {
  onBytes: (done: number, total: number | null) => void;
  signal?: AbortSignal | undefined;
  /** What we have already, as the mirror named it: an answer "not modified" ends the download. */
  have?: string | undefined;
  maxBytes?: number;
  /** The setting that names the source, for the errors. */
  setting?: string;
  /** Milliseconds without a byte before we give up; the first answer has a third of it. */
  stallMs?: number;
}

/**
 * Fetches a file, going on where an earlier attempt was cut off when the server still has the same version.
 * @returns the version's name (ETag or date), or null when what we have is still the newest.
 * @throws {AdvisoryError} `unreachable`, `bad-answer`, `interrupted`, `too-large`
 */
export async function download(url: string, path: string, options: DownloadOptions): Promise<string | null> {
  const { maxBytes = 4 * 1024 ** 3, stallMs = 30_000, setting = 'STOA_OSV_URL' } = options;
  const part = `${path}.part`;
  const partVersion = await readFile(`${part}.version`, 'utf8').catch(() => null);
  const have = partVersion && existsSync(part) ? (await stat(part)).size : 0;
  const headers: Record<string, string> = {};
  if (have > 0 && partVersion) Object.assign(headers, { range: `bytes=${have}-`, 'if-range': partVersion });
  else if (options.have)
    Object.assign(
      headers,
      options.have.startsWith('"') || options.have.startsWith('W/')
        ? { 'if-none-match': options.have }
        : { 'if-modified-since': options.have },
    );

  const stall = new AbortController();
  let timer = setTimeout(() => stall.abort(), Math.max(stallMs / 3, 100));
  const signal = options.signal ? AbortSignal.any([options.signal, stall.signal]) : stall.signal;
  try {
    const response = await fetch(url, { headers, signal, redirect: 'follow' }).catch((error: unknown) => {
      throw new AdvisoryError(
        'unreachable',
        `${hostOf(url)} does not answer: check the network, or name a mirror or a folder in ${setting}.`,
        { cause: error },
      );
    });
    if (response.status === 304) return null;
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      throw new AdvisoryError('bad-answer', `${url} answers ${response.status}: is ${setting} the right address?`, {
        status: response.status,
      });
    }
    const resumed = response.status === 206;
    const version = response.headers.get('etag') ?? response.headers.get('last-modified') ?? '';
    // What is packed for the way has another length here, and cannot be gone on with.
    const isPacked = response.headers.has('content-encoding');
    const length = isPacked ? null : response.headers.get('content-length');
    const total = Number(length ?? Number.NaN) + (resumed ? have : 0);
    if (total > maxBytes) throw new AdvisoryError('too-large', `${url} is larger than ${maxBytes} bytes.`);
    await writeFile(`${part}.version`, isPacked ? '' : version);
    let done = resumed ? have : 0;
    const counter = new Transform({
      transform(chunk: Buffer, _encoding, next) {
        clearTimeout(timer);
        timer = setTimeout(() => stall.abort(), stallMs);
        done += chunk.length;
        options.onBytes(done, Number.isFinite(total) ? total : null);
        next(
          done > maxBytes ? new AdvisoryError('too-large', `${url} is larger than ${maxBytes} bytes.`) : null,
          chunk,
        );
      },
    });
    await pipeline(
      Readable.fromWeb(response.body as never),
      counter,
      createWriteStream(part, { flags: resumed ? 'a' : 'w', flush: true }),
    );
    if (Number.isFinite(total) && done !== total) throw new Error('fewer bytes came than were promised');
    await rename(part, path);
    await rm(`${part}.version`, { force: true });
    return version;
  } catch (error) {
    if (error instanceof AdvisoryError) throw error;
    throw new AdvisoryError(
      'interrupted',
      `The download of ${url} was cut off: run "stoa db update" again, it goes on where it was.`,
      { cause: error },
    );
  } finally {
    clearTimeout(timer);
  }
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
