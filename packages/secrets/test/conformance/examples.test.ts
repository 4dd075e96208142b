import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createScanner, rules } from '@stoa/secrets';
import { notSecrets, reasonFor, secretsAllTheSame } from './arguments.ts';

const corpus = process.env['STOA_CORPUS'];
if (!corpus) console.warn('STOA_CORPUS is not set: the outside cases are not looked at.');

interface Line {
  text: string;
  secret: boolean;
  rule: string;
}

test.skipIf(!corpus)('lines of other scanners: the secrets are found, and little else', () => {
  const scanner = createScanner(rules);
  const lines = readFileSync(join(corpus!, 'secrets', 'examples.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
  const isFound = ({ text }: Line) => scanner.scanBytes('config', Buffer.from(text)).matches.length > 0;
  const percent = (part: number, of: number) => `${part} of ${of} (${((part / of) * 100).toFixed(1)} %)`;

  const positives = lines.filter(({ secret }) => secret);
  const negatives = lines.filter(({ secret }) => !secret);
  const missed = positives.filter((line) => !isFound(line));
  const taken = negatives.filter(isFound);
  const report = [
    `secrets, raw: ${percent(positives.length - missed.length, positives.length)} found, ${percent(taken.length, negatives.length)} false`,
  ];
  const argue = (of: readonly Line[], reasons: typeof notSecrets) => {
    const counts = new Map<string, number>();
    const rest = of.filter(({ rule, text }) => {
      const reason = reasonFor(reasons, rule, text);
      if (reason) counts.set(reason, (counts.get(reason) ?? 0) + 1);
      return !reason;
    });
    for (const [reason, count] of counts) report.push(`  ${count} × ${reason}`);
    return rest;
  };
  report.push('missed, and no secret that a general scanner should know:');
  const missedIndeed = argue(missed, notSecrets);
  report.push('found, and a credential by any reading:');
  const takenIndeed = argue(taken, secretsAllTheSame);
  const expected = positives.length - (missed.length - missedIndeed.length);
  const clean = negatives.length - (taken.length - takenIndeed.length);
  report.push(
    `of what a general scanner should know: ${percent(expected - missedIndeed.length, expected)} found, ${percent(takenIndeed.length, clean)} false`,
    ...missedIndeed.map(({ rule }) => `  missed: a line of ${rule}`),
    ...takenIndeed.map(({ rule }) => `  false: a line of ${rule}`),
  );
  console.log(report.join('\n'));
  expect((expected - missedIndeed.length) / expected).toBeGreaterThanOrEqual(0.99);
  expect(takenIndeed.length / clean).toBeLessThanOrEqual(0.01);
  // The raw shares may not sink behind the arguments.
  expect(missed.length / positives.length).toBeLessThan(0.1);
});
