import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printTable, timed, type Row, type Timed } from './measure.ts';
import { collectSources, linesOf } from './sources.ts';

const root = join(import.meta.dirname, '..');
/**
 * Static analysis of whole trees, as the command does it: lines a second, memory, two threads against one. The trees
 * are what is at hand: this repository, JavaScript of its dependencies, Python's and Go's standard libraries where
 * there are any. Peers run over the same trees where they are installed. Wall time says little on a machine that others
 * work on too; time of CPU counts the threads that collect garbage and compile as well.
 */
export function benchCode(): void {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-bench-code-'));
  try {
    measureTree('this repository', join(root, 'packages'), /\.tsx?$/, 'js');
    const dependencies = join(folder, 'javascript');
    collectSources(
      join(root, 'node_modules'),
      dependencies,
      /\.[cm]?js$/,
      /\.min\.|\/(dist|umd|build|vendor)\//,
      300_000,
    );
    measureTree('dependencies of this repository', dependencies, /\.[cm]?js$/, 'js');
    const python = spawnSync('python3', ['-c', 'import sysconfig; print(sysconfig.get_path("stdlib"))'], {
      encoding: 'utf8',
    }).stdout?.trim();
    if (python && existsSync(python)) {
      const copy = join(folder, 'python');
      collectSources(python, copy, /\.py$/, /\/(dist-packages|site-packages|test)\//, 150_000);
      measureTree("Python's standard library", copy, /\.py$/, 'python');
    }
    const go = spawnSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).stdout?.trim();
    if (go && existsSync(join(go, 'src'))) {
      const copy = join(folder, 'go');
      collectSources(join(go, 'src'), copy, /\.go$/, /_test\.go$|\/testdata\//, 150_000);
      measureTree("Go's standard library", copy, /\.go$/, 'go');
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measureTree(name: string, folder: string, sources: RegExp, language: string): void {
  const lines = linesOf(folder, sources);
  const stoa = (jobs: number) =>
    timed(process.execPath, [
      join(root, 'apps/cli/dist/stoa.mjs'),
      'scan',
      folder,
      '--engines',
      'code',
      '--jobs',
      String(jobs),
      '--quiet',
    ]);
  const one = stoa(1);
  const two = stoa(2);
  const rows: Row[] = [
    row('one thread', lines, one, '≥ 100 KLOC/s, < 400 MB at 300 KLOC'),
    row('two threads', lines, two, ''),
    {
      what: 'two threads against one',
      figure: `${(one.milliseconds / two.milliseconds).toFixed(2)} ×`,
      target: '≥ 1.7 ×',
    },
  ];
  const rule = join(folder, '..', 'rule.yml');
  writeFileSync(rule, peerRule(language));
  rows.push(
    peer('semgrep, one taint rule', lines, 'semgrep', [
      ...['--metrics=off', '--disable-version-check', '--quiet', '--jobs', '1', '--config', rule],
      folder,
    ]),
  );
  if (language === 'python') rows.push(peer('bandit', lines, 'bandit', ['-q', '-r', folder, '-f', 'json']));
  rmSync(rule);
  printTable(`Static analysis: ${name}, ${(lines / 1000).toFixed(0)} KLOC`, rows);
}

function row(what: string, lines: number, { milliseconds, cpuSeconds, megabytes }: Timed, target: string): Row {
  const memory = megabytes === null ? 'memory unknown' : `${megabytes.toFixed(0)} MB`;
  const cpu =
    cpuSeconds === null
      ? 'CPU unknown'
      : `${cpuSeconds.toFixed(1)} s of CPU (${(lines / 1000 / cpuSeconds).toFixed(0)} KLOC/s)`;
  return {
    what,
    figure: `${(milliseconds / 1000).toFixed(1)} s (${(lines / milliseconds).toFixed(0)} KLOC/s), ${cpu}, ${memory}`,
    target,
  };
}

function peer(what: string, lines: number, command: string, parameters: readonly string[]): Row {
  if (spawnSync(command, ['--version']).status !== 0) return { what, figure: 'not installed', target: '' };
  return row(what, lines, timed(command, parameters), '');
}

function peerRule(language: string): string {
  const [source, sink] =
    language === 'python'
      ? ['sys.argv', 'os.system(...)']
      : language === 'go'
        ? ['os.Args', 'exec.Command(...)']
        : ['process.argv', '$X.exec(...)'];
  return `rules:
  - id: command
    languages: [${language}]
    severity: ERROR
    message: Data from outside becomes a command.
    mode: taint
    pattern-sources: [{ pattern: ${source} }]
    pattern-sinks: [{ pattern: ${sink} }]
`;
}
