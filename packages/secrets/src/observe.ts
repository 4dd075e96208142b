import { createHmac } from 'node:crypto';
import { Observation } from '@stoa/model';
import { columnOf, lineAround, lineNumber } from './lines.ts';
import { isBuildScript, isTestPath } from './place.ts';
import { redactLine } from './redact.ts';
import type { SecretMatch } from './scan-bytes.ts';

/** Lines longer than this are shown in part: a minified file is one line. */
const longestExcerpt = 240;

/**
 * What a person may know of the secrets of one file. No character of a secret is in it.
 *
 * @param key for the secrets' digests (HMAC-SHA-256): whoever has it can test guesses against a digest, nobody else.
 */
export function observe(
  path: string,
  bytes: Uint8Array,
  matches: readonly SecretMatch[],
  key: Uint8Array,
): Observation[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return matches.map((match) => toObservation(buffer, path, match, matches, key));
}

function toObservation(
  buffer: Buffer,
  path: string,
  match: SecretMatch,
  all: readonly SecretMatch[],
  key: Uint8Array,
): Observation {
  const { rule, start, end } = match;
  const line = lineAround(buffer, start);
  const isTest = isTestPath(path);
  const text = buffer.toString('utf8', line.start, Math.min(line.end, line.start + 4000));
  const suppressed = /stoa:allow[- ]secret\b/.test(text);
  const severity = suppressed ? 'info' : isTest && rule.severity !== 'info' ? 'low' : rule.severity;
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
      startLine: lineNumber(buffer, start),
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
