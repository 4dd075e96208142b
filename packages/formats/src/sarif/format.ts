import type { Format, Head } from '../format.ts';
import { readSarif } from './read.ts';

/** @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export const sarif: Format = {
  id: 'sarif',
  title: 'SARIF 2.1.0',
  detect,
  read: readSarif,
};

/** Depths in a SARIF file: 1 the log, 3 a run (after the array `runs`). */
function detect(head: Head, name = ''): number {
  if (head.syntax !== 'json') return 0;
  const schema = head.scalars.get('$schema') ?? '';
  if (/sarif/i.test(schema)) return 1;
  const top = head.keys[1];
  const run = head.keys[3];
  if (top?.has('runs')) {
    if (['tool', 'results', 'invocations', 'artifacts'].some((key) => run?.has(key))) return 0.95;
    if (/^[12]\.\d/.test(head.scalars.get('version') ?? '')) return 0.9;
  }
  return /\.sarif(\.json)?$/i.test(name) ? 0.6 : 0;
}
