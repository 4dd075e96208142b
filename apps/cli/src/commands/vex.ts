import { writeFileSync } from 'node:fs';
import { vexFormats, writeVex, type VexOutput } from '@stoa/components';
import type { Observation } from '@stoa/model';
import { CommandError } from '../failure.ts';
import { readLocalRuns } from '../local-runs.ts';
import { readProject } from '../project.ts';
import { print, printJson, type OutputOptions } from '../terminal/output.ts';
import { version } from '../version.ts';

export interface VexExportOptions extends OutputOptions {
  format: string;
  author?: string;
  output?: string;
}

/** What the latest runs found, as statements for those who use what is built here. */
export async function exportVex(folder: string, options: VexExportOptions): Promise<void> {
  const format = vexFormats.find((one) => one === options.format);
  if (!format) throw new CommandError(`There is no VEX format "${options.format}". Formats: ${vexFormats.join(', ')}.`);
  const project = await readProject(folder);
  const runs = readLocalRuns(project.root);
  if (!runs.some(({ run }) => run.coverage.kinds.includes('vulnerability') && run.completeness === 'complete'))
    throw new CommandError('No run has looked at the components here: run "stoa scan" first.');
  const outputs = toOutputs(runs.flatMap(({ observations }) => observations));
  const latest = runs
    .map(({ run }) => run.finishedAt)
    .sort()
    .at(-1)!;
  const text = writeVex(format, outputs, {
    application: project.manifest.name,
    author: options.author ?? project.manifest.owners[0] ?? project.manifest.name,
    timestamp: latest,
    toolVersion: version,
  });
  if (options.output === undefined) return void process.stdout.write(text);
  writeFileSync(options.output, text);
  const counted = countByState(outputs);
  if (options.json) printJson({ file: options.output, format, statements: counted });
  else
    print(
      `${options.output}: ${
        Object.entries(counted)
          .map(([state, count]) => `${count} ${state}`)
          .join(', ') || 'no statements'
      }`,
    );
  return undefined;
}

/**
 * One statement a vulnerability and package. What somebody has stated is handed on; what the code is proved to reach is
 * "affected"; of everything else it is not known yet, and that is what is said.
 */
function toOutputs(observations: readonly Observation[]): VexOutput[] {
  const outputs = new Map<string, VexOutput>();
  for (const { affected, fix } of observations) {
    if (!affected) continue;
    const [first, ...rest] = affected.advisoryIds;
    if (first === undefined) continue;
    const { vex, reachability, purl } = affected;
    const state = vex?.state ?? (reachability?.state === 'reachable' ? 'affected' : 'under_investigation');
    outputs.set(`${purl} ${affected.advisoryIds.toSorted().join(' ')}`, {
      ids: [first, ...rest],
      purl,
      state,
      justification: vex?.justification,
      reason: vex?.reason ?? reachability?.why,
      action: fix,
    });
  }
  return [...outputs.values()];
}

function countByState(outputs: readonly VexOutput[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of outputs) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
