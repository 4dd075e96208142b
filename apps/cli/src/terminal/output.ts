import colors from 'picocolors';
import type { Severity, Verdict } from '@stoa/model';

/** How a command speaks: results to stdout, progress and advice to stderr, JSON when asked. */
export interface OutputOptions {
  json?: boolean;
  quiet?: boolean;
}

export const paint = colors;

const verdictColors: Record<Verdict, (text: string) => string> = {
  pass: colors.green,
  fail: colors.red,
  'not-evaluated': colors.yellow,
  waived: colors.cyan,
  expired: colors.magenta,
};

/** A verdict as a word of fixed width: the word says it, the colour only helps. */
export function verdictWord(verdict: Verdict): string {
  return verdictColors[verdict](verdict.padEnd(13));
}

const severityColors: Record<Severity, (text: string) => string> = {
  critical: (text) => colors.bold(colors.red(text)),
  high: colors.red,
  medium: colors.yellow,
  low: colors.blue,
  info: colors.dim,
};

export function severityWord(severity: Severity): string {
  return severityColors[severity](severity.padEnd(8));
}

export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Text from a repository or a report may try to steer the terminal: control characters are shown, not obeyed. */
export function harmless(text: string): string {
  return text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\uFFFD');
}
