/**
 * A file as UTF-8, or null when it is no text: a zero byte in the first 8,000, as git judges it, unless the zeros come
 * from UTF-16, which Windows' tools write. Lines and columns stay what they are.
 */
export function toText(bytes: Uint8Array): Buffer | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = wideness(buffer);
  if (wide !== null) return Buffer.from(new TextDecoder(wide).decode(buffer), 'utf8');
  return buffer.subarray(0, 8_000).includes(0) ? null : buffer;
}

function wideness(buffer: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (buffer.length < 4) return null;
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return buffer[2] === 0 && buffer[3] === 0 ? null : 'utf-16le';
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return 'utf-16be';
  // Without a mark: every other byte of the beginning is zero, and no other.
  const head = buffer.subarray(0, Math.min(buffer.length, 64) & ~1);
  const zeros = head.map((byte, at) => (byte === 0 ? at % 2 : 2));
  const even = zeros.filter((side) => side === 0).length;
  const odd = zeros.filter((side) => side === 1).length;
  if (even === 0 && odd === head.length / 2) return 'utf-16le';
  return odd === 0 && even === head.length / 2 ? 'utf-16be' : null;
}
