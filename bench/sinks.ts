import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drain } from '@stoa/model';
import { scanCode } from '@stoa/code';
import { openTree } from '@stoa/tree';
import { machine } from './measure.ts';
import { unpackPackage } from './packages.ts';

/** A vulnerable package of the corpus: `sink` is `file:line:column`. */
interface KnownSink {
  package: string;
  version: string;
  category: string;
  sink: string | null;
}

/** Which of our weaknesses a category of the corpus is. */
const weaknesses: Readonly<Record<string, readonly string[]>> = {
  'prototype-pollution': ['prototype-pollution'],
  'path-traversal': ['path-traversal'],
  'command-injection': ['command-injection'],
  'code-injection': ['code-injection', 'template-injection', 'deserialization'],
  redos: ['redos', 'slow-regex', 'exponential-regex'],
};

/**
 * Vulnerable packages with the line of their sink: how many are found on the exact line, and how many findings a
 * package gets in all. `STOA_CORPUS=… node bench/sinks.ts [HOW_MANY] [CATEGORY or all] [OFFSET]`; another offset between 0 and
 * 1 takes other packages.
 */
async function benchSinks(many: number, category: string, offset: number): Promise<void> {
  const corpus = process.env['STOA_CORPUS'];
  if (!corpus) throw new Error('Say in STOA_CORPUS where the corpus is: its npm-sinks/sinks.json is read.');
  const all = JSON.parse(readFileSync(join(corpus, 'npm-sinks', 'sinks.json'), 'utf8')) as KnownSink[];
  const chosen = choose(all, many, offset).filter((one) => category === 'all' || one.category === category);
  console.log(`On ${machine()}\n`);
  console.log(
    '| package | category | sink | found there | in its file | findings | seconds |\n|---|---|---|---|---|---|---|',
  );
  const counts = new Map<string, { found: number; listed: number; findings: number[] }>();
  for (const one of chosen) {
    const folder = unpackPackage(one.package, one.version);
    if (folder === null) {
      console.log(`| ${one.package}@${one.version} | ${one.category} | ${one.sink} | not to be had | | | |`);
      continue;
    }
    const begin = performance.now();
    const found = await weaknessesIn(folder);
    const seconds = (performance.now() - begin) / 1000;
    const [path, line] = placeOf(one.sink!);
    const right = found.filter(
      (finding) =>
        (weaknesses[one.category] ?? []).some((name) => finding.rule.includes(name)) && finding.path.endsWith(path),
    );
    const isFound = right.some((finding) => finding.line === line);
    const count = counts.get(one.category) ?? { found: 0, listed: 0, findings: [] };
    counts.set(one.category, count);
    count.listed += 1;
    count.found += Number(isFound);
    count.findings.push(found.length);
    console.log(
      `| ${one.package}@${one.version} | ${one.category} | ${one.sink} | ${isFound ? 'yes' : 'no'} | ${right.length} | ${found.length} | ${seconds.toFixed(1)} |`,
    );
  }
  console.log('\n| category | sinks | on the exact line | share | findings per package |\n|---|---|---|---|---|');
  const rows = [...counts].map(([name, count]) => ({ name, ...count }));
  rows.push({
    name: 'all',
    found: rows.reduce((sum, row) => sum + row.found, 0),
    listed: rows.reduce((sum, row) => sum + row.listed, 0),
    findings: rows.flatMap((row) => row.findings),
  });
  for (const { name, found, listed, findings } of rows)
    console.log(
      `| ${name} | ${listed} | ${found} | ${((100 * found) / listed).toFixed(0)} % | ${(findings.reduce((a, b) => a + b, 0) / findings.length).toFixed(1)} |`,
    );
}

/** Evenly over the list, which is sorted by category: no package twice, only those whose sink is known. */
function choose(all: readonly KnownSink[], many: number, offset: number): KnownSink[] {
  const usable = all.filter((one, at) => one.sink && all.findIndex((other) => other.package === one.package) === at);
  const step = Math.max(1, usable.length / many);
  return Array.from({ length: Math.min(many, usable.length) }, (_, at) => usable[Math.floor((at + offset) * step)]!);
}

function placeOf(sink: string): [path: string, line: number] {
  const [path = '', line = '0'] = sink.split(':');
  return [path, Number(line)];
}

async function weaknessesIn(folder: string): Promise<{ rule: string; path: string; line: number }[]> {
  const found: { rule: string; path: string; line: number }[] = [];
  await drain(scanCode(await openTree(folder)), (item) => {
    if (item.type !== 'observation') return;
    const { location, rule } = item.observation;
    found.push({ rule: rule.id, path: location?.path ?? '', line: location?.startLine ?? 0 });
  });
  return found;
}

await benchSinks(Number(process.argv[2] ?? 44), process.argv[3] ?? 'all', Number(process.argv[4] ?? 0));
