import type { ComponentInput, ComponentOrigin, SourceFile } from '@stoa/model';
import type { Nearby } from './nearby.ts';

/** A lock file that is not what it says; the message has the line where it is known. */
export class LockfileError extends Error {}

export type Components = Iterable<ComponentInput> | AsyncIterable<ComponentInput>;

/**
 * One kind of lock file, manifest, package database or binary. Readers are pure: they see their own file's content and,
 * by a narrow port, other files of the same tree. They give what the file says; `source` and `origin` are filled in for
 * them, and what they give twice is merged.
 */
export type LockfileReader = ReaderKind & (TextReader | BytesReader);

interface ReaderKind {
  /** Becomes the components' `source`: the package manager's name, such as `npm`, `poetry`. */
  id: string;
  /** Names of files, or expressions tried on the whole path from the root (POSIX separators). The first reader wins. */
  files: readonly (string | RegExp)[];
  /** For what no name tells: judged by size and mode before the content is read. */
  matches?: (file: Pick<SourceFile, 'path' | 'size' | 'executable'>) => boolean;
  /** Other files it asks {@link Nearby} for that are no reader's own. */
  companions?: readonly (string | RegExp)[];
  /** `declared` where nothing is said. */
  origin?: ComponentOrigin;
  /** Files up to this size are read; 64 MiB where nothing is said. */
  maxBytes?: number;
}

interface TextReader {
  /** Gives what the whole text says; `path` is from the root, for locations. Throws {@link LockfileError}. */
  read: (text: string, path: string, nearby: Nearby) => Components;
}

interface BytesReader {
  /** The same for a binary format. `null`: on a closer look it is none of this kind. */
  readBytes: (bytes: Uint8Array, path: string, nearby: Nearby) => Components | null;
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
