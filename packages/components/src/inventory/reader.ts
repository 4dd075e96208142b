import type { ComponentInput } from '@stoa/model';

/** A lock file that is not what it says; the message has the line where it is known. */
export class LockfileError extends Error {}

/** One kind of lock file. */
export interface LockfileReader {
  id: string;
  ecosystem: string;
  /** Judged by the file's name alone. */
  matches: (fileName: string) => boolean;
  /** Reads the whole text; `path` is for the components' locations. Throws {@link LockfileError}. */
  read: (text: string, path: string) => Iterable<ComponentInput>;
}

/** The line, from 1, of growing offsets, without counting from the beginning each time. */
export function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let next = text.indexOf('\n');
  return (offset) => {
    while (next >= 0 && next < offset) {
      line += 1;
      next = text.indexOf('\n', next + 1);
    }
    return line;
  };
}

/** JSON whose `__proto__` is a key like any other. @throws {LockfileError} */
export function parseJson(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    throw new LockfileError(`not valid JSON: ${error instanceof Error ? error.message.slice(0, 200) : 'unreadable'}`);
  }
  throw new LockfileError('not a JSON object');
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Base64 of `sha512-…` as hex, named as CycloneDX names it. */
export function integrityHashes(integrity: unknown): Record<string, string> {
  const hashes: Record<string, string> = {};
  for (const [, name, digest] of (textOf(integrity) ?? '').matchAll(/(sha\d+)-([A-Za-z0-9+/=]+)/g)) {
    hashes[`SHA-${name!.slice(3)}`] = Buffer.from(digest!, 'base64').toString('hex');
  }
  return hashes;
}
