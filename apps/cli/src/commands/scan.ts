import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeSarif } from '@stoa/formats';
import type { Exception, RunReport } from '@stoa/model';
import type { Client, RunAnswer } from '@stoa/api';
import { engines, runEngines, type Engine } from '../engines.ts';
import { CommandError } from '../failure.ts';
import { readLocalRuns, writeLocalRuns } from '../local-runs.ts';
import { readProject, type Project } from '../project.ts';
import { readRuleFiles } from '../rule-files.ts';
import { readRepositoryFacts } from '../repository-facts.ts';
import { localSecretKey } from '../secret-key.ts';
import { openVerifier } from '../secret-issuers.ts';
import { toExceptions } from '../secrets-baseline.ts';
import { clientFor, type ServerOptions } from '../server-client.ts';
import { failedSuppression, isSuppressed } from '../suppressions.ts';
import { harmless, paint, print, printJson, type OutputOptions } from '../terminal/output.ts';
import { createProgress } from '../terminal/progress.ts';
import { printAnswer, printReports } from '../terminal/report.ts';

export interface ScanOptions extends OutputOptions, ServerOptions {
  engines: string;
  sarif?: string;
  askRegistries?: boolean;
  languages?: string;
  jobs?: string;
  since?: string;
  rules?: string[];
  vex?: string[];
  /** Secrets also in the history. */
  history?: boolean;
  blame?: boolean;
  verifySecrets?: boolean;
  secretsConfig?: string;
}

export async function scan(folder: string, options: ScanOptions): Promise<void> {
  if (options.since !== undefined)
    return (await import('./check.ts')).check(folder, { failOn: 'medium', ...options, since: options.since });
  const jobs = options.jobs === undefined ? undefined : Number(options.jobs);
  if (jobs !== undefined && !(Number.isInteger(jobs) && jobs > 0))
    throw new CommandError(`--jobs takes a number of threads, not "${options.jobs}".`);
  const project = await readProject(folder);
  const client = clientFor(options);
  const progress = createProgress(options);
  const secretKey = client ? Buffer.from((await client.getOrganisation()).secretDigestKey, 'hex') : localSecretKey();
  const reports = await runEngines(project, {
    engines: parseEngines(options.engines),
    secretKey,
    progress,
    ...(options.languages !== undefined && { languages: options.languages.split(',').map((one) => one.trim()) }),
    ...(options.rules && { rules: readRuleFiles(options.rules) }),
    ...(jobs !== undefined && { jobs }),
    ...(options.vex && { vex: options.vex }),
    ...(options.askRegistries && { askRegistries: true }),
    ...(options.history && { history: {} }),
    ...(options.verifySecrets && { verifier: openVerifier(project.root) }),
    ...(options.blame !== undefined && { blame: options.blame }),
    ...(options.secretsConfig !== undefined && { secretsConfig: options.secretsConfig }),
  });
  writeLocalRuns(project.root, reports);
  if (options.sarif) writeFileSync(options.sarif, toSarif(reports));
  const answers = client ? await pushReports(client, project, reports) : [];
  if (options.json) {
    printJson({ runs: reports, ...(client && { answers }) });
    return;
  }
  printReports(reports);
  printFailedSuppressions(project.root, reports);
  if (answers.length > 0) print();
  for (const answer of answers) printAnswer(answer);
}

/** Comments that were meant to suppress and do not: the first few, and how many. */
function printFailedSuppressions(root: string, reports: readonly RunReport[], most = 5): void {
  const said = reports
    .flatMap(({ observations }) => observations)
    .filter((one) => one.kind === 'code' && one.location && !isSuppressed(one))
    .flatMap((one) => {
      const path = one.location!.path;
      const note = failedSuppression(one, readIfThere(join(root, path)));
      return note ? [`${path}: ${note}`] : [];
    });
  for (const line of said.slice(0, most)) print(paint.yellow(harmless(line)));
  if (said.length > most) print(paint.yellow(`… and ${said.length - most} more comments that do not count`));
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Pushes runs with what the repository says of itself. */
export async function pushReports(
  client: Client,
  project: Project,
  reports: readonly RunReport[],
): Promise<RunAnswer[]> {
  const facts = readRepositoryFacts(project.root);
  const answers: RunAnswer[] = [];
  const exceptions = exceptionsFor(project, reports);
  for (const report of reports) {
    const body = {
      ...report,
      ...(exceptions && { exceptions }),
      facts,
      ...(project.declared && { manifest: project.manifest }),
    };
    answers.push(await client.uploadRun({ body, idempotencyKey: report.run.id }));
  }
  return answers;
}

/**
 * The register as it stands now. What the baseline of secrets covers is known only where secrets were looked for, here
 * or now: elsewhere the register is left as the server has it.
 */
function exceptionsFor(project: Project, reports: readonly RunReport[]): Exception[] | null {
  if (!project.baseline) return project.exceptions;
  const all = [...readLocalRuns(project.root), ...reports];
  if (!all.some(({ run }) => run.coverage.kinds.includes('secret'))) return null;
  return [...project.exceptions, ...toExceptions(project.baseline, all)];
}

export function toSarif(reports: readonly RunReport[]): string {
  const seeing = reports.filter(({ run }) => run.coverage.kinds.length > 0);
  return writeSarif(
    seeing.map(({ run, observations }) => ({
      tool: run.tool,
      observations,
      successful: run.completeness === 'complete',
      startedAt: run.startedAt,
      finishedAt: run.finishedAt,
      revision: run.revision,
    })),
  );
}

function parseEngines(text: string): Engine[] {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = names.find((name) => !engines.some((engine) => engine === name));
  if (unknown !== undefined || names.length === 0)
    throw new CommandError(`There is no engine "${unknown ?? ''}". Engines: ${engines.join(', ')}.`);
  return names as Engine[];
}
