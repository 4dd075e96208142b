import type { Scan } from '@stoa/model';
import { defaultLimits, type Limits, type ReadOptions, type ReportSource } from '../format.ts';
import type { JsonEvent, Plan } from '../json/plan.ts';
import { sliceJson } from '../json/slice-json.ts';
import { cleanText } from '../text.ts';
import { readOutline, type RunOutline } from './outline.ts';
import { Places } from './place.ts';
import { readResult } from './result.ts';
import { RuleBook } from './rules.ts';
import { Subjects } from './subject.ts';
import { summarise, type Tally } from './summary.ts';
import { isObservation, toObservation, type RunContext } from './to-observation.ts';

const maxSkips = 1000;
const progressEvery = 5000;

/**
 * The runs of a SARIF log, one scan each, to be drained in order. Read twice: first all but the results (the rules may
 * stand behind them), then the results one by one. Memory does not grow with the number of results.
 * @throws {ReportError}
 */
export async function readSarif(source: ReportSource, options: ReadOptions): Promise<Scan[]> {
  const limits = { ...defaultLimits, ...options.limits };
  const outlines = await readOutline(source, limits);
  const results = new ResultCursor(source, limits);
  return outlines.map((outline, run) => scanRun(results, run, outline, options));
}

async function* scanRun(results: ResultCursor, run: number, outline: RunOutline, options: ReadOptions): Scan {
  const toolName = cleanText(outline.driver.name, 200).trim() || 'unnamed tool';
  const context: RunContext = {
    rules: new RuleBook(outline),
    places: new Places(outline, options.root),
    subjects: new Subjects(outline, toolName),
  };
  const tally: Tally = { kinds: new Set(), results: 0, passed: 0, absent: 0, skips: [], skipped: 0 };
  const total = outline.results ?? 0;
  for await (const events of results.of(run)) {
    for (const event of events) {
      const result = event.type === 'value' ? readResult(event.value) : undefined;
      if (!result) {
        const skip = {
          place: `runs[${run}].results[${event.key}]`,
          reason: event.type === 'oversized' ? ('too-large' as const) : ('malformed' as const),
          detail:
            event.type === 'oversized'
              ? 'This result is too large to read.'
              : 'This result names neither a rule nor a problem.',
        };
        tally.skipped += 1;
        if (tally.skips.length < maxSkips) tally.skips.push(skip);
        yield { type: 'skip', skip };
      } else if (isObservation(result)) {
        const observation = toObservation(result, context);
        tally.results += 1;
        tally.kinds.add(observation.kind);
        yield { type: 'observation', observation };
      } else if (result.baselineState === 'absent') tally.absent += 1;
      else tally.passed += 1;
      const done = tally.results + tally.absent + tally.passed + tally.skipped;
      if (done % progressEvery === 0) yield { type: 'progress', done, total };
    }
  }
  yield { type: 'progress', done: total, total };
  return summarise(outline, { ...context, toolName }, tally, options.covers);
}

const plan: Plan = (path, key) => {
  if (path.length === 0) return key === 'runs' ? 'enter' : 'skip';
  if (path.length === 1) return 'enter';
  if (path.length === 2) return key === 'results' ? 'enter' : 'skip';
  return 'take';
};

type Found = Exclude<JsonEvent, { type: 'end' }>;

/** The second reading: hands out the results of one run after the other. */
class ResultCursor {
  readonly #batches: AsyncGenerator<JsonEvent[]>;
  #batch: JsonEvent[] = [];
  #at = 0;

  constructor(source: ReportSource, limits: Limits) {
    this.#batches = sliceJson(source, plan, limits);
  }

  async *of(run: number): AsyncGenerator<Found[]> {
    let left = true;
    try {
      yield* this.#of(run);
      left = false;
    } finally {
      if (left) await this.#batches.return(undefined); // given up in the middle: let go of the file
    }
  }

  async *#of(run: number): AsyncGenerator<Found[]> {
    for (;;) {
      const found: Found[] = [];
      for (; this.#at < this.#batch.length; this.#at += 1) {
        const event = this.#batch[this.#at]!;
        const of = event.path[1];
        if (typeof of === 'number' && of > run) {
          yield found;
          return;
        }
        if (event.type !== 'end' && event.path.length === 3 && of === run) found.push(event);
      }
      yield found;
      const next = await this.#batches.next();
      if (next.done) return;
      this.#batch = next.value;
      this.#at = 0;
    }
  }
}
