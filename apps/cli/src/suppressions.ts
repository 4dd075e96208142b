import { judgeSuppression, readSuppressions, suppressionFor } from '@stoa/code';
import type { Observation } from '@stoa/model';

/** Somebody has said in the code why not; it is counted and not reported. */
export function isSuppressed({ suppressed, tags }: Observation): boolean {
  return suppressed !== undefined || tags.includes('suppressed');
}

/** A comment that was meant to suppress this finding and does not: what is wrong with it. `null` where there is none. */
export function failedSuppression(
  { kind, rule, location }: Observation,
  text: string,
  today = new Date().toISOString().slice(0, 10),
): string | null {
  if (kind !== 'code' || location?.startLine === undefined) return null;
  const comment = suppressionFor(readSuppressions(text), rule.id, location.startLine);
  if (!comment) return null;
  switch (judgeSuppression(comment, today)) {
    case 'expired':
      return `The comment on line ${comment.line} that suppressed it ended on ${comment.until}.`;
    case 'no-reason':
      return `The comment on line ${comment.line} does not count: it gives no reason.`;
    case 'no-date':
      return `The comment on line ${comment.line} does not count: it gives no day until when.`;
    case 'suppressed':
      return null;
  }
}
