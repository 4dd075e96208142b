import { SummaryWriter } from './pack-summary.ts';
import type { Program } from './program.ts';
import { StepStore } from './step-store.ts';
import { SummaryTerms } from './summary-terms.ts';
import type { Summary } from './summary.ts';
import type { Origins } from './taint.ts';
import { unpackSummary } from './unpack-summary.ts';

/** Numbers in one piece of memory: 1 MB. */
const pieceLength = 1 << 18;
/** Summaries that stay as they are, at most twice as many: about 8 MB. Small programs have no more. */
const mostUnpacked = 1000;

/** The summaries of a program's functions: those that were asked for last as they are, the others as numbers. */
export class SummaryStore {
  readonly #steps: StepStore;
  readonly #writer: SummaryWriter;
  readonly #pieces: Int32Array[] = [];
  #used = pieceLength;
  /** By function: where in the pieces its summary begins, if it was put there. */
  readonly #starts = new Map<number, number>();
  /** Those longer than a piece. */
  readonly #long = new Map<number, Summary>();
  // When the young are many they become the old, and what is old then is put away.
  #young = new Map<number, Summary>();
  #old = new Map<number, Summary>();

  readonly #mostUnpacked: number;

  constructor(program: Program, origins: Origins, most = mostUnpacked) {
    this.#mostUnpacked = most;
    this.#steps = new StepStore(new SummaryTerms(program, origins));
    this.#writer = new SummaryWriter(this.#steps);
  }

  get(id: number): Summary | undefined {
    const young = this.#young.get(id);
    if (young) return young;
    const summary = this.#old.get(id) ?? this.#unpacked(id);
    if (summary) this.#keep(id, summary);
    return summary;
  }

  set(id: number, summary: Summary): void {
    this.delete(id);
    this.#keep(id, summary);
  }

  delete(id: number): void {
    this.#starts.delete(id);
    this.#long.delete(id);
    this.#young.delete(id);
    this.#old.delete(id);
  }

  #keep(id: number, summary: Summary): void {
    if (this.#young.size >= this.#mostUnpacked) {
      for (const [old, one] of this.#old) if (!this.#young.has(old)) this.#putAway(old, one);
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(id, summary);
  }

  #putAway(id: number, summary: Summary): void {
    if (this.#starts.has(id) || this.#long.has(id)) return;
    const code = this.#writer.pack(summary);
    if (code.length > pieceLength) {
      this.#long.set(id, summary);
      return;
    }
    if (this.#used + code.length > pieceLength) {
      this.#pieces.push(new Int32Array(pieceLength));
      this.#used = 0;
    }
    this.#pieces.at(-1)!.set(code, this.#used);
    this.#starts.set(id, (this.#pieces.length - 1) * pieceLength + this.#used);
    this.#used += code.length;
  }

  #unpacked(id: number): Summary | undefined {
    const start = this.#starts.get(id);
    if (start === undefined) return this.#long.get(id);
    const piece = this.#pieces[Math.floor(start / pieceLength)]!;
    return unpackSummary(piece, start % pieceLength, this.#steps);
  }
}
