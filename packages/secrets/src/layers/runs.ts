import { gunzipSync } from 'node:zlib';
import { hexDigit, isPrintable, isText, type Layer } from './layer.ts';

/** Shorter runs are decoded only where a name before them says that it is worth it. */
const longRun = 24;
const shortRun = 8;
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
  let at = 0;
  while (at < length) {
    if (classOf[buffer[at]!] === 0) {
      at += 1;
      continue;
    }
    const start = at;
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
    if (characters < shortRun) continue;
    if (characters < longRun && !isExpected(buffer, start)) continue;
    const layer =
      (kinds & inHex) !== 0
        ? (fromHex(buffer, start, at) ?? fromBase64(buffer, start, at))
        : fromBase64(buffer, start, at);
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

function fromBase64(buffer: Buffer, start: number, end: number): Layer | null {
  const head = headOf(buffer, start, end);
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  const isWide = head.length >= 4 && head[1] === 0 && head[3] === 0 && isPrintable(head[0]!);
  if (!isGzip && !isWide && !head.every(isPrintable)) return null;
  const bytes = Buffer.from(buffer.toString('latin1', start, end), 'base64');
  if (isGzip) {
    const text = gunzipped(bytes);
    return text && isText(text) ? { kind: 'gzip', start, end, text } : null;
  }
  const text = isWide ? Buffer.from(bytes.toString('utf16le'), 'utf8') : bytes;
  return isText(text) ? { kind: 'base64', start, end, text } : null;
}

/** The first bytes, without decoding the rest: what is no text ends here. */
function headOf(buffer: Buffer, start: number, end: number): number[] {
  const head: number[] = [];
  let bits = 0;
  let value = 0;
  for (let at = start; at < end && head.length < 12; at += 1) {
    const digit = valueOf[buffer[at]!]!;
    if (digit < 0) continue;
    value = ((value << 6) | digit) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    head.push((value >> bits) & 0xff);
  }
  return head;
}

function fromHex(buffer: Buffer, start: number, end: number): Layer | null {
  for (let at = start; at < Math.min(end, start + 24); at += 2)
    if (!isPrintable(hexDigit(buffer[at]) * 16 + hexDigit(buffer[at + 1]))) return null;
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
