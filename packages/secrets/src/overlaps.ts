import type { Span } from './redact.ts';
import type { SecretRule } from './rule.ts';

/** A secret's place in the bytes that were scanned. */
export interface SecretMatch extends Span {
  rule: SecretRule;
  /** 0 to 1: how sure it is. */
  confidence: number;
}

export type OrderedMatch = SecretMatch & { order: number };

/** Of two that overlap the more specific stays: the earlier in the registry; of one rule the longer. */
export function withoutOverlaps(matches: OrderedMatch[]): SecretMatch[] {
  const kept: SecretMatch[] = [];
  matches.sort((a, b) => a.start - b.start || a.end - b.end);
  for (let from = 0; from < matches.length;) {
    // A heap of matches of which each overlaps one before: they are settled among themselves.
    let to = from + 1;
    let { end } = matches[from]!;
    while (to < matches.length && matches[to]!.start < end) {
      end = Math.max(end, matches[to]!.end);
      to += 1;
    }
    const heap: OrderedMatch[] = [];
    for (const match of matches
      .slice(from, to)
      .sort((a, b) => a.order - b.order || b.end - b.start - (a.end - a.start) || a.start - b.start))
      if (!heap.some((one) => one.start < match.end && match.start < one.end)) heap.push(match);
    for (const { rule, confidence, start, end: stop } of heap.sort((a, b) => a.start - b.start))
      kept.push({ rule, confidence, start, end: stop });
    from = to;
  }
  return kept;
}
