import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FeedName } from '../advisories/official-feeds.ts';
import { AdvisoryError } from './error.ts';
import { fetchBytes, within } from './fetch-text.ts';
import { openAdvisories } from './open-advisories.ts';
import type { SourceUpdate, UpdateOptions } from './update.ts';
import { planFeeds, type Planned } from './update-feeds.ts';
import { updateOsv } from './osv-ecosystem.ts';
import { updateEpss, updateKev } from './update-signals.ts';

/** Brings advisories and signals up to date. A source that fails leaves its old data in use; the others go on. */
export async function updateAdvisories(options: UpdateOptions): Promise<SourceUpdate[]> {
  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  await removeLeftovers(options.folder);
  const results: SourceUpdate[] = [];
  const silent = new Set<FeedName>();
  for (const { feed, ecosystem, source, update } of await planUpdates(options)) {
    // A server that does not answer will not answer for the next one either.
    if (silent.has(feed)) continue;
    try {
      results.push(await update());
    } catch (error) {
      if (!(error instanceof AdvisoryError)) throw error;
      results.push({
        ecosystem,
        source,
        outcome: 'failed',
        advisories: countIn(options.folder, ecosystem, source),
        bad: 0,
        error,
      });
      if (error.code === 'unreachable') silent.add(feed);
    }
  }
  return results;
}

async function planUpdates(options: UpdateOptions): Promise<Planned[]> {
  const { osv, kev, epss } = options.sources;
  const planned: Planned[] = [...planFeeds(options)];
  if (osv) {
    const offered = await offeredEcosystems(osv, options);
    for (const ecosystem of new Set(options.ecosystems.map((name) => name.split(':', 1)[0]!))) {
      const isThere = offered === null || offered.has(ecosystem);
      planned.push({
        feed: 'osv',
        ecosystem,
        source: 'OSV',
        update: isThere
          ? () => updateOsv(ecosystem, { ...options, source: osv })
          : () => Promise.resolve({ ecosystem, source: 'OSV', outcome: 'absent', advisories: 0, bad: 0 }),
      });
    }
  }
  if (kev) planned.push({ feed: 'kev', ecosystem: 'KEV', source: 'CISA', update: () => updateKev(kev, options) });
  if (epss) planned.push({ feed: 'epss', ecosystem: 'EPSS', source: 'FIRST', update: () => updateEpss(epss, options) });
  return planned;
}

/** The ecosystems a mirror lists in its `ecosystems.txt`; null where it has no such list, or does not answer. */
export async function offeredEcosystems(
  source: string,
  options: Pick<UpdateOptions, 'folder' | 'signal' | 'stallMs'>,
): Promise<Set<string> | null> {
  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  const list = await fetchBytes(within(source, 'ecosystems.txt'), { ...options, maxBytes: 1024 * 1024 }).catch(
    (error: unknown) => {
      if (error instanceof AdvisoryError) return null; // what is wrong is said by the first that needs it
      throw error;
    },
  );
  const names = list
    ?.toString('utf8')
    .split('\n')
    .map((name) => name.trim().split(':', 1)[0]!)
    .filter((name) => /^[\w. /()+-]{1,80}$/.test(name));
  return names && names.length > 0 ? new Set(names) : null;
}

/** What a process that was ended left behind. */
async function removeLeftovers(folder: string, olderThanMs = 3_600_000): Promise<void> {
  for (const name of await readdir(folder)) {
    // Interrupted downloads of archives (`npm.zip.part`) stay: they are gone on with.
    const isLeft = /\.\d+\.part$/.test(name) || /^fetched-\d+-/.test(name);
    const isOld = name.endsWith('.advisories'); // the format of an earlier version
    const found = isLeft ? await stat(join(folder, name)).catch(() => null) : null;
    if (isOld || (found && Date.now() - found.mtimeMs > olderThanMs)) await rm(join(folder, name), { force: true });
  }
}

function countIn(folder: string, ecosystem: string, source: string): number {
  const index = openAdvisories(folder);
  index?.close();
  return index?.sources.find((one) => one.name === ecosystem && one.source === source)?.count ?? 0;
}
