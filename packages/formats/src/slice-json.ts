import { ReportError, type ReportSource } from './format.ts';

const quote = 0x22;
const backslash = 0x5c;
const maxDepth = 256;
/** One element of a list, and all that is not in a list we take apart. */
const maxPieceBytes = 64 * 1024 * 1024;

interface Frame {
  isArray: boolean;
  /** The last key of an object, the index of an array. */
  at: string | number;
}

export interface Slice {
  /** Where it stood: `['runs', 0, 'results', 17]`. */
  path: (string | number)[];
  value: unknown;
}

/**
 * Takes a JSON text of any size apart: every element of the wanted lists is handed on alone, parsed, as soon as it is
 * whole; the rest, with those lists empty, is the returned skeleton. Memory is that of the largest element and the
 * skeleton. `JSON.parse` alone fails past about 512 MB.
 *
 * @param wanted is this path a list to take apart?
 * @throws {ReportError} `truncated`, `malformed` with the byte, `too-deep`, `too-large`
 */
export async function* sliceJson(
  source: ReportSource,
  wanted: (path: readonly (string | number)[]) => boolean,
): AsyncGenerator<Slice, unknown> {
  const skeleton = new Piece(source);
  const stack: Frame[] = [];
  let element: Piece | null = null;
  let elementDepth = -1;
  let inString = false;
  let escaped = false;
  let key: Piece | null = null;
  let offset = 0;
  let ended = false;
  const listDepths = new Set<number>();
  const pathOf = () => stack.map(({ at }) => at);

  for await (const chunk of source.open()) {
    const out: Slice[] = [];
    let from = 0;
    const flushTo = (to: number) => {
      if (to > from) (element ?? skeleton).add(chunk.subarray(from, to));
      from = to;
    };
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index]!;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === backslash) escaped = true;
        else if (byte === quote) {
          inString = false;
          if (key) {
            key.add(chunk.subarray(key.from, index + 1));
            stack.at(-1)!.at = key.parse(offset) as string;
            key = null;
          }
        }
        continue;
      }
      // Insignificant bytes are by far the most of what is left: digits, letters, white space.
      if (
        byte !== quote &&
        byte !== 0x2c &&
        byte !== 0x3a &&
        byte !== 0x5b &&
        byte !== 0x5d &&
        byte !== 0x7b &&
        byte !== 0x7d
      ) {
        if (byte > 0x20 && !element && listDepths.has(stack.length) && stack.at(-1)?.isArray) {
          flushTo(index);
          element = new Piece(source);
          elementDepth = stack.length;
        }
        if (ended && byte > 0x20) throw malformed(source, offset + index, 'something follows its end');
        continue;
      }
      const top = stack.at(-1);
      if (!element && top?.isArray && listDepths.has(stack.length) && byte !== 0x5d && byte !== 0x2c) {
        flushTo(index);
        element = new Piece(source);
        elementDepth = stack.length;
      }
      switch (byte) {
        case quote:
          inString = true;
          if (top && !top.isArray && top.at === '') {
            key = new Piece(source);
            key.from = index;
          }
          break;
        case 0x7b: // {
        case 0x5b: // [
          if (stack.length >= maxDepth)
            throw new ReportError(
              'too-deep',
              `${source.name} is nested deeper than ${maxDepth} levels at byte ${offset + index}: that is no report.`,
            );
          if (byte === 0x5b && !element && wanted(pathOf())) listDepths.add(stack.length + 1);
          stack.push({ isArray: byte === 0x5b, at: byte === 0x5b ? 0 : '' });
          break;
        case 0x7d: // }
        case 0x5d: // ]
          if (!top || top.isArray !== (byte === 0x5d))
            throw malformed(source, offset + index, `an unexpected ${String.fromCharCode(byte)}`);
          if (element && stack.length === elementDepth) {
            flushTo(index);
            out.push({ path: pathOf(), value: element.parse(offset + index) });
            element = null;
          }
          listDepths.delete(stack.length);
          stack.pop();
          ended = stack.length === 0;
          break;
        case 0x2c: // ,
          if (!top) throw malformed(source, offset + index, 'an unexpected comma');
          if (listDepths.has(stack.length) && top.isArray && (!element || stack.length === elementDepth)) {
            flushTo(index);
            if (!element) throw malformed(source, offset + index, 'a comma without an element');
            out.push({ path: pathOf(), value: element.parse(offset + index) });
            element = null;
            from = index + 1;
          }
          if (top.isArray) top.at = (top.at as number) + 1;
          else top.at = '';
          break;
      }
    }
    flushTo(chunk.length);
    if (key) {
      key.add(chunk.subarray(key.from));
      key.from = 0;
    }
    offset += chunk.length;
    yield* out;
  }
  if (offset === 0) throw new ReportError('empty', `${source.name} is empty.`);
  if (stack.length > 0 || inString)
    throw new ReportError(
      'truncated',
      `${source.name} ends at byte ${offset} in the middle of ${pathOf().join('.') || 'its beginning'}: upload it whole.`,
    );
  return skeleton.parse(offset);
}

/** Bytes collected over chunks. */
class Piece {
  from = 0;
  private readonly parts: Uint8Array[] = [];
  private length = 0;
  private readonly source: ReportSource;

  constructor(source: ReportSource) {
    this.source = source;
  }

  add(bytes: Uint8Array): void {
    this.length += bytes.length;
    if (this.length > maxPieceBytes)
      throw new ReportError('too-large', `A single part of ${this.source.name} is larger than ${maxPieceBytes} bytes.`);
    this.parts.push(bytes.slice());
  }

  parse(offset: number): unknown {
    try {
      return JSON.parse(
        Buffer.concat(this.parts)
          .toString('utf8')
          .replace(/^\uFEFF/, ''),
      );
    } catch {
      throw malformed(this.source, offset, 'this is no valid JSON');
    }
  }
}

function malformed(source: ReportSource, byte: number, what: string): ReportError {
  return new ReportError('malformed', `${source.name} is broken before byte ${byte}: ${what}.`);
}
