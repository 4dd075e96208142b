import { createReadStream, openAsBlob, statSync } from 'node:fs';
import { basename } from 'node:path';
import { readReport } from '@stoa/formats';
import type { RunReport } from '@stoa/model';
import { toReport } from '../to-report.ts';
import { enrichReports } from '../enrich-reports.ts';
import { CommandError } from '../failure.ts';
import { writeLocalRuns } from '../local-runs.ts';
import { readProject, type Project } from '../project.ts';
import { clientFor, type ServerOptions } from '../server-client.ts';
import { printJson, type OutputOptions } from '../terminal/output.ts';
import { createProgress } from '../terminal/progress.ts';
import { printAnswer, printReports } from '../terminal/report.ts';

export interface ImportOptions extends OutputOptions, ServerOptions {
  path: string;
  format?: string;
  covers?: string[];
}

export async function importReports(files: readonly string[], options: ImportOptions): Promise<void> {
  const project = await readProject(options.path);
  const client = clientFor(options);
  const covers = options.covers?.map((prefix) => prefix.replace(/^\.?\/*/, '').replace(/\/+$/, ''));
  for (const file of files) {
    if (!statSync(file, { throwIfNoEntry: false })?.isFile())
      throw new CommandError(`${file} is not a file that can be read.`);
  }
  if (client) {
    const answers = [];
    for (const file of files) {
      const query = {
        fileName: basename(file),
        ...(options.format && { format: options.format }),
        ...(covers && { covers }),
        ...(project.revision.branch && { branch: project.revision.branch }),
        ...(project.revision.revision && { revision: project.revision.revision }),
      };
      answers.push(
        await client.uploadReport({
          params: { application: project.manifest.name },
          query,
          raw: await openAsBlob(file),
        }),
      );
    }
    if (options.json) printJson(answers);
    else for (const { runs } of answers) for (const answer of runs) printAnswer(answer);
    return;
  }
  const reports = enrichReports(project, await readLocally(project, files, options, covers));
  writeLocalRuns(project.root, reports);
  if (options.json) printJson({ runs: reports });
  else printReports(reports);
}

async function readLocally(
  project: Project,
  files: readonly string[],
  options: ImportOptions,
  covers: string[] | undefined,
): Promise<RunReport[]> {
  const progress = createProgress(options);
  const reports: RunReport[] = [];
  for (const file of files) {
    progress.step(`Reading ${basename(file)}`);
    const source = { name: basename(file), open: () => createReadStream(file) };
    const { scans } = await readReport(source, {
      ...(options.format && { formatId: options.format }),
      ...(covers && { covers }),
    });
    for (const scan of scans) reports.push(await toReport(project, scan, progress));
  }
  progress.end();
  return reports;
}
