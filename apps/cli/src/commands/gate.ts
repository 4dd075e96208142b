import type { RunReport } from '@stoa/model';
import { runEngines, engines } from '../engines.ts';
import { decideLocally } from '../local-facts.ts';
import { readLocalRuns, writeLocalRuns } from '../local-runs.ts';
import { readProject, type Project } from '../project.ts';
import { localSecretKey } from '../secret-key.ts';
import { clientFor, type ServerOptions } from '../server-client.ts';
import { printJson, type OutputOptions } from '../terminal/output.ts';
import { createProgress } from '../terminal/progress.ts';
import { printDecision } from '../terminal/report.ts';

export interface GateOptions extends OutputOptions, ServerOptions {
  path: string;
  explain?: boolean;
}

/** Exit code 1 when it says no, also when it cannot know. */
export async function gate(environment: string, options: GateOptions): Promise<void> {
  const project = await readProject(options.path);
  const client = clientFor(options);
  const decision = client
    ? await client.decide({
        body: { application: project.manifest.name, environment, revision: project.revision.revision },
      })
    : decideLocally(project, await runsOf(project, options), environment);
  if (options.json) printJson(decision);
  else printDecision(decision, options.explain === true);
  if (!decision.allowed) process.exitCode = 1;
}

/** The runs that are there; when the engines have not looked at this revision, they do now. */
async function runsOf(project: Project, options: GateOptions): Promise<RunReport[]> {
  const known = readLocalRuns(project.root);
  const { revision, dirty } = project.revision;
  const fresh = known.some(
    ({ run }) =>
      run.tool.name === 'stoa-secrets' && run.revision === revision && !dirty && !run.dirty && revision !== null,
  );
  if (fresh) return known;
  const reports = await runEngines(project, {
    engines,
    secretKey: localSecretKey(),
    progress: createProgress(options),
  });
  writeLocalRuns(project.root, reports);
  return readLocalRuns(project.root);
}
