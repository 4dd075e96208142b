import { createHmac } from 'node:crypto';
import { Observation } from '@stoa/model';
import { isPlaceholder } from './judge.ts';
import { KeywordSearch } from './keyword-search.ts';
import { isBuildScript, isTestPath } from './place.ts';
import { redactLine, type Span } from './redact.ts';
import type { SecretRule } from './rule.ts';

interface Match extends Span {
  rule: SecretRule;
  order: number;
  confidence: number;
}

/** Bytes of windows that patterns look at in one file, all rules together: hostile files are full of keywords. */
const windowBudget = 48 * 1024 * 1024;

export interface ScannedFile {
  /** In order, none overlapping another, the more specific rule first. */
  observations: Observation[];
  /** The file had more keywords than the budget allows: it was not looked at to its end. */
  exhausted: boolean;
}

/** Lines longer than this are shown in part: a minified file is one line. */
const longestExcerpt = 240;

/**
 * A scanner over some rules: made once, used for every file. Files are searched for the rules' keywords in one pass;
 * patterns run only around what that finds.
 *
 * @param key for the secrets' digests: whoever has it can test guesses against a digest, nobody else.
 */
export function createScanner(rules: readonly SecretRule[], key: Uint8Array) {
  const keywords = [...new Set(rules.flatMap((rule) => rule.keywords.map((word) => word.toLowerCase())))];
  const rulesOf = keywords.map((word) =>
    rules
      .map((rule, order) => ({ rule, order }))
      .filter(({ rule }) => rule.keywords.some((one) => one.toLowerCase() === word)),
  );
  const search = new KeywordSearch(keywords);

  return function scanBytes(path: string, bytes: Uint8Array): ScannedFile {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const matches: Match[] = [];
    const looked = new Map<SecretRule, number>();
    let budget = windowBudget;
    search.search(bytes, (id, end) => {
      for (const { rule, order } of rulesOf[id]!) {
        const { before = 60, after = 400 } = rule.reach ?? {};
        // A window that begins inside the last one was looked at already; only what is new is.
        const from = Math.max(0, end - keywords[id]!.length - before, looked.get(rule) ?? 0);
        const to = Math.min(bytes.length, end + after);
        if (from >= to || budget < 0) continue;
        budget -= to - from;
        const last = collect(buffer, path, rule, order, from, to, end, matches);
        if (last > from) looked.set(rule, last);
      }
    });
    const kept = withoutOverlaps(matches);
    return {
      observations: kept.map((match) => toObservation(buffer, path, match, kept)),
      exhausted: budget < 0,
    };
  };

  function collect(
    buffer: Buffer,
    path: string,
    rule: SecretRule,
    order: number,
    from: number,
    to: number,
    keywordEnd: number,
    into: Match[],
  ): number {
    const window = buffer.toString('latin1', from, to);
    const flags = rule.pattern.flags.replace(/[gyd]/g, '');
    const pattern = new RegExp(rule.pattern.source, `${flags}gd`);
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

  function toObservation(buffer: Buffer, path: string, match: Match, all: readonly Match[]): Observation {
    const { rule, start, end } = match;
    const line = lineAround(buffer, start);
    const isTest = isTestPath(path);
    const text = buffer.toString('utf8', line.start, Math.min(line.end, line.start + 4000));
    const suppressed = /stoa:allow[- ]secret\b/.test(text);
    const severity = suppressed ? 'info' : isTest && rule.severity !== 'info' ? 'low' : rule.severity;
    const startLine = lineNumber(buffer, start);
    const secret = buffer.subarray(start, end);
    return Observation.parse({
      kind: 'secret',
      rule: { id: rule.id, name: rule.name, cwe: [798], ...(rule.source && { url: rule.source }) },
      title: `${rule.name} in ${path.split('/').at(-1)}`.slice(0, 500),
      description: `${rule.name} stands in plain text. Whoever can read this file, or its history, can use it.`,
      severity,
      confidence: Math.round(match.confidence * (isTest ? 0.5 : 1) * 100) / 100,
      location: {
        path,
        startLine,
        startColumn: columnOf(buffer, line.start, start),
        endLine: lineNumber(buffer, end - 1),
        endColumn: columnOf(buffer, lineAround(buffer, end - 1).start, end),
      },
      excerpt: redactLine(buffer, line, all, longestExcerpt),
      secretDigest: createHmac('sha256', key).update(secret).digest('hex'),
      fix:
        rule.fix ??
        'Revoke it where it was issued, issue a new one, and read it from the environment or a vault at run time. Removing it from the file is not enough: it stays in the history.',
      tags: [
        ...(isBuildScript(path) ? ['build-script'] : []),
        ...(isTest ? ['test'] : []),
        ...(suppressed ? ['suppressed'] : []),
      ],
    });
  }
}

/** Of two that overlap the more specific stays: the earlier in the registry; of one rule the longer. */
function withoutOverlaps(matches: readonly Match[]): Match[] {
  const kept: Match[] = [];
  for (const match of matches.toSorted((a, b) => a.order - b.order || a.start - b.start || b.end - a.end)) {
    if (!kept.some(({ start, end }) => start < match.end && match.start < end)) kept.push(match);
  }
  return kept.sort((a, b) => a.start - b.start);
}

function lineAround(buffer: Buffer, at: number): Span {
  const end = buffer.indexOf(10, at);
  return { start: buffer.lastIndexOf(10, Math.max(0, at - 1)) + 1, end: end < 0 ? buffer.length : end };
}

function lineNumber(buffer: Buffer, at: number): number {
  let line = 1;
  for (let next = buffer.indexOf(10); next >= 0 && next < at; next = buffer.indexOf(10, next + 1)) line += 1;
  return line;
}

/** In UTF-16 code units, from 1. */
function columnOf(buffer: Buffer, lineStart: number, at: number): number {
  return buffer.toString('utf8', lineStart, at).length + 1;
}
