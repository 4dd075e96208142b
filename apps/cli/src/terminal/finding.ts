import { linesOfTrace, type Observation } from '@stoa/model';
import { harmless, paint, print, severityWord } from './output.ts';

/** One finding with the way the data takes, step by step, and what to write instead; `note` is said beside it. */
export function printFinding(
  { severity, title, rule, location, excerpt, trace = [], fix }: Observation,
  note: string | null = null,
): void {
  const at = location ? `${location.path}:${location.startLine ?? 1}:${location.startColumn ?? 1}` : '';
  print(`${severityWord(severity)} ${paint.bold(harmless(title))}`);
  print(
    `         ${harmless(at)}  ${paint.dim(rule.id)}${rule.cwe[0] === undefined ? '' : paint.dim(` CWE-${rule.cwe[0]}`)}`,
  );
  if (trace.length > 1) printTrace(trace);
  else if (excerpt) print(`         ${paint.dim('│')} ${harmless(excerpt)}`);
  if (fix) print(`         ${paint.green('fix')} ${harmless(fix)}`);
  if (note) print(`         ${paint.yellow(harmless(note))}`);
  print();
}

function printTrace(trace: NonNullable<Observation['trace']>): void {
  const lines = linesOfTrace(trace);
  lines.forEach(({ location, excerpt, notes }, at) => {
    const place = `${location.path}:${location.startLine ?? 1}`;
    const sign = at === 0 ? '●' : at === lines.length - 1 ? '▲' : '│';
    print(`         ${sign} ${paint.dim(harmless(place))}  ${harmless(notes.join(', '))}`);
    print(`         ${at === lines.length - 1 ? ' ' : '│'}   ${harmless(excerpt.slice(0, 140))}`);
  });
}
