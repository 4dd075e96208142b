import { basename } from 'node:path';
import type { FeedName } from '../advisories/official-feeds.ts';
import { feedSettings } from '../advisories/official-feeds.ts';
import { readAlpineSecdb } from '../advisories/feeds/alpine-secdb.ts';
import { readDebianTracker } from '../advisories/feeds/debian-tracker.ts';
import { Gathering } from '../advisories/feeds/feed.ts';
import { readRedhatVex } from '../advisories/feeds/redhat-vex.ts';
import { readUbuntuCves } from '../advisories/feeds/ubuntu-cves.ts';
import { releaseOf } from '../advisories/release.ts';
import { AdvisoryBuild, advisoryPath, AdvisoryFile } from './advisory-file.ts';
import { noteChecked } from './checked.ts';
import { AdvisoryError } from './error.ts';
import { fetchFeedFiles, fetchPages, fetchRedhat, type FetchedFeed } from './feed-files.ts';
import type { FetchOptions } from './fetch-text.ts';
import type { SourceUpdate, UpdateOptions } from './update.ts';

/** One thing to bring up to date. */
export interface Planned {
  feed: FeedName;
  ecosystem: string;
  source: string;
  update: () => Promise<SourceUpdate>;
}

/** The distributions' own feeds that these ecosystems need, of those that are configured. */
export function planFeeds(options: UpdateOptions): Planned[] {
  const { debian, alpine, ubuntu, redhat } = options.sources;
  const wanted = (name: string) => options.ecosystems.some((one) => one.split(':', 1)[0] === name);
  const planned: Planned[] = [];
  const plan = (feed: FeedName, ecosystem: string, source: string, fetch: Fetch, read: Read, release?: string) => {
    const update = () => updateFeed({ feed, ecosystem, source, fetch, read, release }, options);
    planned.push({ feed, ecosystem, source, update });
  };
  if (debian && wanted('Debian'))
    plan('debian', 'Debian', 'Debian tracker', (...how) => fetchFeedFiles([debian], ...how), readDebianTracker);
  if (alpine)
    for (const release of releasesIn(options.ecosystems, 'Alpine')) {
      const files = ['main.json', 'community.json'].map((file) => `${alpine.replace(/\/$/, '')}/${release}/${file}`);
      plan(
        'alpine',
        'Alpine',
        `Alpine secdb ${release}`,
        (...how) => fetchFeedFiles(files, ...how),
        readAlpineSecdb,
        release,
      );
    }
  if (ubuntu && wanted('Ubuntu'))
    plan('ubuntu', 'Ubuntu', 'Ubuntu', (...how) => fetchPages(ubuntu, ...how), readUbuntuCves);
  if (redhat && wanted('Red Hat'))
    plan('redhat', 'Red Hat', 'Red Hat VEX', (...how) => fetchRedhat(redhat, ...how), readRedhatVex);
  return planned;
}

type Fetch = (options: FetchOptions, have: string | undefined) => Promise<FetchedFeed | 'unchanged'>;
/** @throws {Error} when it is no file of this feed. */
type Read = (gathering: Gathering, text: string) => void;

interface Feed extends Omit<Planned, 'update'> {
  fetch: Fetch;
  read: Read;
  /** The only release it speaks of. */
  release: string | undefined;
}

async function updateFeed(feed: Feed, options: UpdateOptions): Promise<SourceUpdate> {
  const { ecosystem, source } = feed;
  const { folder, signal, stallMs, force } = options;
  const known = force ? null : aboutOf(folder, ecosystem, source);
  const fetching = { folder, signal, setting: feedSettings[feed.feed], ...(stallMs !== undefined && { stallMs }) };
  options.onProgress?.({ ecosystem, phase: 'download', done: 0, total: null });
  // What was wanted before stays: two repositories may stand on two releases.
  const releases = feed.release ? [feed.release] : wantedReleases(ecosystem, options.ecosystems, known?.releases);
  const isSame =
    known !== null &&
    (releases ? releases.every((release) => known.releases?.includes(release)) : known.isReduced !== true);
  const fetched = await feed.fetch(fetching, isSame ? known.version : undefined);
  const asOf = new Date().toISOString();
  if (fetched === 'unchanged' || (isSame && fetched.version === known.version)) {
    if (known) noteChecked(folder, basename(advisoryPath(folder, ecosystem, source)), known.asOf, asOf);
    return { ecosystem, source, outcome: 'unchanged', advisories: known?.advisories ?? 0, bad: 0 };
  }
  options.onProgress?.({ ecosystem, phase: 'index', done: 0, total: null });
  const gathering = await gather(feed, fetched, releases);
  const build = new AdvisoryBuild(ecosystem);
  for (const advisory of gathering.advisories()) build.put(advisory);
  await build.write(folder, { source, asOf, version: fetched.version, ...(releases && { releases, isReduced: true }) });
  const { bad, undecided } = gathering;
  return { ecosystem, source, outcome: 'updated', advisories: build.advisories, bad, undecided };
}

/** Undefined: all of them. */
function wantedReleases(
  ecosystem: string,
  named: readonly string[],
  before: readonly string[] | undefined,
): string[] | undefined {
  const own = releasesIn(named, ecosystem);
  return own.length === 0 ? undefined : [...new Set([...(before ?? []), ...own])].sort();
}

async function gather(
  { source, read }: Feed,
  fetched: FetchedFeed,
  releases: readonly string[] | undefined,
): Promise<Gathering> {
  const gathering = new Gathering(source, releases ? new Set(releases) : null);
  try {
    for await (const text of fetched.texts) read(gathering, text);
    if (gathering.advisories().length === 0) throw new Error('it names no vulnerability');
    gathering.bad += fetched.left();
    return gathering;
  } catch (error) {
    const why = error instanceof SyntaxError ? 'no JSON' : (error as Error).message.split('\n', 1)[0]!.slice(0, 200);
    throw new AdvisoryError(
      'bad-archive',
      `What came as ${source} cannot be read (${why}): what was there before stays in use.`,
      { cause: error },
    );
  }
}

function aboutOf(folder: string, ecosystem: string, source: string) {
  try {
    const file = AdvisoryFile.open(advisoryPath(folder, ecosystem, source));
    file.close();
    return file.about;
  } catch {
    return null; // none, or damaged: it is fetched
  }
}

function releasesIn(ecosystems: readonly string[], base: string): string[] {
  const releases = ecosystems.filter((name) => name.startsWith(`${base}:`)).map(releaseOf);
  return [...new Set(releases.filter((release) => release !== null))];
}
