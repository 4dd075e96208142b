import { languageOf, scanChanges } from '@stoa/code';
import { drain, type Observation, type ScanSummary } from '@stoa/model';
import type { Snapshot } from '@stoa/tree';
import type { ChangedState } from './changed-state.ts';
import { openLoweredFiles, type KeptFiles } from './lowered-files.ts';
import { findNewSecrets } from './new-secrets.ts';
import { readRuleFiles } from './rule-files.ts';
import { localSecretKey } from './secret-key.ts';
import { readSecretsConfiguration } from './secrets-configuration.ts';
import { failedSuppression, isSuppressed } from './suppressions.ts';

/** What is to be looked for besides our own, or left out. */
export interface CheckWishes {
  languages?: string;
  rules?: string[];
  secretsConfig?: string;
}

export interface CheckResult {
  observations: Observation[];
  /** Of comments that were meant to suppress and do not. */
  notes: ReadonlyMap<Observation, string>;
  summary: ScanSummary;
  files: number;
}

/**
 * Looks at what has changed: weaknesses in code and secrets that were not there before.
 *
 * @param lowered what earlier looks have read; what the repository's own `.git` keeps unless told.
 */
export async function checkChanges(
  root: string,
  { changes, after, before }: ChangedState,
  { languages, rules, secretsConfig }: CheckWishes,
  lowered: KeptFiles | undefined = openLoweredFiles(root),
): Promise<CheckResult> {
  const paths = changes.changes.map(({ path }) => path).filter((path) => languageOf(path) !== undefined);
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
