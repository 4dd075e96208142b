import { posix } from 'node:path';

/**
 * Other files of the tree, as a reader may ask for them: those of all readers and their companions, never the machine.
 * Paths are from the root, POSIX separators.
 */
export interface Nearby {
  has(path: string): boolean;
  /** What `parse` makes of a file's text, made once a scan; `null` when there is no such file, or it is too large or broken. */
  parsed<T>(path: string, parse: (text: string) => T): Promise<T | null>;
  /** The file of this name in the folder of `path`, or in the nearest folder above. */
  above(path: string, name: string): string | null;
  /** Every file of this name, sorted. */
  named(name: string): readonly string[];
  /** What `make` gives, made once a scan: an index over many files. */
  once<T>(make: (nearby: Nearby) => Promise<T>): Promise<T>;
}

/** `relative` seen from the file at `path`; `null` when it leads out of the tree. */
export function beside(path: string, relative: string): string | null {
  const joined = posix.join(posix.dirname(path), relative);
  return joined.startsWith('../') || joined === '..' || posix.isAbsolute(joined) ? null : joined;
}

/** UTF-8, or what a byte order mark says: `pip freeze > requirements.txt` in PowerShell writes UTF-16. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
