import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createClient, type Client } from '@stoa/api';
import { openAdvisories } from '@stoa/components';
import { startServer, type RunningServer } from '@stoa/server';
import { createLocalToken } from '../local-token.ts';
import { engines, runEngines } from '../engines.ts';
import { stoaHome } from '../home.ts';
import { writeLocalRuns } from '../local-runs.ts';
import { readProject, type Project } from '../project.ts';
import { startOptions } from '../server-options.ts';
import { paint, print, printJson, type OutputOptions } from '../terminal/output.ts';
import { createProgress, type Progress } from '../terminal/progress.ts';
import { printAnswer, printDecision, printReports } from '../terminal/report.ts';
import { untilStopped } from '../until-stopped.ts';
import { ecosystemsOf, fetchAdvisories } from './db.ts';
import { pushReports } from './scan.ts';

export interface UpOptions extends OutputOptions {
  port?: string;
  scan: boolean;
}

/** Advisories older than this are brought up to date before a first run: hours. */
const maxAdvisoryAge = 24;

/** The server and a first run on a repository, in one command. Everything goes through the API. */
export async function up(folder: string, options: UpOptions): Promise<void> {
  // npm runs scripts in the checkout; INIT_CWD is where the person stands.
  const project = await readProject(folder === '.' ? '.' : fromWhereThePersonStands(folder));
  const progress = createProgress(options);
  progress.step('Starting Stoa');
  const server = await startServer({
    ...startOptions(options),
    anyPort: options.port === undefined,
    onProgress: progress.step,
  });
  progress.end();
  try {
    if (!options.json) print(`${paint.bold('Stoa')} answers at ${server.url}`);
    const decision = options.scan ? await firstRun(server, project, options, progress) : null;
    const link = `${server.url}${await server.signInLink()}`;
    if (options.json) printJson({ url: server.url, link, decision });
    else {
      print();
      print(`${paint.bold('Open the dashboard')} (signs in once, within 15 minutes):`);
      print(paint.underline(link));
      print(paint.dim('Ctrl-C stops.'));
    }
    await untilStopped();
  } finally {
    progress.end();
    await server.stop();
  }
}

async function firstRun(server: RunningServer, project: Project, options: UpOptions, progress: Progress) {
  const client: Client = createClient({ baseUrl: server.url, token: await createLocalToken(server) });
  await bringAdvisories(project, progress);
  const { secretDigestKey } = await client.getOrganisation();
  const reports = await runEngines(project, { engines, secretKey: Buffer.from(secretDigestKey, 'hex'), progress });
  writeLocalRuns(project.root, reports);
  progress.step('Recording what was found');
  const answers = await pushReports(client, project, reports);
  const environment = project.manifest.environments[0] ?? 'production';
  const body = { application: project.manifest.name, environment, revision: project.revision.revision };
  const decision = await client.decide({ body, idempotencyKey: randomUUID() });
  progress.end();
  if (!options.json) {
    print(paint.dim(`${project.manifest.name} in ${project.root}`));
    print();
    printReports(reports);
    print();
    for (const answer of answers) printAnswer(answer);
    print();
    printDecision(decision, false);
  }
  return decision;
}

/** Without a mirror the component check is not evaluated, and everything else goes on. */
async function bringAdvisories(project: Project, progress: Progress): Promise<void> {
  progress.step('Looking which advisories are needed');
  const needed = await ecosystemsOf(project.root);
  const index = openAdvisories(join(stoaHome(), 'advisories'));
  index?.close();
  const stale = needed.filter((name) => {
    const known = index?.ecosystems.find((one) => one.name === name);
    return !known || Date.now() - Date.parse(known.asOf) > maxAdvisoryAge * 3_600_000;
  });
  if (stale.length === 0) return;
  const failed = (await fetchAdvisories(stale, progress)).find(({ outcome }) => outcome === 'failed');
  if (failed) process.stderr.write(`${paint.yellow('Advisories were not fetched:')} ${failed.error?.message ?? ''}\n`);
}

function fromWhereThePersonStands(folder: string): string {
  return join(process.env['INIT_CWD'] && !folder.startsWith('/') ? process.env['INIT_CWD'] : '', folder) || folder;
}
