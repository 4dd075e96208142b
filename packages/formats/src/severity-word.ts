import type { Severity } from '@stoa/model';

/** The words that tools use for how bad something is. */
const words: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  blocker: 'critical',
  urgent: 'critical',
  high: 'high',
  error: 'high',
  important: 'high',
  major: 'high',
  serious: 'high',
  medium: 'medium',
  moderate: 'medium',
  warning: 'medium',
  low: 'low',
  minor: 'low',
  note: 'low',
  recommendation: 'low',
  info: 'info',
  informational: 'info',
  information: 'info',
  none: 'info',
  negligible: 'info',
};

/** `HIGH` and `Moderate` as a severity; what is not one of those words is `undefined`. */
export function severityOfWord(word: unknown): Severity | undefined {
  if (typeof word !== 'string' || word.length > 20) return undefined;
  const key = word.trim().toLowerCase();
  return Object.hasOwn(words, key) ? words[key] : undefined;
}
