import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Run, drain, type FileTree, type RunReport, type Scan } from '@stoa/model';
import { scanCode } from '@stoa/code';
import { judgeByVex, matchAdvisories, openAdvisories, scanInventory, scanLicences, scanRisks } from '@stoa/components';
import { scanSecrets } from '@stoa/secrets';
import { openTree } from '@stoa/tree';
import { exposureOf } from './exposure.ts';
import { stoaHome } from './home.ts';
import type { Project } from './project.ts';
import { readVexFiles } from './vex-files.ts';
import { workerUrl } from './worker-url.ts';
import { workloadOf } from './workload.ts';
import type { Progress } from './terminal/progress.ts';

export const engines = ['secrets', 'components', 'code', 'risks'] as const;
export type Engine = (typeof engines)[number];

export interface EngineOptions {
  engines: readonly Engine[];
  secretKey: Uint8Array;
  /** Of static analysis: only these languages. */
  languages?: readonly string[];
  /** Of static analysis: users' rules in Semgrep's language. */
  rules?: readonly { path: string; text: string }[];
  /** Threads for reading code. */
  jobs?: number;
  /** Of components: VEX documents, beside those in `.stoa/vex`. */
  vex?: readonly string[];
  progress: Progress;
}

/** Runs the engines over a project; each run with all it saw and what it covered. */
export async function runEngines(project: Project, options: EngineOptions): Promise<RunReport[]> {
  const tree = await openTree(project.root);
  const reports: RunReport[] = [];
  if (options.engines.includes('secrets')) {
    options.progress.step('Looking for secrets');
    reports.push(await toReport(project, scanSecrets(tree, { key: options.secretKey }), options.progress));
  }
  if (options.engines.includes('components')) reports.push(...(await runComponents(project, tree, options)));
  if (options.engines.includes('risks')) {
    options.progress.step('Looking twice at packages');
    const { components, run } = await toReport(project, scanInventory(tree), options.progress);
    const scan = scanRisks(components, { inventory: run.coverage, now: new Date() });
    reports.push(await toReport(project, scan, options.progress));
  }
  if (options.engines.includes('code')) {
    options.progress.step('Following data through the code');
    const { languages, jobs, rules } = options;
    const scan = scanCode(tree, {
      ...(languages && { languages }),
      ...(rules && { rules }),
      ...(jobs !== undefined && { jobs }),
      ...workerUrl('code-worker'),
    });
    reports.push(await toReport(project, scan, options.progress));
  }
  options.progress.end();
  return reports;
}

async function runComponents(project: Project, tree: FileTree, options: EngineOptions): Promise<RunReport[]> {
  const { progress, vex = [] } = options;
  const stated = readVexFiles(project.root, vex);
  progress.step('Listing components');
  const inventory = await toReport(project, scanInventory(tree), progress);
  progress.step('Holding components against advisories');
  const index = openAdvisories(join(stoaHome(), 'advisories'));
  try {
    const matched = await toReport(
      project,
      matchAdvisories(
        inventory.components,
        index,
        { ...inventory.run.coverage, skipped: [...inventory.run.coverage.skipped, ...stated.skipped] },
        {
          exposureOf: exposureOf(project.manifest),
          vexOf: judgeByVex(stated.claims, project.manifest.name),
        },
      ),
      progress,
    );
    const licences = scanLicences(inventory.components, {
      policy: project.licencePolicy,
      workloadOf: workloadOf(project.manifest),
      inventory: inventory.run.coverage,
    });
    return [inventory, matched, await toReport(project, licences, progress)];
  } finally {
    index?.close();
  }
}

/** Drains a scan into a run. */
export async function toReport(project: Project, scan: Scan, progress: Progress): Promise<RunReport> {
  const startedAt = new Date().toISOString();
  const report: Pick<RunReport, 'observations' | 'components'> = { observations: [], components: [] };
  const summary = await drain(scan, (item) => {
    if (item.type === 'observation') report.observations.push(item.observation);
    else if (item.type === 'component') report.components.push(item.component);
    else if (item.type === 'progress') progress.update(item.done, item.total);
  });
  const { branch, revision, dirty } = project.revision;
  const run = Run.parse({
    startedAt,
    finishedAt: new Date().toISOString(),
    ...summary,
    id: randomUUID(),
    application: project.manifest.name,
    branch,
    revision: summary.revision ?? revision,
    dirty,
  });
  return { run, ...report };
}
