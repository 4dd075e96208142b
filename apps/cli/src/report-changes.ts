import { writeFileSync } from 'node:fs';
import { compareSeverity, Severity } from '@stoa/model';
import type { ChangedState } from './changed-state.ts';
import { checkChanges, type CheckWishes } from './check-changes.ts';
import { CommandError } from './failure.ts';
import { isSuppressed } from './suppressions.ts';
import { printFinding } from './terminal/finding.ts';
import { paint, print, printJson, type OutputOptions } from './terminal/output.ts';

export interface CheckOptions extends OutputOptions, CheckWishes {
  since?: string;
  sarif?: string;
  failOn: string;
  watch?: boolean;
  timings?: boolean;
}

/** Checks what has changed and prints it; is there something at or above the limit? */
export async function reportChanges(root: string, state: ChangedState, options: CheckOptions): Promise<boolean> {
  const failOn = Severity.safeParse(options.failOn);
  if (!failOn.success)
    throw new CommandError(`"${options.failOn}" is no severity: write critical, high, medium, low or info.`);
  const started = performance.now();
  const { observations, notes, summary, files } = await checkChanges(root, state, options);
  const counted = observations.filter((one) => !isSuppressed(one));
  const bad = counted.some(({ severity }) => compareSeverity(severity, failOn.data) <= 0);
  if (options.sarif) {
    const { writeSarif } = await import('@stoa/formats');
    const text = writeSarif([{ tool: summary.tool, observations, successful: true }]);
    if (options.sarif === '-') process.stdout.write(text);
    else writeFileSync(options.sarif, text);
  }
  if (options.json) printJson({ observations, coverage: summary.coverage, files });
  else if (options.sarif !== '-') {
    for (const observation of counted.sort((a, b) => compareSeverity(a.severity, b.severity)))
      printFinding(observation, notes.get(observation));
    for (const { place, reason, detail } of summary.coverage.skipped)
      print(paint.yellow(`not looked at: ${place || 'some files'} (${detail ?? reason})`));
    const hidden = observations.length - counted.length;
    if (!options.quiet || counted.length > 0)
      print(
        `${counted.length === 0 ? 'Nothing new' : `${counted.length} new`} in ${files} changed ${files === 1 ? 'file' : 'files'}${hidden > 0 ? `, ${hidden} suppressed by comments` : ''}.`,
      );
    if (bad)
      print(
        paint.dim('Fix it, or say why not: a comment "stoa-ignore RULE until YYYY-MM-DD: reason" on the line before.'),
      );
  }
  if (options.timings)
    print(
      paint.dim(`${Math.round(performance.now() - started)} ms, ${Math.round(process.memoryUsage().rss / 1e6)} MB`),
    );
  return bad;
}
