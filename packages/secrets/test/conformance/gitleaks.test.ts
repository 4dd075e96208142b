import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createScanner, readConfiguration } from '@stoa/secrets';

const corpus = process.env['STOA_CORPUS'];
if (!corpus) console.warn('STOA_CORPUS is not set: the outside cases are not looked at.');

test.skipIf(!corpus)('Gitleaks’ own configuration: every rule is followed, and finds what Gitleaks finds', () => {
  const users = readConfiguration(readFileSync(join(corpus!, 'secrets', 'gitleaks.toml'), 'utf8'));
  expect(users.problems).toEqual([]);
  expect(users.rules).toHaveLength(222);
  const { scanBytes } = createScanner(users.rules, {
    isAllowed: users.isAllowed,
    onTooSlow: ({ id }) => expect.fail(`${id} was too slow`),
  });
  const lines = readFileSync(join(corpus!, 'secrets', 'examples.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean);
  const hit = lines.filter(
    (line) => scanBytes('0001.txt', Buffer.from(`${JSON.parse(line).text}\n`)).matches.length > 0,
  );
  console.log(`Gitleaks’ rules in our scanner find something in ${hit.length} of ${lines.length} lines`);
  // Gitleaks 8 itself, with this configuration and without decoding, finds something in 516, the same ones.
  expect(hit).toHaveLength(516);
});
