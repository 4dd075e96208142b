import { hexDigit, isPrintable, type Layer, type LayerKind } from './layer.ts';

/** Bytes kept around an escape on each side: a minified file is one line. */
const reach = 2_000;

interface Code {
  kind: LayerKind;
  /** What every escape of this kind begins with. */
  sign: string;
  /** The byte an escape at this offset stands for, and how many bytes it is written in; null where there is none. */
  decode(buffer: Buffer, at: number): { byte: number; length: number } | null;
}

const codes: readonly Code[] = [
  { kind: 'URL encoding', sign: '%', decode: (buffer, at) => hexCode(buffer, at, 1, 2) },
  {
    kind: 'escapes',
    sign: '\\',
    decode: (buffer, at) => {
      if (buffer[at + 1] === 0x78) return hexCode(buffer, at, 2, 2); // \x41
      if (buffer[at + 1] !== 0x75) return null;
      if (buffer[at + 2] === 0x7b) return braced(buffer, at); // \u{41}
      return hexCode(buffer, at, 2, 4); // \u0041
    },
  },
  {
    kind: 'escapes',
    sign: '&#',
    decode: (buffer, at) => {
      const entity = /^&#(?:[xX]([0-9a-fA-F]{1,6})|(\d{1,7}));/.exec(buffer.toString('latin1', at, at + 11));
      if (!entity) return null;
      const byte = entity[1] === undefined ? Number(entity[2]) : Number.parseInt(entity[1], 16);
      return { byte, length: entity[0].length };
    },
  },
];

/** Stretches of a line with escapes for characters that need none: `%3D`, `\u003d`, `\x3d`, `&#61;`. */
export function* escapesIn(buffer: Buffer): Generator<Layer> {
  for (const code of codes) {
    for (let at = buffer.indexOf(code.sign); at >= 0;) {
      const escape = code.decode(buffer, at);
      if (!escape || !isPrintable(escape.byte)) {
        at = buffer.indexOf(code.sign, at + 1);
        continue;
      }
      const layer = stretchAround(buffer, at, code);
      yield layer;
      at = buffer.indexOf(code.sign, layer.end);
    }
  }
}

function stretchAround(buffer: Buffer, at: number, { kind, decode }: Code): Layer {
  // Only so far: looking for the ends of one endless line again and again would take forever.
  const earliest = Math.max(0, at - reach);
  const start = earliest + buffer.subarray(earliest, at).lastIndexOf(10) + 1;
  const lineEnd = buffer.subarray(at, at + reach).indexOf(10);
  const end = Math.min(lineEnd < 0 ? buffer.length : at + lineEnd, at + reach);
  const text = Buffer.alloc(end - start);
  const origins = new Uint32Array(end - start + 1);
  let size = 0;
  let from = start;
  while (from < end) {
    const escape = decode(buffer, from);
    const isOne = escape !== null && isPrintable(escape.byte) && from + escape.length <= end;
    origins[size] = from;
    text[size++] = isOne ? escape.byte : buffer[from]!;
    from += isOne ? escape.length : 1;
  }
  origins[size] = from;
  return { kind, start, end: from, text: text.subarray(0, size), origins: origins.subarray(0, size + 1) };
}

function hexCode(buffer: Buffer, at: number, skip: number, digits: number): { byte: number; length: number } | null {
  let value = 0;
  for (let next = at + skip; next < at + skip + digits; next += 1) {
    const digit = hexDigit(buffer[next]);
    if (digit < 0) return null;
    value = value * 16 + digit;
  }
  return isSign(buffer, at) ? { byte: value, length: skip + digits } : null;
}

function braced(buffer: Buffer, at: number): { byte: number; length: number } | null {
  const match = /^\\u\{([0-9a-fA-F]{1,6})\}/.exec(buffer.toString('latin1', at, at + 10));
  return match ? { byte: Number.parseInt(match[1]!, 16), length: match[0].length } : null;
}

function isSign(buffer: Buffer, at: number): boolean {
  return buffer[at] === 0x25 || buffer[at] === 0x5c;
}
