import { spawnSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

export interface Row {
  what: string;
  figure: string;
  target: string;
}

/** The machine's name is part of every figure. */
export function machine(): string {
  const [first] = cpus();
  return `${first?.model ?? 'unknown'} × ${cpus().length}, ${Math.round(totalmem() / 1024 ** 3)} GiB, Node ${process.versions.node}, ${process.platform} ${process.arch}`;
}

export function printTable(title: string, rows: readonly Row[]): void {
  console.log(`\n### ${title}\n\n| what | measured | target |\n|---|---|---|`);
  for (const { what, figure, target } of rows) console.log(`| ${what} | ${figure} | ${target} |`);
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Wall time of a command in milliseconds, the median of some runs after one that warms up. */
export function timeCommand(command: string, parameters: readonly string[], runs: number): number {
  const once = () => {
    const begin = performance.now();
    const { status, stderr } = spawnSync(command, parameters, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${command} ${parameters.join(' ')} ended with ${status}: ${stderr}`);
    return performance.now() - begin;
  };
  once();
  return median(Array.from({ length: runs }, once));
}

export interface Timed {
  /** Of the wall. */
  milliseconds: number;
  /** Of all threads and children, in the program and in the kernel; `null` where there is no `/usr/bin/time`. */
  cpuSeconds: number | null;
  /** The most memory that was resident. */
  megabytes: number | null;
  stdout: string;
}

/** One run of a command, as `/usr/bin/time` sees it. */
export function timed(command: string, parameters: readonly string[]): Timed {
  const begin = performance.now();
  const { stdout, stderr } = spawnSync('/usr/bin/time', ['-f', 'took %U %S %M', command, ...parameters], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const milliseconds = performance.now() - begin;
  const [, user, system, kilobytes] = /^took ([\d.]+) ([\d.]+) (\d+)$/m.exec(stderr ?? '') ?? [];
  return {
    milliseconds,
    cpuSeconds: user === undefined ? null : Number(user) + Number(system),
    megabytes: kilobytes === undefined ? null : Number(kilobytes) / 1000,
    stdout: stdout ?? '',
  };
}
