import type { Location } from '@stoa/model';
import type { Span } from './redact.ts';

/** Where the lines of a text begin, so that asking often stays cheap. Lines and columns are those of `Location`. */
export class Lines {
  readonly #buffer: Buffer;
  readonly #starts: number[] = [0];

  constructor(buffer: Buffer) {
    this.#buffer = buffer;
    for (let at = buffer.indexOf(10); at >= 0; at = buffer.indexOf(10, at + 1)) this.#starts.push(at + 1);
  }

  locate({ start, end }: Span): Omit<Location, 'path'> {
    const first = this.#indexOf(start);
    const last = this.#indexOf(Math.max(start, end - 1));
    return {
      startLine: first + 1,
      startColumn: this.#columnOf(first, start),
      endLine: last + 1,
      endColumn: this.#columnOf(last, end),
    };
  }

  /** The line an offset stands in, without its end. */
  around(offset: number): Span {
    const index = this.#indexOf(offset);
    const next = this.#starts[index + 1];
    return { start: this.#starts[index]!, end: next === undefined ? this.#buffer.length : next - 1 };
  }

  #indexOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** In UTF-16 code units, from 1. */
  #columnOf(index: number, offset: number): number {
    return this.#buffer.toString('utf8', this.#starts[index]!, offset).length + 1;
  }
}
