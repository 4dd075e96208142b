import { writeFileSync } from 'node:fs';
import { languageOf, scanChanges } from '@stoa/code';
import { compareSeverity, drain, Severity, type Observation, type ScanSummary } from '@stoa/model';
import type { Snapshot } from '@stoa/tree';
import type { ChangedState } from './changed-state.ts';
import { CommandError } from './failure.ts';
import { findNewSecrets } from './new-secrets.ts';
import { openLoweredFiles } from './lowered-files.ts';
import { readRuleFiles } from './rule-files.ts';
import { readSecretsConfiguration } from './secrets-configuration.ts';
import { localSecretKey } from './secret-key.ts';
import { failedSuppression, isSuppressed } from './suppressions.ts';
import { paint, print, printJson, type OutputOptions } from './terminal/output.ts';
import { printFinding } from './terminal/finding.ts';

export interface CheckOptions extends OutputOptions {
  since?: string;
  languages?: string;
  rules?: string[];
  secretsConfig?: string;
  sarif?: string;
  failOn: string;
  watch?: boolean;
  timings?: boolean;
}

interface CheckResult {
  observations: Observation[];
  /** Of comments that were meant to suppress and do not. */
  notes: ReadonlyMap<Observation, string>;
  summary: ScanSummary;
  files: number;
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

async function checkChanges(
  root: string,
  { changes, after, before }: ChangedState,
  { languages, rules, secretsConfig }: CheckOptions,
): Promise<CheckResult> {
  const paths = changes.changes.map(({ path }) => path).filter((path) => languageOf(path) !== undefined);
  const lowered = openLoweredFiles(root);
  const found: Observation[] = [];
  const scanned = drain(
    scanChanges(after, before, paths, {
      ...(languages !== undefined && { languages: languages.split(',').map((one) => one.trim()) }),
      ...(rules && { rules: readRuleFiles(rules) }),
      ...(lowered && { lowered }),
    }),
    (item) => {
      if (item.type === 'observation') found.push(item.observation);
    },
  );
  // Secrets are looked for while files are read and lowered.
  const configuration = readSecretsConfiguration(root, secretsConfig);
  const [summary, secrets] = await Promise.all([
    scanned,
    configuration.then((one) => findNewSecrets(after, before, changes, localSecretKey(), one)),
  ]);
  lowered?.flush();
  const observations = [...secrets.observations, ...found];
  for (const skip of [...changes.skipped, ...secrets.skipped]) {
    summary.coverage.skippedTotal += 1;
    if (!summary.coverage.skipped.some(({ place }) => place === skip.place)) summary.coverage.skipped.push(skip);
  }
  return { observations, notes: await notesOn(observations, after), summary, files: changes.changes.length };
}

async function notesOn(observations: readonly Observation[], after: Snapshot): Promise<Map<Observation, string>> {
  const notes = new Map<Observation, string>();
  for (const observation of observations) {
    if (isSuppressed(observation) || !observation.location) continue;
    const bytes = await after.read(observation.location.path);
    const note = bytes && failedSuppression(observation, Buffer.from(bytes).toString('utf8'));
    if (note) notes.set(observation, note);
  }
  return notes;
}
