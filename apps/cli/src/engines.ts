import { join } from 'node:path';
import type { FileTree, RunReport } from '@stoa/model';
import { scanCode } from '@stoa/code';
import {
  Fetcher,
  judgeByVex,
  matchAdvisories,
  openAdvisories,
  publishedFacts,
  scanInventory,
  scanLicences,
  scanRisks,
  thisMachine,
} from '@stoa/components';
import { openTree } from '@stoa/tree';
import { askCode } from './ask-code.ts';
import { exposureOf } from './exposure.ts';
import { stoaHome } from './home.ts';
import type { Project } from './project.ts';
import { runSecrets, type SecretOptions } from './run-secrets.ts';
import { readVexFiles } from './vex-files.ts';
import { toReport } from './to-report.ts';
import { workerUrl } from './worker-url.ts';
import { workloadOf } from './workload.ts';

export const engines = ['secrets', 'components', 'code', 'risks'] as const;
export type Engine = (typeof engines)[number];

export interface EngineOptions extends SecretOptions {
  engines: readonly Engine[];
  /** Of static analysis: only these languages. */
  languages?: readonly string[];
  /** Of static analysis: users' rules in Semgrep's language. */
  rules?: readonly { path: string; text: string }[];
  /** Threads for reading code. */
  jobs?: number;
  /** Of risks: ask the registries when versions were published, and by whom. */
  askRegistries?: boolean;
  /** Of components: VEX documents, beside those in `.stoa/vex`. */
  vex?: readonly string[];
}

/** Runs the engines over a project; each run with all it saw and what it covered. */
export async function runEngines(project: Project, options: EngineOptions): Promise<RunReport[]> {
  const tree = await openTree(project.root);
  const reports: RunReport[] = [];
  if (options.engines.includes('secrets')) reports.push(...(await runSecrets(project, tree, options)));
  if (options.engines.includes('components') || options.engines.includes('risks')) {
    options.progress.step('Listing components');
    const inventory = await toReport(project, scanInventory(tree), options.progress);
    if (options.engines.includes('components'))
      reports.push(...(await runComponents(project, tree, inventory, options)));
    if (options.engines.includes('risks')) reports.push(await runRisks(project, inventory, options));
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

async function runRisks(project: Project, { components, run }: RunReport, options: EngineOptions): Promise<RunReport> {
  options.progress.step('Looking twice at packages');
  const published = options.askRegistries
    ? publishedFacts(project.root, new Fetcher({ cache: join(stoaHome(), 'registries') }), thisMachine())
    : undefined;
  // Asked all at once, as many as the fetcher lets through; what fails is told of each package below.
  if (published) await Promise.allSettled(components.map((component) => published(component)));
  const scan = scanRisks(components, { inventory: run.coverage, now: new Date(), ...(published && { published }) });
  return toReport(project, scan, options.progress);
}

async function runComponents(
  project: Project,
  tree: FileTree,
  inventory: RunReport,
  options: EngineOptions,
): Promise<RunReport[]> {
  const { progress, vex = [] } = options;
  const stated = readVexFiles(project.root, vex);
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
          askCode: (packages) => {
            progress.step('Looking whether the code gets to what is vulnerable');
            return askCode(tree, packages);
          },
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
