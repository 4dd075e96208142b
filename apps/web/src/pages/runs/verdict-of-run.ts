import type { RunSummary } from '@stoa/api';
import type { Verdict } from '@stoa/model';

/** A run over nothing, or one that did not finish, has not evaluated anything. */
export function verdictOf({ completeness, looked }: Pick<RunSummary, 'completeness' | 'looked'>): Verdict {
  return completeness === 'complete' && looked > 0 ? 'pass' : 'not-evaluated';
}
