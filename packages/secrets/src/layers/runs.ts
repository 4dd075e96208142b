import { gunzipSync } from 'node:zlib';
import { hexDigit, isPrintable, isText, type Layer } from './layer.ts';

/** Shorter runs are decoded only where a name before them says that it is worth it. */
const longRun = 24;
const shortRun = 10;
/** Lines of base64 in files are 60 to 76 characters long; shorter ones are no part of a wrapped block. */
const wrappedLine = 56;
const maxGunzipped = 4 * 1024 * 1024;

const inBase64 = 1;
const inHex = 2;
const classOf = new Uint8Array(256);
const valueOf = new Int8Array(256).fill(-1);
for (const [value, character] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries()) {
  classOf[character.charCodeAt(0)] = inBase64 | (/[0-9a-f]/i.test(character) ? inHex : 0);
  valueOf[character.charCodeAt(0)] = value;
}
for (const [character, value] of [
  ['-', 62],
  ['_', 63],
] as const) {
  classOf[character.charCodeAt(0)] = inBase64;
  valueOf[character.charCodeAt(0)] = value;
}

/** A name for a secret and a sign that gives it something, just before. */
const named =
  /(?:pass|pwd|secret|token|key|auth|cred|cert|data|base64|b64)[\w.-]{0,30}["']?\s{0,4}(?:[:=,(]|=>|\|)\s{0,4}["'`]?$/i;
const encodes = /(?:base64|b64|decode|--data|echo|atob)[^\n]{0,40}$/i;

/** Base64 and hexadecimal that decode to text (UTF-8, UTF-16) or to gzip, also wrapped over lines. */
export function* runsIn(buffer: Buffer): Generator<Layer> {
  const length = buffer.length;
  let done = 0;
  // Whatever is long enough covers one of the bytes that are looked at.
  for (let probe = shortRun - 1; probe < length; probe = done + shortRun - 1) {
    if (classOf[buffer[probe]!] === 0) {
      done = probe + 1;
      continue;
    }
    let start = probe;
    while (start > done && classOf[buffer[start - 1]!] !== 0) start -= 1;
    let at = start;
    let kinds = inBase64 | inHex;
    let characters = 0;
    let lineStart = start;
    for (;;) {
      while (at < length && classOf[buffer[at]!] !== 0) kinds &= classOf[buffer[at++]!]!;
      characters += at - lineStart;
      const next = at - lineStart >= wrappedLine ? nextLine(buffer, at) : -1;
      if (next < 0) break;
      at = lineStart = next;
    }
    while (at < length && buffer[at] === 61) at += 1;
    done = at;
    if (characters < shortRun) continue;
    // Nearly all runs are names and paths, and end at the first bytes they would decode to.
    const head = headOf(buffer, start, at);
    const isHex = (kinds & inHex) !== 0 && hexHeadIsText(buffer, start, at);
    if (head === 'none' && !isHex) continue;
    if (characters < longRun && !isExpected(buffer, start)) continue;
    const layer = (isHex ? fromHex(buffer, start, at) : null) ?? fromBase64(buffer, start, at, head);
    if (layer) yield layer;
  }
}

/** Where a wrapped run goes on: the next line begins, after its indentation, with the same alphabet. */
function nextLine(buffer: Buffer, end: number): number {
  let at = end;
  if (buffer[at] === 13) at += 1;
  if (buffer[at] !== 10) return -1;
  at += 1;
  while (buffer[at] === 32 || buffer[at] === 9) at += 1;
  return at < buffer.length && classOf[buffer[at]!] !== 0 ? at : -1;
}

function isExpected(buffer: Buffer, start: number): boolean {
  const before = buffer.toString('latin1', Math.max(0, start - 60), start);
  return named.test(before) || encodes.test(before);
}

type Head = 'none' | 'text' | 'wide' | 'gzip';

function fromBase64(buffer: Buffer, start: number, end: number, head: Head): Layer | null {
  if (head === 'none') return null;
  const bytes = Buffer.from(buffer.toString('latin1', start, end), 'base64');
  if (head === 'gzip') {
    const text = gunzipped(bytes);
    return text && isText(text) ? { kind: 'gzip', start, end, text } : null;
  }
  const text = head === 'wide' ? Buffer.from(bytes.toString('utf16le'), 'utf8') : bytes;
  return isText(text) ? { kind: 'base64', start, end, text } : null;
}

/** What the first twelve bytes are of, without decoding the rest. */
function headOf(buffer: Buffer, start: number, end: number): Head {
  let bits = 0;
  let value = 0;
  let count = 0;
  let isPlain = true;
  let isWide = true;
  let isGzip = true;
  for (let at = start; at < end && count < 12; at += 1) {
    const digit = valueOf[buffer[at]!]!;
    if (digit < 0) continue;
    value = ((value << 6) | digit) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    const byte = (value >> bits) & 0xff;
    const printable = isPrintable(byte);
    isPlain &&= printable;
    isWide &&= count % 2 === 0 ? printable : byte === 0;
    isGzip &&= count === 0 ? byte === 0x1f : count > 1 || byte === 0x8b;
    if (!isPlain && !isWide && !isGzip) return 'none';
    count += 1;
  }
  return isPlain ? 'text' : isWide && count >= 4 ? 'wide' : isGzip && count > 2 ? 'gzip' : 'none';
}

function hexHeadIsText(buffer: Buffer, start: number, end: number): boolean {
  for (let at = start; at < Math.min(end, start + 24); at += 2)
    if (!isPrintable(hexDigit(buffer[at]) * 16 + hexDigit(buffer[at + 1]))) return false;
  return true;
}

function fromHex(buffer: Buffer, start: number, end: number): Layer | null {
  const digits = buffer.toString('latin1', start, end).replace(/\s/g, '');
  if (digits.length % 2 !== 0) return null;
  const text = Buffer.from(digits, 'hex');
  return isText(text) ? { kind: 'hex', start, end, text } : null;
}

function gunzipped(bytes: Buffer): Buffer | null {
  try {
    return gunzipSync(bytes, { maxOutputLength: maxGunzipped });
  } catch {
    return null; // cut off, damaged or a bomb: no text that anybody could read there
  }
}
