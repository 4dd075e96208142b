import { writeFileSync } from 'node:fs';
import { writeCycloneDx } from '@stoa/formats';
import { scanInventory } from '@stoa/components';
import { openTree } from '@stoa/tree';
import { toReport } from '../engines.ts';
import { readProject } from '../project.ts';
import { clientFor, type ServerOptions } from '../server-client.ts';
import { version } from '../version.ts';
import { createProgress } from '../terminal/progress.ts';
import type { OutputOptions } from '../terminal/output.ts';

export async function sbom(
  folder: string,
  options: OutputOptions & ServerOptions & { output?: string },
): Promise<void> {
  const project = await readProject(folder);
  const client = clientFor(options);
  const text = client
    ? await (await client.getSbom({ params: { application: project.manifest.name } })).text()
    : await inventory();
  if (options.output) writeFileSync(options.output, text);
  else process.stdout.write(text);

  async function inventory(): Promise<string> {
    const progress = createProgress(options);
    progress.step('Listing components');
    const { run, components } = await toReport(project, scanInventory(await openTree(project.root)), progress);
    progress.end();
    return writeCycloneDx({
      application: project.manifest.name,
      version: run.revision,
      components,
      timestamp: run.finishedAt,
      toolVersion: version,
    });
  }
}
