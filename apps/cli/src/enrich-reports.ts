import { join } from 'node:path';
import { enrich, judgeByVex, openAdvisories } from '@stoa/components';
import type { RunReport } from '@stoa/model';
import { exposureOf } from './exposure.ts';
import { stoaHome } from './home.ts';
import type { Project } from './project.ts';
import { readVexFiles } from './vex-files.ts';

/** Vulnerabilities that another tool has found, in our order: exploitation, exposure, and what is stated of them. */
export function enrichReports(project: Project, reports: readonly RunReport[]): RunReport[] {
  const signals = openAdvisories(join(stoaHome(), 'advisories'));
  try {
    const { claims } = readVexFiles(project.root, []);
    const context = {
      ...(signals && { signals }),
      exposureOf: exposureOf(project.manifest),
      vexOf: judgeByVex(claims, project.manifest.name),
    };
    return reports.map((report) => ({
      ...report,
      observations: report.observations.map((observation) => enrich(observation, context)),
    }));
  } finally {
    signals?.close();
  }
}
