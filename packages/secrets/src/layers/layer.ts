/** Ways in which text hides text. */
export type LayerKind =
  | 'base64'
  | 'hex'
  | 'gzip'
  | 'URL encoding'
  | 'escapes'
  | 'quoted-printable'
  /** A cell of a notebook, by its number from 1. */
  | `cell ${number}`;

/** Text that stands encoded in a file. Offsets in bytes of the file; the end is exclusive. */
export interface Layer {
  kind: LayerKind;
  start: number;
  end: number;
  /** What it says, as UTF-8. */
  text: Buffer;
  /**
   * For codes that keep the order of characters: where the byte at this offset of `text` comes from, and at
   * `text.length` where the last one ends. Without it only the whole can be pointed at.
   */
  origins?: Uint32Array;
}

/** Bytes between tabulator and tilde that texts are made of. */
export function isPrintable(byte: number): boolean {
  return (byte >= 32 && byte < 127) || byte === 10 || byte === 13 || byte === 9;
}

/** Is it text? Text of other alphabets counts as long as it has enough that everybody writes. */
export function isText(bytes: Uint8Array): boolean {
  let printable = 0;
  for (const byte of bytes) {
    if (byte === 0) return false;
    if (isPrintable(byte)) printable += 1;
  }
  return bytes.length > 0 && printable >= bytes.length * 0.9;
}

/** Value of a hexadecimal digit, -1 for other bytes. */
export function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 48 && byte <= 57) return byte - 48;
  const lower = byte | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}
