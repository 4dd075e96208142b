import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { download, type DownloadOptions } from './download.ts';
import { AdvisoryError } from './error.ts';

export function isUrl(source: string): boolean {
  return /^https?:\/\//.test(source);
}

/** `a` below a source: an address or a folder. */
export function within(source: string, ...path: string[]): string {
  return isUrl(source)
    ? [source.replace(/\/$/, ''), ...path.map((part) => part.split('/').map(encodeURIComponent).join('/'))].join('/')
    : join(source, ...path);
}

export interface FetchOptions extends Pick<DownloadOptions, 'signal' | 'stallMs' | 'maxBytes'> {
  /** The setting that names the source, for the errors. */
  setting?: string;
  /** Where a download may lie until it is read. */
  folder: string;
}

/**
 * A small file as it is, from an address or from the machine; null when it is not there.
 * @throws {AdvisoryError} `unreachable`, `bad-answer`, `interrupted`, `too-large`
 */
export async function fetchBytes(from: string, options: FetchOptions): Promise<Buffer | null> {
  const fetched = await fetchVersion(from, options);
  return fetched === null || fetched === 'unchanged' ? null : fetched.bytes;
}

/**
 * The same with the version the server (ETag, date) or the file system gives it.
 * @param have the version that is here already
 */
export async function fetchVersion(
  from: string,
  options: FetchOptions,
  have?: string,
): Promise<{ bytes: Buffer; version: string } | 'unchanged' | null> {
  const { maxBytes = 256 * 1024 * 1024 } = options;
  if (!isUrl(from)) {
    const found = await stat(from).catch(() => null);
    if (!found?.isFile()) return null;
    if (found.size > maxBytes) throw new AdvisoryError('too-large', `${from} is larger than ${maxBytes} bytes.`);
    const version = `${found.mtimeMs}-${found.size}`;
    return version === have ? 'unchanged' : { bytes: await readFile(from), version };
  }
  const aside = join(options.folder, `fetched-${process.pid}-${counter++}`);
  try {
    const version = await download(from, aside, { ...options, maxBytes, have, onBytes: () => undefined });
    return version === null ? 'unchanged' : { bytes: await readFile(aside), version };
  } catch (error) {
    if (error instanceof AdvisoryError && error.status === 404) return null;
    throw error;
  } finally {
    for (const end of ['', '.part', '.part.version']) await rm(aside + end, { force: true });
  }
}
let counter = 0;
