import type { Severity } from '@stoa/model';

export type SeverityCounts = Record<Severity, number>;

export function noCounts(): SeverityCounts {
  return { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
}

/** Rows of `severity, count` as one value. */
export function toCounts(rows: readonly { severity: Severity; count: number }[]): SeverityCounts {
  const counts = noCounts();
  for (const { severity, count } of rows) counts[severity] += Number(count);
  return counts;
}
