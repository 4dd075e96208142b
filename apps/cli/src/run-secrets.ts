import type { FileTree, Observation, RunReport } from '@stoa/model';
import { scanSecretHistory, scanSecrets, type SearchOptions, type Verifier } from '@stoa/secrets';
import { blameLines, createUnpacker, openHistory, readTopLevel, type HistoryOptions } from '@stoa/tree';
import { relative } from 'node:path';
import { readLocalRuns } from './local-runs.ts';
import type { Project } from './project.ts';
import { knownDigests } from './secrets-baseline.ts';
import { readSecretsConfiguration } from './secrets-configuration.ts';
import type { Progress } from './terminal/progress.ts';
import { toReport } from './to-report.ts';

export interface SecretOptions {
  /** Of secrets' digests. */
  secretKey: Uint8Array;
  /** Also all that the repository has ever held. */
  history?: HistoryOptions;
  /** A configuration in the language of Gitleaks, instead of the one at the root. */
  secretsConfig?: string;
  /** Ask version control who wrote the lines that hold one. */
  blame?: boolean;
  /** Asks the issuers of secrets whether they still take them. */
  verifier?: Verifier;
  /** Instead of the repository's own. */
  baseline?: SearchOptions['baseline'];
  progress: Progress;
}

/** Looks for secrets in the files, and in the history where that is asked for: a run each. */
export async function runSecrets(project: Project, tree: FileTree, options: SecretOptions): Promise<RunReport[]> {
  options.progress.step('Looking for secrets');
  const report = await toReport(project, scanSecrets(tree, await engineOptions(project, options)), options.progress);
  if (options.blame !== false) report.observations = await withAuthors(project.root, report.observations);
  return options.history ? [report, await runSecretHistory(project, options)] : [report];
}

/** @throws {HistoryError} when it is no repository, or has no such revision */
export async function runSecretHistory(project: Project, options: SecretOptions): Promise<RunReport> {
  options.progress.step('Looking for secrets in the history');
  const opened = await openHistory(project.root, options.history);
  return toReport(project, scanSecretHistory(opened, await engineOptions(project, options)), options.progress);
}

async function engineOptions({ root, baseline }: Project, options: SecretOptions): Promise<SearchOptions> {
  const configuration = await readSecretsConfiguration(root, options.secretsConfig);
  const check =
    options.baseline ??
    (baseline && { baseline, today: new Date().toISOString().slice(0, 10), known: knownDigests(readLocalRuns(root)) });
  return {
    key: options.secretKey,
    unpacker: createUnpacker(),
    ...(configuration && { configuration }),
    ...(check && { baseline: check }),
    ...(options.verifier && { verifier: options.verifier }),
  };
}

/** Who wrote the lines, where git knows. */
async function withAuthors(root: string, observations: readonly Observation[]): Promise<Observation[]> {
  const top = observations.length === 0 ? null : await readTopLevel(root);
  if (top === null) return [...observations];
  const prefix = relative(top, root).replaceAll('\\', '/');
  const lines = new Map<string, number[]>();
  for (const { location } of observations) {
    if (!location?.startLine || location.path.includes('!/')) continue;
    const path = prefix ? `${prefix}/${location.path}` : location.path;
    lines.set(path, [...(lines.get(path) ?? []), location.startLine]);
  }
  const authors = await blameLines(top, lines);
  return observations.map((observation) => {
    const { path = '', startLine } = observation.location ?? {};
    const introduced = authors.get(`${prefix ? `${prefix}/` : ''}${path}:${startLine}`);
    return introduced ? { ...observation, introduced } : observation;
  });
}
