import { hexDigit, type Layer } from './layer.ts';
import { stringsOf } from './json-strings.ts';

/**
 * Cells of a notebook, sources and outputs, as they read on the page: one layer a cell, its lines joined.
 * What is no notebook, or breaks off, gives the cells up to there.
 * @see https://nbformat.readthedocs.io/en/latest/format_description.html
 */
export function* cellsIn(path: string, buffer: Buffer): Generator<Layer> {
  if (!path.toLowerCase().endsWith('.ipynb')) return;
  let cell: CellText | null = null;
  for (const { path: way, start, end } of stringsOf(buffer)) {
    const at = way[0] === 'worksheets' ? 2 : 0; // notebooks of version 3 had sheets
    const [cells, number, part] = way.slice(at);
    if (cells !== 'cells' || typeof number !== 'number' || !isShown(part, way)) continue;
    if (cell?.number !== number) {
      if (cell) yield cell.toLayer();
      cell = new CellText(number);
    }
    cell.add(buffer, start, end);
  }
  if (cell) yield cell.toLayer();
}

/** Bytes of one cell that are read as on the page. */
const longestCell = 2 * 1024 * 1024;

/** Sources and outputs; images are no text. */
function isShown(part: string | number | undefined, way: readonly (string | number)[]): boolean {
  if (part !== 'source' && part !== 'input' && part !== 'outputs') return false;
  return !way.some((step) => typeof step === 'string' && /^(?:image|audio|video)\//.test(step));
}

class CellText {
  readonly number: number;
  readonly #bytes: number[] = [];
  readonly #origins: number[] = [];
  #end = 0;

  constructor(number: number) {
    this.number = number;
  }

  /** Adds what a JSON string says. A line has its break in itself; several outputs are kept apart. */
  add(buffer: Buffer, start: number, end: number): void {
    if (this.#bytes.length > 0 && this.#bytes.at(-1) !== 10) this.#push([10], start);
    for (let at = start; at < end;) {
      if (buffer[at] !== 0x5c) {
        this.#push([buffer[at]!], at);
        at += 1;
        continue;
      }
      const { bytes, length } = unescape(buffer, at);
      this.#push(bytes, at);
      at += length;
    }
    this.#end = end;
  }

  #push(bytes: Iterable<number>, origin: number): void {
    if (this.#bytes.length >= longestCell) return; // the rest is looked at as it stands
    for (const byte of bytes) {
      this.#bytes.push(byte);
      this.#origins.push(origin);
    }
  }

  toLayer(): Layer {
    return {
      kind: `cell ${this.number + 1}`,
      start: this.#origins[0] ?? this.#end,
      end: this.#end,
      text: Buffer.from(this.#bytes),
      origins: Uint32Array.from([...this.#origins, this.#end]),
    };
  }
}

const short: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

function unescape(buffer: Buffer, at: number): { bytes: Uint8Array; length: number } {
  const letter = String.fromCharCode(buffer[at + 1] ?? 0x5c);
  if (letter !== 'u') return { bytes: Buffer.from(short[letter] ?? letter, 'latin1'), length: 2 };
  const digits = [2, 3, 4, 5].map((next) => hexDigit(buffer[at + next]));
  if (digits.some((digit) => digit < 0)) return { bytes: Buffer.from('u'), length: 2 };
  const code = digits.reduce((value, digit) => value * 16 + digit, 0);
  return { bytes: Buffer.from(String.fromCharCode(code), 'utf8'), length: 6 };
}
