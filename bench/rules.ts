import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printTable, timed, type Row, type Timed } from './measure.ts';
import { collectSources, linesOf } from './sources.ts';

const root = join(import.meta.dirname, '..');
const counts = [1, 100, 2000];

/** Users' rules in Semgrep's language: 1, 100 and 2,000 of them over JavaScript of this repository's dependencies. */
export function benchRules(): void {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-bench-rules-'));
  try {
    const sources = join(folder, 'sources');
    collectSources(join(root, 'node_modules'), sources, /\.[cm]?js$/, /\.min\.|\/(dist|umd|build|vendor)\//, 60_000);
    const lines = linesOf(sources, /\.[cm]?js$/);
    const none = stoa(sources, []);
    const rows: Row[] = [{ what: 'stoa, its own rules only', figure: figureOf(none, null), target: '' }];
    for (const count of counts) {
      const rules = join(folder, `rules-${count}`);
      mkdirSync(rules);
      writeFileSync(join(rules, 'rules.yml'), rulesOf(count));
      rows.push({
        what: `stoa, ${count} rules of a user besides`,
        figure: figureOf(stoa(sources, ['--rules', rules]), none),
        target: '',
      });
      rows.push(peer(count, rules, sources));
    }
    printTable(`Users' rules: ${(lines / 1000).toFixed(0)} KLOC of JavaScript`, rows);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function stoa(folder: string, parameters: readonly string[]): Timed {
  const command = join(root, 'apps/cli/dist/stoa.mjs');
  return timed(process.execPath, [
    command,
    'scan',
    folder,
    '--engines',
    'code',
    '--quiet',
    '--jobs',
    '1',
    ...parameters,
  ]);
}

function peer(count: number, rules: string, sources: string): Row {
  const what = `semgrep, ${count} rules`;
  if (spawnSync('semgrep', ['--version']).status !== 0) return { what, figure: 'not installed', target: '' };
  const parameters = ['--metrics=off', '--disable-version-check', '--quiet', '--jobs', '1', '--config', rules, sources];
  return { what, figure: figureOf(timed('semgrep', parameters), null), target: '' };
}

function figureOf({ milliseconds, cpuSeconds, megabytes }: Timed, without: Timed | null): string {
  const parts = [
    `${(milliseconds / 1000).toFixed(1)} s`,
    cpuSeconds === null ? 'CPU unknown' : `${cpuSeconds.toFixed(1)} s of CPU`,
    megabytes === null ? 'memory unknown' : `${megabytes.toFixed(0)} MB`,
  ];
  if (without?.cpuSeconds && cpuSeconds !== null)
    parts.push(`${(cpuSeconds - without.cpuSeconds).toFixed(1)} s of CPU more`);
  return parts.join(', ');
}

/** Rules of many shapes: calls, members, what is inside of what, metavariables that meet twice, data on its way. */
function rulesOf(count: number): string {
  const shapes: ((at: number) => string)[] = [
    (at) => `    pattern: legacy${at}.connect($X, ...)`,
    (at) => `    patterns:\n      - pattern: $A.send${at}($B)\n      - pattern-not: $A.send${at}("...")`,
    (at) =>
      `    patterns:\n      - pattern: open${at}($F)\n      - pattern-inside: |\n          function $NAME(...) { ... }`,
    (at) => `    pattern-either:\n      - pattern: new Parser${at}(...)\n      - pattern: parser${at}.parse($X)`,
    (at) => `    pattern: $X.copy${at}($X)`,
    (at) =>
      `    mode: taint\n    pattern-sources: [{ pattern: request${at}.query }]\n    pattern-sinks: [{ pattern: run${at}(...) }]`,
  ];
  const rules = Array.from(
    { length: count },
    (_, at) =>
      `  - id: rule-${at}\n    languages: [javascript]\n    severity: WARNING\n    message: Rule number ${at}.\n${shapes[at % shapes.length]!(at)}`,
  );
  return `rules:\n${rules.join('\n')}\n`;
}
