import { randomUUID } from 'node:crypto';
import { Run, drain, type RunReport, type Scan } from '@stoa/model';
import type { Project } from './project.ts';
import type { Progress } from './terminal/progress.ts';

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
