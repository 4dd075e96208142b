/**
 * The public addresses of what is fetched where nothing else is configured. All other places in Stoa ask configuration.
 *
 * - osv: https://google.github.io/osv.dev/data/#data-dumps
 * - kev: https://www.cisa.gov/known-exploited-vulnerabilities-catalog
 * - epss: https://www.first.org/epss/data_stats
 * - debian: https://security-team.debian.org/security_tracker.html
 * - alpine: https://secdb.alpinelinux.org
 * - ubuntu: https://ubuntu.com/security/api/docs
 * - redhat: https://www.redhat.com/en/blog/csaf-vex-documents-now-generally-available
 */
export const officialFeeds = {
  osv: 'https://osv-vulnerabilities.storage.googleapis.com',
  kev: 'https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json',
  epss: 'https://epss.empiricalsecurity.com/epss_scores-current.csv.gz',
  debian: 'https://security-tracker.debian.org/tracker/data/json',
  alpine: 'https://secdb.alpinelinux.org',
  ubuntu: 'https://ubuntu.com/security/cves.json',
  redhat: 'https://security.access.redhat.com/data/csaf/v2/vex',
} as const;

export type FeedName = keyof typeof officialFeeds;

/** Where feeds come from: addresses or folders; null is "do not ask". */
export type FeedSources = Readonly<Record<FeedName, string | null>>;

export const feedSettings: Readonly<Record<FeedName, string>> = {
  osv: 'STOA_OSV_URL',
  kev: 'STOA_KEV_URL',
  epss: 'STOA_EPSS_URL',
  debian: 'STOA_DEBIAN_URL',
  alpine: 'STOA_ALPINE_URL',
  ubuntu: 'STOA_UBUNTU_URL',
  redhat: 'STOA_REDHAT_URL',
};

/**
 * What the settings say. Whoever names a mirror of OSV's does not want this machine to ask elsewhere: then the other feeds
 * are asked only where they are named too. `off` switches one off.
 */
export function feedSources(settings: Readonly<Record<string, string | undefined>>): FeedSources {
  const named = (feed: FeedName) => settings[feedSettings[feed]]?.trim() || undefined;
  const isMirrored = named('osv') !== undefined;
  const feeds = Object.keys(officialFeeds) as FeedName[];
  return Object.fromEntries(
    feeds.map((feed) => {
      const own = named(feed);
      return [feed, own === 'off' ? null : (own ?? (isMirrored ? null : officialFeeds[feed]))];
    }),
  ) as FeedSources;
}
