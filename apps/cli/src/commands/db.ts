import { join } from 'node:path';
import {
  feedSources,
  knowsVersions,
  offeredEcosystems,
  openAdvisories,
  scanInventory,
  updateAdvisories,
  type SourceUpdate,
} from '@stoa/components';
import { drain } from '@stoa/model';
import { openTree } from '@stoa/tree';
import { CommandError } from '../failure.ts';
import { stoaHome } from '../home.ts';
import { harmless, paint, print, printJson, type OutputOptions } from '../terminal/output.ts';
import { createProgress, type Progress } from '../terminal/progress.ts';

/** What is fetched where no lock file says what is needed. */
const commonEcosystems = ['npm', 'PyPI', 'Go', 'crates.io', 'Maven', 'RubyGems', 'NuGet', 'Packagist'];

export const advisoryFolder = () => join(stoaHome(), 'advisories');

export interface UpdateOptions extends OutputOptions {
  ecosystems?: string;
  force?: boolean;
}

export async function updateDatabase(options: UpdateOptions): Promise<void> {
  const results = await fetchAdvisories(
    await wantedEcosystems(options.ecosystems),
    createProgress(options),
    options.force ?? false,
  );
  if (options.json)
    printJson(results.map(({ error, ...rest }) => ({ ...rest, ...(error && { error: error.message }) })));
  else for (const result of results) print(sentenceOf(result));
  const failed = results.find(({ outcome }) => outcome === 'failed');
  if (failed) throw new CommandError(failed.error?.message ?? 'The advisories were not updated.');
}

/** Those that are named, else those of the repository's lock files, else the common ones; `all` is what the mirror has. */
async function wantedEcosystems(named: string | undefined): Promise<string[]> {
  const names = (named ?? '').split(',').map((name) => name.trim());
  const given = names.filter(Boolean);
  const { osv } = feedSources(process.env);
  const offered = osv && given.length > 0 ? await offeredEcosystems(osv, { folder: advisoryFolder() }) : null;
  if (given.includes('all')) return [...(offered ?? commonEcosystems)].filter(knowsVersions);
  const unknown = given.find((name) => !knowsVersions(name) && !offered?.has(name.split(':', 1)[0]!));
  if (unknown !== undefined)
    throw new CommandError(
      `There is no ecosystem "${unknown}". Name them as OSV does: ${[...(offered ?? commonEcosystems)].sort().join(', ')}.`,
    );
  if (given.length > 0) return given;
  const own = await ecosystemsOf('.');
  return own.length > 0 ? own : commonEcosystems;
}

/** Fetches what has changed; a failure is in the result, and what was there before stays in use. */
export async function fetchAdvisories(
  ecosystems: readonly string[],
  progress: Progress,
  force = false,
  signal?: AbortSignal,
): Promise<SourceUpdate[]> {
  let last = '';
  const results = await updateAdvisories({
    sources: feedSources(process.env),
    folder: advisoryFolder(),
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

/** The ecosystems that a repository's lock files are of, as far as versions of theirs can be judged. */
export async function ecosystemsOf(folder: string): Promise<string[]> {
  const found = new Set<string>();
  await drain(scanInventory(await openTree(folder)), (item) => {
    if (item.type === 'component') found.add(item.component.ecosystem);
  });
  return [...found].filter(knowsVersions).sort();
}

export async function databaseStatus(options: OutputOptions): Promise<void> {
  const index = openAdvisories(advisoryFolder());
  index?.close();
  if (options.json) printJson(index?.sources ?? []);
  else if (!index) print('There are no advisories on this machine: run "stoa db update".');
  else
    for (const { name, source, count, asOf, bytes, problem } of index.sources) {
      const what = `${count.toLocaleString('en').padStart(9)} ${name === 'KEV' || name === 'EPSS' ? 'CVEs' : 'advisories'}`;
      const age = asOf === '' ? 'not in use' : `fetched ${ageOf(asOf)}`;
      print(`${name.padEnd(14)} ${source.padEnd(15)} ${what}, ${(bytes / 1e6).toFixed(1)} MB, ${age}`);
      if (problem) print(paint.yellow(`               ${harmless(problem)}`));
    }
}

export function ageOf(instant: string): string {
  const hours = Math.floor((Date.now() - Date.parse(instant)) / 3_600_000);
  if (hours < 1) return 'just now';
  return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} days ago`;
}

function sentenceOf({ ecosystem, source, outcome, advisories, bad, changed, error }: SourceUpdate): string {
  const name = `${ecosystem.padEnd(14)} ${source.padEnd(15)}`;
  if (outcome === 'absent') return `${name} not there: this mirror has no advisories for it`;
  if (outcome === 'failed')
    return `${name} not updated${advisories > 0 ? `, ${advisories} older ones stay in use` : ''}: ${error?.message ?? ''}`;
  const what = ecosystem === 'KEV' || ecosystem === 'EPSS' ? 'CVEs' : 'advisories';
  return [
    `${name} ${advisories.toLocaleString('en')} ${what}, ${outcome}`,
    changed === undefined ? '' : `, ${changed} of them by themselves`,
    bad > 0 ? `, ${bad} records could not be read` : '',
  ].join('');
}
