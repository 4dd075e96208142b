import { createHash } from 'node:crypto';

/**
 * Where lowered files are kept between runs. Whoever keeps them also knows when the engine is another one: entries of
 * an older engine must not be given to a newer one.
 */
export interface LoweredFiles {
  get(key: string): Uint8Array | null;
  put(key: string, bytes: Uint8Array): void;
}

/** A file's content and its path, by which its classes are named; as git does, content is known by its digest. */
export function keyOfFile(path: string, text: string): string {
  return createHash('sha256').update(`${path}\0`).update(text).digest('hex');
}
