import { writeFileSync } from 'node:fs';
import { compareSeverity, Severity } from '@stoa/model';
import { readTopLevel } from '@stoa/tree';
import { CommandError } from '../failure.ts';
import { writeLocalRuns } from '../local-runs.ts';
import { readProject } from '../project.ts';
import { runSecretHistory } from '../run-secrets.ts';
import { localSecretKey } from '../secret-key.ts';
import { clientFor, type ServerOptions } from '../server-client.ts';
import { isSuppressed } from '../suppressions.ts';
import { print, printJson, type OutputOptions } from '../terminal/output.ts';
import { createProgress } from '../terminal/progress.ts';
import { printAnswer, printReports } from '../terminal/report.ts';
import { pushReports, toSarif } from './scan.ts';

export interface SecretHistoryOptions extends OutputOptions, ServerOptions {
  since?: string;
  reflog?: boolean;
  unreachable?: boolean;
  sarif?: string;
  failOn?: string;
}

/** Looks for secrets in all that a repository has ever held. */
export async function secretHistory(folder: string, options: SecretHistoryOptions): Promise<void> {
  const failOn = options.failOn === undefined ? null : Severity.safeParse(options.failOn);
  if (failOn && !failOn.success)
    throw new CommandError(`"${options.failOn}" is no severity: write critical, high, medium, low or info.`);
  const project = await readProject(folder);
  const client = clientFor(options);
  const progress = createProgress(options);
  const secretKey = client ? Buffer.from((await client.getOrganisation()).secretDigestKey, 'hex') : localSecretKey();
  const { since, reflog, unreachable } = options;
  const report = await runSecretHistory(project, {
    secretKey,
    progress,
    history: {
      ...(since !== undefined && { since }),
      ...(reflog !== undefined && { reflog }),
      ...(unreachable !== undefined && { unreachable }),
    },
  });
  progress.end();
  // A part of the history is no answer for all of it, and a bare repository has no place to keep one.
  if (since === undefined && (await readTopLevel(project.root)) !== null) writeLocalRuns(project.root, [report]);
  if (options.sarif) writeFileSync(options.sarif, toSarif([report]));
  const answers = client && since === undefined ? await pushReports(client, project, [report]) : [];
  const bad = report.observations.some(
    (one) => failOn && !isSuppressed(one) && compareSeverity(one.severity, failOn.data) <= 0,
  );
  if (bad) process.exitCode = 1;
  if (options.json) return printJson({ runs: [report], ...(client && { answers }) });
  printReports([report]);
  if (answers.length > 0) print();
  for (const answer of answers) printAnswer(answer);
}
