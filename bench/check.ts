import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { median, printTable, type Row } from './measure.ts';

const filesInAll = 1500;
const linesEach = 200;

/** `stoa check` on five staged files of a repository of 300,000 lines, as a hook runs it; beside semgrep where there is one. */
export function benchCheck(runs = 15): void {
  const root = join(import.meta.dirname, '..');
  const repository = mkdtempSync(join(tmpdir(), 'stoa-bench-check-'));
  const git = (...parameters: string[]) =>
    run(repository, 'git', ['-c', 'user.name=bench', '-c', 'user.email=bench@acme.example', ...parameters]);
  try {
    for (let at = 0; at < filesInAll; at += 1) write(repository, at, false);
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'Begin');
    const changed = [3, 310, 620, 930, 1240];
    for (const at of changed) write(repository, at, true);
    git('add', '.');
    const node = process.execPath;
    run(root, node, ['apps/cli/build.ts']);
    const stoa = [join(root, 'apps/cli/dist/stoa.mjs'), 'check', '--quiet'];
    const kept = join(repository, '.git/stoa');
    const nothingKept = measure(repository, runs, node, stoa, () => rmSync(kept, { recursive: true, force: true }));
    const edited = measure(repository, runs, node, stoa, (at) => {
      for (const one of changed) appendFileSync(join(repository, pathOf(one)), `// edit ${at}\n`);
      git('add', '.');
    });
    const bundled = measure(repository, runs, node, stoa);
    const checkout = measure(repository, runs, node, [join(root, 'apps/cli/bin/stoa.mjs'), 'check', '--quiet']);
    const rows: Row[] = [
      ...rowsOf('the five files edited since the last check', edited, '< 300 ms', '< 1 s', '< 250 MB'),
      ...rowsOf('the same files once more', bundled, '', '', ''),
      ...rowsOf('the first check of a clone', nothingKept, '', '', ''),
      ...rowsOf('the same files, from a checkout', checkout, '', '', ''),
    ];
    if (spawnSync('semgrep', ['--version']).status === 0) {
      writeFileSync(join(repository, 'rule.yml'), semgrepRule);
      const paths = changed.map((at) => pathOf(at));
      const peer = measure(repository, 3, 'semgrep', [
        '--metrics=off',
        '--disable-version-check',
        '--quiet',
        '--config',
        'rule.yml',
        ...paths,
      ]);
      rows.push(...rowsOf('semgrep, one rule, the same five files', peer, '', '', ''));
    } else rows.push({ what: 'semgrep', figure: 'not installed', target: '' });
    printTable(
      `Checking 5 staged files in ${filesInAll} files, ${((filesInAll * linesEach) / 1000).toFixed(0)} KLOC`,
      rows,
    );
  } finally {
    rmSync(repository, { recursive: true, force: true });
  }
}

interface Measured {
  times: number[];
  megabytes: number | null;
  /** What it has found is part of the measure: 1 means that it has found what was staged. */
  status: number | null;
}

function measure(
  folder: string,
  runs: number,
  command: string,
  parameters: readonly string[],
  stage: (run: number) => void = () => undefined,
): Measured {
  spawnSync(command, parameters, { cwd: folder });
  let status: number | null = null;
  const times = Array.from({ length: runs }, (_, at) => {
    stage(at);
    const begin = performance.now();
    status = spawnSync(command, parameters, { cwd: folder }).status;
    return performance.now() - begin;
  });
  const timed = spawnSync('/usr/bin/time', ['-f', 'rss %M', command, ...parameters], { cwd: folder, encoding: 'utf8' });
  const kilobytes = /^rss (\d+)$/m.exec(timed.stderr ?? '')?.[1];
  return { times, status, megabytes: kilobytes === undefined ? null : Number(kilobytes) / 1000 };
}

function rowsOf(what: string, { times, megabytes, status }: Measured, p50: string, p95: string, memory: string): Row[] {
  const worst = times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN;
  return [
    { what: `${what}: p50`, figure: `${median(times).toFixed(0)} ms (exit code ${status})`, target: p50 },
    { what: `${what}: p95`, figure: `${worst.toFixed(0)} ms`, target: p95 },
    {
      what: `${what}: most memory`,
      figure: megabytes === null ? 'unknown' : `${megabytes.toFixed(0)} MB`,
      target: memory,
    },
  ];
}

function run(folder: string, command: string, parameters: readonly string[]): void {
  const { status, stderr } = spawnSync(command, parameters, { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
}

function pathOf(at: number): string {
  return `src/part${Math.floor(at / 30)}/file${at}.ts`;
}

/** A module of a made-up shop: each imports two others, the fifth function of some meets a request. */
function write(repository: string, at: number, isChanged: boolean): void {
  const file = join(repository, pathOf(at));
  const near = Math.floor(at / 30) * 30;
  const others = [near + ((at + 1) % 30), near + ((at + 7) % 30)].filter((one) => one < filesInAll && one !== at);
  const lines = [
    "import { Pool } from 'pg';",
    "import type { Request, Response } from 'express';",
    ...others.map((one) => `import { step${one}x0 } from './file${one}.ts';`),
    'const pool = new Pool();',
    'export async function handle(request: Request, response: Response): Promise<void> {',
    isChanged
      ? `  const found = await pool.query("SELECT * FROM orders WHERE id = '" + request.query.id + "'");`
      : "  const found = await pool.query('SELECT * FROM orders WHERE id = $1', [request.query.id]);",
    '  response.json(found.rows);',
    '}',
  ];
  for (let fn = 0; lines.length < linesEach - 8; fn += 1)
    lines.push(
      `export function step${at}x${fn}(order: { lines: number[]; name: string }, rate: number): string {`,
      '  let total = 0;',
      '  for (const amount of order.lines) {',
      `    if (amount > ${fn}) total += amount * rate;`,
      '    else total -= amount;',
      '  }',
      fn === 0 || others.length === 0
        ? '  const label = order.name.trim();'
        : `  const label = step${others[fn % others.length]}x0(order, total);`,
      `  return label + ':' + total.toFixed(2);`,
      '}',
      '',
    );
  while (lines.length < linesEach) lines.push(`// ${lines.length}`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${lines.join('\n')}\n`);
}

const semgrepRule = `rules:
  - id: sql
    languages: [typescript]
    severity: ERROR
    message: Data from outside becomes part of a statement.
    mode: taint
    pattern-sources: [{ pattern: request.query }]
    pattern-sinks: [{ pattern: $X.query(...) }]
`;
