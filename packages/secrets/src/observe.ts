import { createHmac } from 'node:crypto';
import { Observation } from '@stoa/model';
import type { Found } from './find-secrets.ts';
import { Lines } from './lines.ts';
import { isBuildScript, isSamplePath, isShellScript, isTestPath } from './place.ts';
import { redactLine, type Span } from './redact.ts';

/** Lines longer than this are shown in part: a minified file is one line. */
const longestExcerpt = 240;

/** Texts of one file, to be told of. */
interface Told {
  path: string;
  buffer: Buffer;
  lines: Lines;
  isScript: boolean;
  isTest: boolean;
  /** It counts for less here: hardly any of these are real. */
  isLight: boolean;
  /** What is blacked out wherever it would be shown, in order, none touching another. */
  hidden: readonly Span[];
  key: Uint8Array;
}

/**
 * What a person may know of the secrets of one file. No character of a secret is in it.
 *
 * @param hidden places that are not to be shown, besides those found
 * @param key for the secrets' digests (HMAC-SHA-256): whoever has it can test guesses against a digest, nobody else.
 */
export function observe(
  path: string,
  buffer: Buffer,
  found: readonly Found[],
  hidden: readonly Span[],
  key: Uint8Array,
): Observation[] {
  if (found.length === 0) return [];
  const isScript = isBuildScript(path) || isShellScript(buffer);
  const isTest = isTestPath(path);
  const told = {
    path,
    buffer,
    lines: new Lines(buffer),
    isScript,
    isTest,
    // What sets tests up and runs them has real ones.
    isLight: isTest && (!isScript || isSamplePath(path)),
    hidden: joined([...hidden, ...found]),
    key,
  };
  return found.map((one) => toObservation(one, told));
}

function toObservation(
  found: Found,
  { path, buffer, lines, isScript, isTest, isLight, hidden, key }: Told,
): Observation {
  const { rule, confidence, start, secret, layers } = found;
  const line = lines.around(start);
  const text = buffer.toString('utf8', line.start, Math.min(line.end, line.start + 4000));
  const suppressed = /stoa:allow[- ]secret\b/.test(text);
  const severity = suppressed ? 'info' : isLight && rule.severity !== 'info' ? 'low' : rule.severity;
  const inside = layers.join(' in ');
  const told = rule.tells?.(secret.toString('latin1'));
  return Observation.parse({
    kind: 'secret',
    rule: { id: rule.id, name: rule.name, cwe: [798], ...(rule.source && { url: rule.source }) },
    title: `${rule.name} in ${path.split('/').at(-1)}${inside && `, inside ${inside}`}`.slice(0, 500),
    description: `${rule.name} stands ${inside ? `inside ${inside}, which hides nothing` : 'in plain text'}. Whoever can read this file, or its history, can use it.${told ? ` ${told}` : ''}`,
    severity,
    confidence: Math.round(confidence * (isLight ? 0.5 : 1) * 100) / 100,
    location: { path, ...lines.locate(found) },
    excerpt: redactLine(buffer, line, touching(hidden, line), longestExcerpt),
    secretDigest: createHmac('sha256', key).update(secret).digest('hex'),
    fix:
      rule.fix ??
      'Revoke it where it was issued, issue a new one, and read it from the environment or a vault at run time. Removing it from the file is not enough: it stays in the history.',
    tags: [
      ...(isScript ? ['build-script'] : []),
      ...(isTest ? ['test'] : []),
      ...(suppressed ? ['suppressed'] : []),
      ...layers.map((kind) => `inside ${kind}`),
    ],
  });
}

/** Stretches in order, none touching another. */
function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else all.push({ start, end });
  }
  return all;
}

/** Those of many stretches that touch a line: they are in order, so halving finds the first. */
function touching(spans: readonly Span[], line: Span): Span[] {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.end <= line.start) low = middle + 1;
    else high = middle;
  }
  const some: Span[] = [];
  for (let at = low; at < spans.length && spans[at]!.start < line.end; at += 1) some.push(spans[at]!);
  return some;
}
