import { hasRun, readAssignment, type Assignment } from './assignment.ts';
import { peculiar } from './judge/randomness.ts';
import { KeywordSearch } from './keyword-search.ts';
import { lineAround } from './lines.ts';
import { findNamed } from './named.ts';
import type { Span } from './redact.ts';
import type { SecretContext, SecretRule } from './rule.ts';

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

interface Compiled {
  rule: SecretRule;
  order: number;
  pattern: RegExp;
  before: number;
  after: number;
  /** Before this offset everything was looked at, in the file at hand. */
  looked: number;
}

type Ordered = SecretMatch & { order: number };

/** Bytes before a window that its pattern may look behind at. */
const sightBefore = 12;

/**
 * A scanner over some rules: made once, used for every file. Bytes are searched for the rules' keywords in one pass;
 * patterns run only around what that finds.
 */
export function createScanner(rules: readonly SecretRule[]): Scanner {
  const compiled = rules.map((rule, order): Compiled => ({
    rule,
    order,
    pattern: new RegExp(rule.pattern.source, `${rule.pattern.flags.replace(/[gyd]/g, '')}gd`),
    before: rule.reach?.before ?? 60,
    after: rule.reach?.after ?? 400,
    looked: 0,
  }));
  const everywhere = compiled.filter(({ rule }) => rule.keywords.length === 0);
  const byKeyword = new Map<string, Compiled[]>();
  for (const one of compiled)
    for (const word of new Set(one.rule.keywords.map((keyword) => keyword.toLowerCase()))) {
      const same = byKeyword.get(word);
      if (same) same.push(one);
      else byKeyword.set(word, [one]);
    }
  const keywords = [...byKeyword.keys()];
  const rulesOf = [...byKeyword.values()];
  const search = new KeywordSearch(keywords);
  return { scanBytes };

  function scanBytes(path: string, bytes: Uint8Array): ScannedBytes {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const matches: Ordered[] = [];
    for (const one of compiled) one.looked = 0;
    let budget = windowBudget;
    let readAt = -1;
    let assignment: Assignment | undefined;

    search.search(bytes, (id, end) => {
      for (const one of rulesOf[id]!) {
        if (budget < 0) return;
        const keywordStart = end - keywords[id]!.length;
        if (one.rule.where === 'assigned') {
          if (readAt !== end) {
            readAt = end;
            assignment = readAssignment(buffer, keywordStart, end);
            if (assignment) budget -= 400;
          }
          if (assignment && assignment.start >= one.looked) lookAtValue(one, assignment);
          continue;
        }
        // A window that begins inside the last one was looked at already; only what is new is.
        const from = Math.max(0, keywordStart - one.before, one.looked);
        const to = Math.min(bytes.length, end + one.after);
        if (from >= to || (one.rule.run !== undefined && !hasRun(bytes, from, to, one.rule.run))) continue;
        budget -= to - from;
        if (one.rule.where === 'named') lookAfterName(one, end, to);
        else lookAround(one, from, to, end);
      }
    });
    for (const one of everywhere) lookAround(one, 0, bytes.length, 0);
    return { matches: withoutOverlaps(matches), exhausted: budget < 0 };

    function lookAround(one: Compiled, from: number, to: number, keywordEnd: number): void {
      // What stands before the window decides whether a word begins in it.
      const origin = Math.max(0, from - sightBefore);
      const window = buffer.toString('latin1', origin, to);
      one.pattern.lastIndex = from - origin;
      for (let match = one.pattern.exec(window); match; match = one.pattern.exec(window)) {
        if (match[0].length === 0) one.pattern.lastIndex += 1;
        const [start, stop] = match.indices!.groups?.['secret'] ?? match.indices![0]!;
        // What begins after the keyword and ends with the window may be cut off: its own keyword finds it whole.
        if (to < buffer.length && origin + stop === to && origin + start >= keywordEnd) continue;
        one.looked = Math.max(one.looked, origin + stop);
        judge(one, origin + start, origin + stop);
      }
    }

    function lookAfterName(one: Compiled, from: number, to: number): void {
      const place = findNamed(one.pattern, buffer.toString('latin1', from, to));
      // What ends with the window may be longer than it looks.
      if (!place || (to < buffer.length && from + place[1] === to)) return;
      one.looked = from + place[1];
      judge(one, from + place[0], from + place[1]);
    }

    function lookAtValue(one: Compiled, { start, end, value }: Assignment): void {
      one.pattern.lastIndex = 0;
      const match = one.pattern.exec(value);
      if (!match) return;
      const [from, to] = match.indices!.groups?.['secret'] ?? [0, end - start];
      one.looked = end;
      judge(one, start + from, start + to);
    }

    function judge({ rule, order }: Compiled, start: number, end: number): void {
      const secret = buffer.toString('latin1', start, end);
      const confidence = (rule.judge ?? peculiar)(secret, contextOf(rule, start, end));
      if (confidence > 0) matches.push({ rule, order, confidence, start, end });
    }

    function contextOf({ where }: SecretRule, start: number, end: number): SecretContext {
      const line = lineAround(buffer, start);
      return {
        path,
        line: buffer.toString('latin1', Math.max(line.start, start - 1000), Math.min(line.end, start + 1000)),
        before: buffer.toString('latin1', Math.max(0, start - 200), start),
        after: buffer.toString('latin1', end, Math.min(buffer.length, end + 100)),
        ...(where === 'assigned' && assignment && { assignment }),
      };
    }
  }
}

/** Of two that overlap the more specific stays: the earlier in the registry; of one rule the longer. */
function withoutOverlaps(matches: Ordered[]): SecretMatch[] {
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
    const heap: Ordered[] = [];
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
