/**
 * Counts what it costs to write one symbol after another in the words and names of real source and prose, and writes
 * the table `packages/secrets/src/judge/costs.ts`. Read: the packages this repository depends on.
 *
 *     node tools/secrets/count-costs.ts
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { symbolCount, symbolsOf } from '../../packages/secrets/src/judge/symbols.ts';

const root = join(import.meta.dirname, '..', '..');
const mostOfOneFile = 60_000;
const counts = new Float64Array(symbolCount * symbolCount).fill(1);

const files = readdirSync(join(root, 'node_modules'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /(?<!\.min)\.(?:js|ts|mjs|cts|md|json|css|ya?ml)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();
// Every name counts once a file: a generated table of a thousand lines is not a thousand words.
for (const file of files.filter((_, index) => index % 5 === 0)) {
  const words =
    readFileSync(file, 'utf8')
      .slice(0, mostOfOneFile)
      .match(/[A-Za-z0-9_./-]{3,60}/g) ?? [];
  for (const word of new Set(words)) {
    // Digests and versions are not what people write.
    if (/\d.*[a-z].*\d.*[a-z]|\d{4}/i.test(word)) continue;
    const symbols = symbolsOf(word);
    for (let at = 1; at < symbols.length; at += 1) counts[symbols[at - 1]! * symbolCount + symbols[at]!]! += 1;
  }
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const rows = Array.from({ length: symbolCount }, (_, from) => {
  const row = counts.subarray(from * symbolCount, (from + 1) * symbolCount);
  const total = row.reduce((sum, count) => sum + count, 0);
  // A quarter of a bit is fine enough.
  return [...row].map((count) => letters[Math.min(61, Math.round(-Math.log2(count / total) * 4))]).join('');
});

writeFileSync(
  join(root, 'packages/secrets/src/judge/costs.ts'),
  `/** Written by tools/secrets/count-costs.ts. Row: the symbol before; column: the symbol; quarter bits, A is none. */
export const costs = [
${rows.map((row) => `  '${row}',`).join('\n')}
];
`,
);
console.log(`${files.length} files, every fifth read`);
