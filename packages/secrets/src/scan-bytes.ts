import { isPlaceholder } from './judge.ts';
import { KeywordSearch } from './keyword-search.ts';
import { lineAround } from './lines.ts';
import type { Span } from './redact.ts';
import type { SecretRule } from './rule.ts';

/** A secret's place in the bytes that were scanned. */
export interface SecretMatch extends Span {
  rule: SecretRule;
  /** 0 to 1: how sure it is. */
  confidence: number;
}

/** Bytes of windows that patterns look at in one file, all rules together: hostile files are full of keywords. */
const windowBudget = 48 * 1024 * 1024;

export interface ScannedBytes {
  /** In order, none overlapping another, the more specific rule first. */
  matches: SecretMatch[];
  /** There were more keywords than the budget allows: the bytes were not looked at to their end. */
  exhausted: boolean;
}

export interface Scanner {
  /** @param path says what kind of file it is: some rules and judges ask. */
  scanBytes(path: string, bytes: Uint8Array): ScannedBytes;
}

/**
 * A scanner over some rules: made once, used for every file. Bytes are searched for the rules' keywords in one pass;
 * patterns run only around what that finds.
 */
export function createScanner(rules: readonly SecretRule[]): Scanner {
  const compiled = rules.map((rule, order) => ({
    rule,
    order,
    pattern: new RegExp(rule.pattern.source, `${rule.pattern.flags.replace(/[gyd]/g, '')}gd`),
  }));
  const keywords = [...new Set(rules.flatMap((rule) => rule.keywords.map((word) => word.toLowerCase())))];
  const rulesOf = keywords.map((word) =>
    compiled.filter(({ rule }) => rule.keywords.some((one) => one.toLowerCase() === word)),
  );
  const search = new KeywordSearch(keywords);
  return { scanBytes };

  function scanBytes(path: string, bytes: Uint8Array): ScannedBytes {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const matches: Ordered[] = [];
    const looked = new Map<SecretRule, number>();
    let budget = windowBudget;
    search.search(bytes, (id, end) => {
      for (const one of rulesOf[id]!) {
        const { before = 60, after = 400 } = one.rule.reach ?? {};
        // A window that begins inside the last one was looked at already; only what is new is.
        const from = Math.max(0, end - keywords[id]!.length - before, looked.get(one.rule) ?? 0);
        const to = Math.min(bytes.length, end + after);
        if (from >= to || budget < 0) continue;
        budget -= to - from;
        const last = collect(buffer, path, one, from, to, end, matches);
        if (last > from) looked.set(one.rule, last);
      }
    });
    return { matches: withoutOverlaps(matches), exhausted: budget < 0 };
  }

  function collect(
    buffer: Buffer,
    path: string,
    { rule, order, pattern }: (typeof compiled)[number],
    from: number,
    to: number,
    keywordEnd: number,
    into: Ordered[],
  ): number {
    const window = buffer.toString('latin1', from, to);
    let last = from;
    for (const match of window.matchAll(pattern)) {
      const [start, stop] = match.indices?.groups?.['secret'] ?? match.indices?.[0] ?? [0, 0];
      // What begins after the keyword and ends with the window may be cut off: its own keyword finds it whole.
      if (to < buffer.length && from + stop === to && from + start >= keywordEnd) continue;
      const secret = window.slice(start, stop);
      const { start: lineStart, end: lineEnd } = lineAround(buffer, from + start);
      const line = buffer.toString('latin1', lineStart, Math.min(lineEnd, lineStart + 2000));
      const confidence = rule.judge ? rule.judge(secret, { path, line }) : isPlaceholder(secret) ? 0 : 0.9;
      last = from + stop;
      if (confidence > 0) into.push({ rule, order, confidence, start: from + start, end: from + stop });
    }
    return last;
  }
}

type Ordered = SecretMatch & { order: number };

/** Of two that overlap the more specific stays: the earlier in the registry; of one rule the longer. */
function withoutOverlaps(matches: readonly Ordered[]): SecretMatch[] {
  const kept: SecretMatch[] = [];
  for (const match of matches.toSorted((a, b) => a.order - b.order || a.start - b.start || b.end - a.end)) {
    if (kept.some(({ start, end }) => start < match.end && match.start < end)) continue;
    const { rule, confidence, start, end } = match;
    kept.push({ rule, confidence, start, end });
  }
  return kept.sort((a, b) => a.start - b.start);
}
