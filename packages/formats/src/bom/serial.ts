import { createHash } from 'node:crypto';

/** A UUID of the kind that is made of content (RFC 9562, version 8): the same document, the same number. */
export function uuidOf(content: object): string {
  const hex = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
