import { createHash } from 'node:crypto';

/**
 * Where what files have become is kept between runs. Whoever keeps it also knows when the engine is another one: entries
 * of an older engine must not be given to a newer one.
 */
export interface LoweredFiles {
  get(key: string): Uint8Array | null;
  put(key: string, bytes: Uint8Array): void;
}

/** A file's content and its path, by which its classes are named; as git does, content is known by its digest. */
export function keyOfFile(path: string, text: string): string {
  return createHash('sha256').update(`${path}\0`).update(text).digest('hex');
}

const digestLength = 32;

/** Bytes that say themselves whether they are whole. */
export function seal(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([digestOf(bytes), bytes]);
}

/** What was sealed; `null` where it is not whole. */
export function unseal(sealed: Uint8Array): Uint8Array | null {
  const bytes = sealed.subarray(digestLength);
  return digestOf(bytes).equals(sealed.subarray(0, digestLength)) ? bytes : null;
}

function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
