import { createReadStream, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drain } from '@stoa/model';
import { ReportError, readReport } from '@stoa/formats';

const corpus = process.env['STOA_CORPUS'];
if (!corpus) console.warn('STOA_CORPUS is not set: the outside cases are not looked at.');

async function count(path: string): Promise<{ format: string; observations: number } | string> {
  try {
    const { format, scans } = await readReport({ name: 'report', open: () => createReadStream(path) });
    let observations = 0;
    for (const scan of scans) await drain(scan, (item) => void (observations += item.type === 'observation' ? 1 : 0));
    return { format: format.id, observations };
  } catch (error) {
    if (error instanceof ReportError) return error.code;
    throw error;
  }
}

test.skipIf(!corpus)('SARIF and CycloneDX reports have the findings that others count', async () => {
  const rows = readFileSync(join(corpus!, 'reports', 'expectations.tsv'), 'utf8')
    .split('\n')
    .slice(1);
  let [equal, all] = [0, 0];
  const differing: string[] = [];
  for (const row of rows) {
    const [file = '', expected] = row.split('\t');
    if (!/^(?:reports\/)?(?:sarif|cyclonedx)\//.test(file)) continue;
    all += 1;
    const got = await count(join(corpus!, 'reports', file.replace(/^reports\//, '')));
    if (typeof got === 'object' && got.observations === Number(expected)) equal += 1;
    else differing.push(`${file}: expected ${expected}, got ${typeof got === 'object' ? got.observations : got}`);
  }
  console.log(`reports: ${equal} of ${all} equal\n${differing.join('\n')}`);
  expect(all).toBeGreaterThan(5);
});

test.skipIf(!corpus)('a report of another tool is read or refused by name, never a crash', async () => {
  const outcomes: Record<string, number> = {};
  for (const tool of readdirSync(join(corpus!, 'reports'))) {
    const folder = join(corpus!, 'reports', tool);
    if (!statSync(folder).isDirectory()) continue;
    for (const file of readdirSync(folder)) {
      if (!statSync(join(folder, file)).isFile()) continue;
      const got = await count(join(folder, file));
      const outcome = typeof got === 'string' ? got : got.format;
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
  }
  console.log('reports of all tools:', outcomes);
  expect(Object.values(outcomes).reduce((a, b) => a + b, 0)).toBeGreaterThan(400);
});

test.skipIf(!corpus)('valid CycloneDX documents are read', async () => {
  const folder = join(corpus!, 'cyclonedx');
  let [right, all] = [0, 0];
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/(?:^|\/)valid-.*\.(json|xml)$/.test(name)) continue;
    all += 1;
    if (typeof (await count(join(folder, name))) === 'object') right += 1;
  }
  console.log(`cyclonedx: ${right} of ${all} valid documents read`);
  expect(right / all).toBeGreaterThan(0.9);
});
