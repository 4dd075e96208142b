import { compareSeverity } from '@stoa/model';
import type { BaselineEntry } from './baseline.ts';

/** Parts that a baseline ends in, one after the other. */
const shares = 4;
const day = 24 * 60 * 60 * 1000;

/**
 * Gives each entry its last day, so that the baseline shrinks by itself: a quarter of it ends after each quarter of the
 * time, what is worst first.
 *
 * @param since first day, `until` last day of the last quarter: `YYYY-MM-DD`
 */
export function spreadEnds<T extends Pick<BaselineEntry, 'severity' | 'digest'>>(
  entries: readonly T[],
  since: string,
  until: string,
): (T & Pick<BaselineEntry, 'since' | 'until'>)[] {
  const days = Math.max(1, Math.round((Date.parse(until) - Date.parse(since)) / day));
  return entries
    .toSorted((a, b) => compareSeverity(a.severity, b.severity) || (a.digest < b.digest ? -1 : 1))
    .map((entry, index) => {
      const share = Math.ceil((shares * (index + 1)) / entries.length);
      const last = Date.parse(since) + Math.max(1, Math.round((days * share) / shares)) * day;
      return { ...entry, since, until: new Date(last).toISOString().slice(0, 10) };
    });
}
