import type { ExploitPrediction } from '@stoa/model';
import { cveNumber } from './cve-number.ts';

/** Scores of all CVEs, sorted by number; score and percentile in hundred-thousandths, as the model gives them. */
export interface EpssTable {
  /** Day of the model's run. */
  asOf: string;
  cves: Uint32Array;
  scores: Uint32Array;
  percentiles: Uint32Array;
  /** Lines that are no score: counted, and shown. */
  bad: number;
}

const unit = 100_000;

/**
 * Reads the daily file: a comment with the model's version and day, a line of names, then `CVE-…,score,percentile`.
 * @see https://www.first.org/epss/data_stats
 * @throws {Error} when it is no such file.
 */
export function readEpss(text: string): EpssTable {
  const head = text.slice(0, 1000);
  const asOf = /score_date:(\d{4}-\d{2}-\d{2})/.exec(head)?.[1];
  if (!asOf || !/^cve,epss,percentile\r?$/m.test(head))
    throw new Error('it has no line "cve,epss,percentile" and no day');
  const rows: [number, number, number][] = [];
  let bad = 0;
  for (const line of lines(text)) {
    if (line === '' || line.startsWith('#') || line.startsWith('cve,')) continue;
    const [id = '', score, percentile] = line.split(',');
    const cve = cveNumber(id);
    if (cve === null || !isShare(score) || !isShare(percentile)) bad += 1;
    else rows.push([cve, Math.round(Number(score) * unit), Math.round(Number(percentile) * unit)]);
  }
  if (rows.length === 0) throw new Error('it has no scores');
  rows.sort((a, b) => a[0] - b[0]);
  return {
    asOf,
    bad,
    cves: Uint32Array.from(rows, ([cve]) => cve),
    scores: Uint32Array.from(rows, ([, score]) => score),
    percentiles: Uint32Array.from(rows, ([, , percentile]) => percentile),
  };
}

export function predictionOf(
  { asOf, cves, scores, percentiles }: Omit<EpssTable, 'bad'>,
  cve: string,
): ExploitPrediction | null {
  const wanted = cveNumber(cve);
  if (wanted === null) return null;
  let [low, high] = [0, cves.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cves[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return cves[low] === wanted ? { asOf, score: scores[low]! / unit, percentile: percentiles[low]! / unit } : null;
}

function* lines(text: string): Iterable<string> {
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    yield text.slice(from, to).trimEnd();
    from = to + 1;
  }
}

function isShare(text: string | undefined): boolean {
  return text !== undefined && /^\d(?:\.\d+)?(?:[eE]-\d+)?$/.test(text) && Number(text) <= 1;
}
