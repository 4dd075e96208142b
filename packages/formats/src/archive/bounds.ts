import type { Limits } from '../format.ts';
import { ReportError } from '../report-error.ts';

/** Passes bytes on and stops past the limit. @throws {ReportError} `too-large` */
export async function* atMost(bytes: AsyncIterable<Uint8Array>, max: number): AsyncGenerator<Uint8Array> {
  let seen = 0;
  for await (const chunk of bytes) {
    seen += chunk.length;
    if (seen > max) throw tooLarge(max);
    if (chunk.length > 0) yield chunk;
  }
}

export function tooLarge(max: number): ReportError {
  return new ReportError(
    'too-large',
    `the report is larger than ${inMebi(max)}. Split it, or scan fewer places at once.`,
  );
}

/** Where small inputs may grow a lot without harm: 64 MiB. */
const harmless = 64 * 1024 * 1024;

/** Counts what is packed and what comes out of it. @throws {ReportError} `bomb` */
export class Expansion {
  packed = 0;
  unpacked = 0;
  readonly #limits: Pick<Limits, 'maxRatio'>;

  constructor(limits: Pick<Limits, 'maxRatio'>) {
    this.#limits = limits;
  }

  add(bytes: number): void {
    this.unpacked += bytes;
    if (this.unpacked > harmless && this.unpacked > this.packed * this.#limits.maxRatio) {
      throw new ReportError(
        'bomb',
        `unpacking gives more than ${this.#limits.maxRatio} times what is packed: this looks like a decompression bomb. Upload the report unpacked.`,
      );
    }
  }
}

function inMebi(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${Math.round(bytes / (1024 * 1024))} MiB` : `${bytes} bytes`;
}
