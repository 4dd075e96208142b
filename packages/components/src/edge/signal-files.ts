import { join } from 'node:path';
import type { ExploitPrediction, KnownExploited } from '@stoa/model';
import { predictionOf, type EpssTable } from '../advisories/epss.ts';
import { openSealed, writeSealed } from './sealed-file.ts';

/** What is known of CVEs beside the advisories, one file each. */
export const signalNames = ['KEV', 'EPSS'] as const;
export type SignalName = (typeof signalNames)[number];

export const signalPath = (folder: string, name: SignalName) => join(folder, `${name}.signal`);
const kindOf = (name: SignalName) => `${name.toLowerCase()}/1`;

export interface AboutSignal {
  name: SignalName;
  source: string;
  asOf: string;
  /** What the server said of the version. */
  version: string;
  count: number;
  /** EPSS: the day of the model. */
  day?: string;
}

export function writeKev(
  folder: string,
  about: Pick<AboutSignal, 'asOf' | 'version'>,
  exploited: ReadonlyMap<string, KnownExploited>,
): Promise<void> {
  const whole: AboutSignal = { name: 'KEV', source: 'CISA', count: exploited.size, ...about };
  return writeSealed(signalPath(folder, 'KEV'), kindOf('KEV'), whole, {
    exploited: [Buffer.from(JSON.stringify([...exploited]))],
  });
}

export function writeEpss(
  folder: string,
  about: Pick<AboutSignal, 'asOf' | 'version'>,
  table: EpssTable,
): Promise<void> {
  const whole: AboutSignal = { name: 'EPSS', source: 'FIRST', count: table.cves.length, day: table.asOf, ...about };
  return writeSealed(signalPath(folder, 'EPSS'), kindOf('EPSS'), whole, {
    cves: [bytesOf(table.cves)],
    scores: [bytesOf(table.scores)],
    percentiles: [bytesOf(table.percentiles)],
  });
}

export interface Signals {
  about: AboutSignal;
  bytes: number;
  exploited?: (cve: string) => KnownExploited | null;
  predicted?: (cve: string) => ExploitPrediction | null;
}

/** @throws {Error} for what is damaged. */
export function openSignal(path: string, name: SignalName): Signals {
  const file = openSealed(path, kindOf(name));
  try {
    const about = file.about as AboutSignal;
    if (name === 'KEV') {
      const known = new Map(JSON.parse(file.section('exploited').toString('utf8')) as [string, KnownExploited][]);
      return { about, bytes: file.bytes, exploited: (cve) => known.get(cve) ?? null };
    }
    const [cves, scores, percentiles] = ['cves', 'scores', 'percentiles'].map((one) => wordsOf(file.section(one)));
    const table = { asOf: about.day ?? '', cves: cves!, scores: scores!, percentiles: percentiles! };
    return { about, bytes: file.bytes, predicted: (cve) => predictionOf(table, cve) };
  } finally {
    file.close();
  }
}

const bytesOf = (words: Uint32Array) => new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
const wordsOf = (bytes: Buffer) => new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
