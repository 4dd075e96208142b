import { hasRun, readAssignment, type Assignment } from './assignment.ts';
import { matchesInTime } from './edge/users-expressions.ts';
import { peculiar } from './judge/randomness.ts';
import { KeywordSearch } from './keywords/keyword-search.ts';
import { findNamed, isWholeName } from './named.ts';
import { withoutOverlaps, type OrderedMatch, type SecretMatch } from './overlaps.ts';
import type { SecretContext, SecretRule } from './rule.ts';

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

export interface ScannerOptions {
  /** What is known to be none, whatever rule finds it. */
  isAllowed?: (found: { rule: string; path: string; secret: string; match: string; line: string }) => boolean;
  /** A user's expression took too long in a file: it found nothing there, and is not tried again. */
  onTooSlow?: (rule: SecretRule, path: string) => void;
}

interface Compiled {
  rule: SecretRule;
  order: number;
  pattern: RegExp;
  before: number;
  after: number;
  run: number;
  /** The byte of `rule.follows`, or 0. */
  follows: number;
  /** Before this offset everything was looked at, in the file at hand. */
  looked: number;
  /** Of users' rules: windows to look at when all keywords are known, from and to in turn. */
  windows: number[];
}

/** Bytes before a window that its pattern may look behind at. */
const sightBefore = 12;

/**
 * A scanner over some rules: made once, used for every file. Bytes are searched for the rules' keywords in one pass;
 * patterns run only around what that finds.
 */
export function createScanner(rules: readonly SecretRule[], { isAllowed, onTooSlow }: ScannerOptions = {}): Scanner {
  /** By their places among the rules; compiled when a keyword of theirs turns up, as most never do in a few files. */
  const compiled: (Compiled | undefined)[] = rules.map(() => undefined);
  const compiledAt = (order: number) => (compiled[order] ??= compile(rules[order]!, order));
  const byKeyword = new Map<string, number[]>();
  rules.forEach((rule, order) => {
    for (const word of new Set(rule.keywords.map((keyword) => keyword.toLowerCase())))
      byKeyword.set(word, [...(byKeyword.get(word) ?? []), order]);
    for (const word of rule.gate ?? []) if (!byKeyword.has(word)) byKeyword.set(word, []);
  });
  const keywords = [...byKeyword.keys()];
  const rulesOf = [...byKeyword.values()];
  const lengths = keywords.map(({ length }) => length);
  const search = new KeywordSearch(keywords);
  const numberOf = new Map(keywords.map((word, id) => [word, id]));
  const users = [...rules.keys()].filter((order) => rules[order]!.users).map(compiledAt);
  const given = new Set<Compiled>();
  return { scanBytes };

  function scanBytes(path: string, bytes: Uint8Array): ScannedBytes {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const matches: OrderedMatch[] = [];
    const seen = new Uint8Array(keywords.length);
    for (const one of compiled) {
      if (!one) continue;
      one.looked = 0;
      one.windows.length = 0;
    }
    let budget = windowBudget;
    let readAt = -1;
    let assignment: Assignment | undefined;

    search.search(bytes, (id, end) => {
      seen[id] = 1;
      const here = rulesOf[id]!;
      const start = end - lengths[id]!;
      for (let index = 0; index < here.length; index += 1) {
        if (budget < 0) return;
        const one = compiledAt(here[index]!);
        if (one.rule.where === 'assigned') {
          if (readAt !== end) {
            readAt = end;
            assignment = readAssignment(buffer, start, end);
            if (assignment) budget -= 400;
          }
          if (assignment && assignment.start >= one.looked) lookAtValue(one, assignment);
          continue;
        }
        // A window that begins inside the last one was looked at already; only what is new is.
        const from = Math.max(0, start - one.before, one.looked);
        const to = Math.min(bytes.length, end + one.after);
        if (
          from >= to ||
          (one.run > 0 && !hasRun(bytes, one.rule.isPrefix ? start : from, to, one.run, one.rule.isPrefix))
        )
          continue;
        if (one.follows > 0 && !hasByte(bytes, end, to, one.follows)) continue;
        if (one.rule.users) addWindow(one.windows, from, to);
        else if (one.rule.where === 'named') {
          if (isWholeName(buffer, start, end)) lookAfterName(one, end, to);
        } else lookAround(one, from, to, end);
        budget -= to - from;
      }
    });
    for (const one of users) lookAsUsersWant(one);
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
        judge(one, origin + start, origin + stop, match[0]);
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

    function lookAsUsersWant(one: Compiled): void {
      const { rule, windows } = one;
      if (given.has(one) || (rule.onPath && !rule.onPath.test(path))) return;
      if (rule.where === 'path') {
        if (rule.pattern.test(path)) judge(one, 0, bytes.length, path);
        return;
      }
      if (rule.gate && !rule.gate.some((word) => seen[numberOf.get(word)!])) return;
      if (rule.keywords.length === 0) addWindow(windows, 0, bytes.length);
      for (let at = 0; at < windows.length; at += 2) {
        const origin = Math.max(0, windows[at]! - sightBefore);
        const text = buffer.toString('latin1', origin, windows[at + 1]);
        one.pattern.lastIndex = 0;
        const found = rule.timed ? matchesInTime(one.pattern, text) : text.matchAll(one.pattern);
        if (!found) {
          given.add(one);
          onTooSlow?.(rule, path);
          return;
        }
        for (const match of found) {
          const [start, end] = secretOf(match, rule.secretGroup ?? 0);
          if (end > start) judge(one, origin + start, origin + end, match[0]);
        }
      }
    }

    function judge({ rule, order }: Compiled, start: number, end: number, match?: string): void {
      const secret = buffer.toString('latin1', start, end);
      const context = contextOf(rule, start, end, match ?? secret);
      const confidence = (rule.judge ?? peculiar)(secret, context);
      if (confidence <= 0 || isAllowed?.({ rule: rule.id, path, secret, match: context.match, line: context.line }))
        return;
      matches.push({ rule, order, confidence, start, end });
    }

    function contextOf({ where }: SecretRule, start: number, end: number, match: string): SecretContext {
      return {
        path,
        match,
        line: lineNear(buffer, start),
        before: buffer.toString('latin1', Math.max(0, start - 200), start),
        after: buffer.toString('latin1', end, Math.min(buffer.length, end + 100)),
        ...(where === 'assigned' && assignment && { assignment }),
      };
    }
  }
}

function compile(rule: SecretRule, order: number): Compiled {
  return {
    rule,
    order,
    pattern: new RegExp(rule.pattern.source, `${rule.pattern.flags.replace(/[gyd]/g, '')}gd`),
    before: rule.reach?.before ?? 60,
    after: rule.reach?.after ?? 400,
    run: rule.run ?? 0,
    follows: rule.follows?.charCodeAt(0) ?? 0,
    looked: 0,
    windows: [],
  };
}

function hasByte(bytes: Uint8Array, from: number, to: number, byte: number): boolean {
  for (let at = from; at < to; at += 1) if (bytes[at] === byte) return true;
  return false;
}

/** Windows come in order; one that touches the last makes it longer. */
function addWindow(windows: number[], from: number, to: number): void {
  const last = windows.length - 1;
  if (last > 0 && from <= windows[last]!) windows[last] = Math.max(windows[last]!, to);
  else windows.push(from, to);
}

/** The line an offset stands in, a thousand characters to either side: lines may be as long as the file. */
function lineNear(buffer: Buffer, at: number): string {
  const before = buffer.toString('latin1', Math.max(0, at - 1000), at);
  const after = buffer.toString('latin1', at, Math.min(buffer.length, at + 1000));
  const end = after.indexOf('\n');
  return before.slice(before.lastIndexOf('\n') + 1) + (end < 0 ? after : after.slice(0, end));
}

/** As Gitleaks chooses it: the group that is named, or the first that holds something, or all. */
function secretOf(match: RegExpMatchArray, group: number): [start: number, end: number] {
  const indices = match.indices!;
  if (group > 0) return indices[group] ?? [0, 0];
  for (let at = 1; at < indices.length; at += 1) {
    const place = indices[at];
    if (place && place[1] > place[0]) return place;
  }
  return indices[0]!;
}
