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
