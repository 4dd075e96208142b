import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createScanner, rules } from '@stoa/secrets';

const corpus = process.env['STOA_CORPUS'];
if (!corpus) console.warn('STOA_CORPUS is not set: the outside cases are not looked at.');

test.skipIf(!corpus)('lines of other scanners: most secrets found, few others', () => {
  const scanner = createScanner(rules);
  const lines = readFileSync(join(corpus!, 'secrets', 'examples.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { text: string; secret: boolean; rule: string });
  const share = (secret: boolean) => {
    const of = lines.filter((line) => line.secret === secret);
    const found = of.filter(({ text }) => scanner.scanBytes('config', Buffer.from(text)).matches.length > 0);
    return { found: found.length, of: of.length, share: found.length / of.length };
  };
  const [positives, negatives] = [share(true), share(false)];
  console.log(
    `secrets: ${positives.found} of ${positives.of} found (${(positives.share * 100).toFixed(1)} %), ${negatives.found} of ${negatives.of} false (${(negatives.share * 100).toFixed(1)} %)`,
  );
  expect(positives.share).toBeGreaterThan(0.35);
  expect(negatives.share).toBeLessThan(0.1);
});
