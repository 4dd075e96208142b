import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareVersions, knowsVersions, updateAdvisories } from '@stoa/components';

const corpus = process.env['STOA_CORPUS'];
if (!corpus) console.warn('STOA_CORPUS is not set: the outside cases are not looked at.');

const files: Record<string, string> = { semver: 'npm', pypi: 'PyPI', npm: 'npm', go: 'Go', crates: 'crates.io' };

test.skipIf(!corpus)('version comparisons of the ecosystems we know', () => {
  const folder = join(corpus!, 'versions');
  let [right, all] = [0, 0];
  for (const name of readdirSync(folder)) {
    const ecosystem = Object.entries(files).find(([word]) => name.toLowerCase().includes(word))?.[1];
    if (!ecosystem || !knowsVersions(ecosystem)) continue;
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
      const match = /^(\S+)\s+([<=>])\s+(\S+)\s*$/.exec(line);
      if (!match) continue;
      all += 1;
      if ({ '<': -1, '=': 0, '>': 1 }[match[2]!] === compareVersions(ecosystem, match[1]!, match[3]!)) right += 1;
    }
  }
  console.log(`versions: ${right} of ${all} right`);
  expect(all).toBeGreaterThan(1000);
  expect(right / all).toBeGreaterThan(0.99);
});

test.skipIf(!corpus)('the real advisories are read without loss', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-corpus-'));
  const results = await updateAdvisories({
    source: join(corpus!, 'osv'),
    folder,
    ecosystems: ['npm', 'PyPI', 'Go', 'crates.io'],
  });
  rmSync(folder, { recursive: true });
  console.log(
    results.map(({ ecosystem, advisories, bad }) => `${ecosystem}: ${advisories} advisories, ${bad} bad`).join('; '),
  );
  expect(results.every(({ outcome, bad }) => outcome === 'updated' && bad === 0)).toBe(true);
});
