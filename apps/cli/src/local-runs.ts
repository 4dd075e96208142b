import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Component, Observation, Run, type RunReport } from '@stoa/model';

/** The latest run of each tool, in `.stoa/local/` of the repository (git-ignored): what the gate decides on without a server. */
const folderOf = (root: string) => join(root, '.stoa', 'local', 'runs');

const Stored = z.object({ run: Run, observations: z.array(Observation), components: z.array(Component) });

export function writeLocalRuns(root: string, reports: readonly RunReport[]): void {
  const folder = folderOf(root);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(root, '.stoa', 'local', '.gitignore'), '*\n');
  for (const report of reports) {
    const path = join(folder, `${report.run.tool.name.replaceAll(/[^\w.-]/g, '_')}.json`);
    writeFileSync(`${path}.part`, JSON.stringify(report));
    renameSync(`${path}.part`, path);
  }
}

/** A file that is damaged counts as not there: the check behind it has then not been made. */
export function readLocalRuns(root: string): RunReport[] {
  let names: string[];
  try {
    names = readdirSync(folderOf(root)).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    try {
      return [Stored.parse(JSON.parse(readFileSync(join(folderOf(root), name), 'utf8')))];
    } catch {
      return [];
    }
  });
}
