import { isSettled, severities, type Decision, type Observation, type RunReport } from '@stoa/model';
import { explain } from '@stoa/policy';
import type { RunAnswer } from '@stoa/api';
import { isSuppressed } from '../suppressions.ts';
import { compareUrgency, urgencyWords } from './order.ts';
import { harmless, paint, print, severityWord, verdictWord } from './output.ts';

/** What runs saw, for people: what is bad first, what was not looked at said plainly. */
export function printReports(reports: readonly RunReport[], most = 15): void {
  const all = reports
    .flatMap(({ observations }) => observations)
    .filter((one) => !isSuppressed(one))
    .sort(compareUrgency);
  for (const one of all.slice(0, most)) {
    const { severity, title, location, fix, introduced } = one;
    const where = location ? `${location.path}${location.startLine ? `:${location.startLine}` : ''}` : '';
    print(`${severityWord(severity)} ${harmless(title)}`);
    const author = introduced
      ? `${introduced.author} on ${introduced.at.slice(0, 10)} in ${introduced.commit.slice(0, 12)}`
      : '';
    const parts = [where, author, fix?.split('. ')[0] ?? '', urgencyWords(one)].filter(Boolean);
    print(paint.dim(`         ${harmless(parts.join('  '))}`));
  }
  if (all.length > most)
    print(paint.dim(`         … and ${all.length - most} more: --json or --sarif FILE has them all`));
  if (all.length > 0) print();
  for (const { run, observations, components } of reports) {
    const counted = severities.flatMap((severity) => {
      const count = observations.filter((one) => one.severity === severity && !isSuppressed(one)).length;
      return count > 0 ? [`${count} ${severity}`] : [];
    });
    const settled = observations.filter(({ affected }) => affected && isSettled(affected)).length;
    if (settled > 0) counted.push(`${settled} settled by VEX`);
    const covered = observations.filter(({ suppressed }) => suppressed?.by === 'baseline');
    if (covered.length > 0) counted.push(`${covered.length} covered by the baseline until ${lastDayOf(covered)}`);
    const suppressed = observations.filter(isSuppressed).length - settled - covered.length;
    if (suppressed > 0) counted.push(`${suppressed} suppressed by comments`);
    const { looked, skippedTotal } = run.coverage;
    const evaluated = run.completeness === 'complete' && looked > 0;
    const seen = components.length > 0 ? `${components.length} components` : counted.join(', ') || 'nothing found';
    const detail = evaluated
      ? `${seen} · looked at ${looked.toLocaleString('en')}${skippedTotal > 0 ? `, ${skippedTotal} not looked at` : ''}`
      : (run.reason ?? 'there was nothing to look at');
    print(`${run.tool.name.padEnd(17)} ${evaluated ? detail : paint.yellow(`not evaluated: ${detail}`)}`);
    if (evaluated && run.reason) print(paint.dim(`${' '.repeat(18)}${harmless(run.reason)}`));
  }
}

/** When the last of them counts again. */
function lastDayOf(covered: readonly Observation[]): string {
  return covered.map(({ suppressed }) => suppressed?.until ?? '').reduce((a, b) => (a > b ? a : b), '');
}

export function printDecision(decision: Decision, withReasons: boolean): void {
  if (withReasons) {
    for (const line of explain(decision)) print(line);
    return;
  }
  print(
    `${verdictWord(decision.verdict)} ${decision.application} → ${decision.environment}: ${decision.allowed ? 'may go' : 'may not go'}`,
  );
  for (const { verdict, title, summary, enforcement } of decision.criteria) {
    print(`  ${verdictWord(verdict)} ${title}${enforcement === 'warn' ? paint.dim(' (advice)') : ''}`);
    if (verdict !== 'pass') print(paint.dim(`                ${harmless(summary)}`));
  }
}

export function printAnswer({ run, delta, duplicate }: RunAnswer): void {
  const parts = [
    `${delta.opened} new`,
    `${delta.reopened} back`,
    `${delta.fixed} fixed`,
    `${delta.unchanged} as before`,
  ];
  print(
    `${run.tool.name.padEnd(17)} ${duplicate ? 'known already' : parts.join(', ')}${run.trunk ? '' : paint.dim(' (compared with the trunk)')}`,
  );
}
