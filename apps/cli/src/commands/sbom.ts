import { writeFileSync } from 'node:fs';
import { sbomForm, sbomForms } from '@stoa/formats';
import { scanInventory } from '@stoa/components';
import { openTree } from '@stoa/tree';
import { toReport } from '../to-report.ts';
import { CommandError } from '../failure.ts';
import { readProject } from '../project.ts';
import { clientFor, type ServerOptions } from '../server-client.ts';
import { version } from '../version.ts';
import { createProgress } from '../terminal/progress.ts';
import type { OutputOptions } from '../terminal/output.ts';

export interface SbomOptions extends OutputOptions, ServerOptions {
  output?: string;
  form?: string;
  spec?: string;
}

/** Writes the inventory as a bill of materials; the form may be left to the file's name. */
export async function sbom(folder: string, options: SbomOptions): Promise<void> {
  const form = formOf(options);
  const project = await readProject(folder);
  const client = clientFor(options);
  const text = client
    ? await (
        await client.getSbom({
          params: { application: project.manifest.name },
          query: { form: form.id, version: form.version },
        })
      ).text()
    : await inventory();
  if (options.output) writeFileSync(options.output, text);
  else process.stdout.write(text);

  async function inventory(): Promise<string> {
    const progress = createProgress(options);
    progress.step('Listing components');
    const { run, components } = await toReport(project, scanInventory(await openTree(project.root)), progress);
    progress.end();
    return form.write(
      {
        application: project.manifest.name,
        version: run.revision,
        components,
        timestamp: run.finishedAt,
        toolVersion: version,
      },
      form.version,
    );
  }
}

function formOf({ form, spec, output }: SbomOptions): ReturnType<typeof sbomForm> {
  const named = Object.entries(sbomForms).find(([, { extension }]) => output?.endsWith(`.${extension}`))?.[0];
  try {
    return sbomForm(form ?? named ?? 'cyclonedx-json', spec);
  } catch (error) {
    throw error instanceof RangeError ? new CommandError(error.message) : error;
  }
}
