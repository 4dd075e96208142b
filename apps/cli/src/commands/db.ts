import { join } from 'node:path';
import { openAdvisories, scanInventory, updateAdvisories, type EcosystemUpdate } from '@stoa/components';
import { drain } from '@stoa/model';
import { openTree } from '@stoa/tree';
import { CommandError } from '../failure.ts';
import { stoaHome } from '../home.ts';
import { print, printJson, type OutputOptions } from '../terminal/output.ts';
import { createProgress, type Progress } from '../terminal/progress.ts';

export const knownEcosystems = ['npm', 'PyPI', 'Go', 'crates.io'] as const;

export interface UpdateOptions extends OutputOptions {
  ecosystems?: string;
  force?: boolean;
}

export async function updateDatabase(options: UpdateOptions): Promise<void> {
  const named = options.ecosystems
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = named?.find((name) => !knownEcosystems.some((known) => known === name));
  if (unknown)
    throw new CommandError(`Advisories for "${unknown}" are not read yet. Ecosystems: ${knownEcosystems.join(', ')}.`);
  const ecosystems = named ?? (await ecosystemsOf('.'));
  const results = await fetchAdvisories(
    ecosystems.length > 0 ? ecosystems : [...knownEcosystems],
    createProgress(options),
    options.force ?? false,
  );
  if (options.json)
    printJson(results.map(({ error, ...rest }) => ({ ...rest, ...(error && { error: error.message }) })));
  else for (const result of results) print(sentenceOf(result));
  const failed = results.find(({ outcome }) => outcome === 'failed');
  if (failed) throw new CommandError(failed.error?.message ?? 'The advisories were not updated.');
}

/** Fetches what has changed; a failure is in the result, and what was there before stays in use. */
export async function fetchAdvisories(
  ecosystems: readonly string[],
  progress: Progress,
  force = false,
  signal?: AbortSignal,
): Promise<EcosystemUpdate[]> {
  const source = process.env['STOA_OSV_URL'];
  const results = await updateAdvisories({
    ...(source && { source }),
    folder: join(stoaHome(), 'advisories'),
    ecosystems,
    force,
    ...(signal && { signal }),
    onProgress: ({ ecosystem, phase, done, total }) => {
      if (done === 0 || last !== `${ecosystem} ${phase}`)
        progress.step(
          phase === 'download' ? `Fetching advisories for ${ecosystem}` : `Indexing advisories for ${ecosystem}`,
        );
      last = `${ecosystem} ${phase}`;
      progress.update(done, total, phase === 'download' ? 'bytes' : '');
    },
  });
  progress.end();
  return results;
}
let last = '';

/** The ecosystems that a repository's lock files are of, as far as there are advisories for them. */
export async function ecosystemsOf(folder: string): Promise<string[]> {
  const found = new Set<string>();
  await drain(scanInventory(await openTree(folder)), (item) => {
    if (item.type === 'component') found.add(item.component.ecosystem);
  });
  return knownEcosystems.filter((name) => found.has(name));
}

export async function databaseStatus(options: OutputOptions): Promise<void> {
  const index = openAdvisories(join(stoaHome(), 'advisories'));
  index?.close();
  if (options.json) printJson(index?.ecosystems ?? []);
  else if (!index) print('There are no advisories on this machine: run "stoa db update".');
  else
    for (const { name, advisories, asOf } of index.ecosystems)
      print(`${name.padEnd(12)} ${String(advisories).padStart(8)} advisories, fetched ${ageOf(asOf)}`);
}

export function ageOf(instant: string): string {
  const hours = Math.floor((Date.now() - Date.parse(instant)) / 3_600_000);
  if (hours < 1) return 'just now';
  return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} days ago`;
}

function sentenceOf({ ecosystem, outcome, advisories, bad, error }: EcosystemUpdate): string {
  if (outcome === 'failed')
    return `${ecosystem.padEnd(12)} not updated${advisories > 0 ? `, ${advisories} older ones stay in use` : ''}: ${error?.message ?? ''}`;
  return `${ecosystem.padEnd(12)} ${advisories} advisories, ${outcome}${bad > 0 ? `, ${bad} records could not be read` : ''}`;
}
