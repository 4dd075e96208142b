import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import fc from 'fast-check';
import { exposures, reachabilityStates, severities, type Observation } from '@stoa/model';
import { enrich, feedSources, openAdvisories, rank, updateAdvisories, type RankFacts } from '@stoa/components';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'stoa-signals-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const catalog = {
  catalogVersion: '2026.01.02',
  vulnerabilities: [
    { cveID: 'CVE-2021-44228', dateAdded: '2021-12-10', dueDate: '2021-12-24', knownRansomwareCampaignUse: 'Known' },
    { cveID: 'CVE-2020-0001', dateAdded: '2022-01-01', knownRansomwareCampaignUse: 'Unknown' },
    { cveID: 'nonsense', dateAdded: 'yesterday' },
    null,
  ],
};
const scores = [
  '#model_version:v2026.01.01,score_date:2026-01-02T00:00:00+0000',
  'cve,epss,percentile',
  'CVE-2021-44228,0.94358,0.99961',
  'CVE-1999-0001,0.00043,0.07',
  'CVE-2024-1234567,1,1.0',
  'CVE-2024-1,0.5,0.5',
  'CVE-2024-22222,1.5,0.5',
  'CVE-2024-33333,,',
].join('\n');

const source = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const update = (sources: Parameters<typeof updateAdvisories>[0]['sources']) =>
  updateAdvisories({ sources, folder: join(folder, 'index'), ecosystems: [] });
const open = () => openAdvisories(join(folder, 'index'))!;

test('what is exploited and what is likely to be is read from their own formats, and broken lines are counted', async () => {
  const result = await update({
    kev: source('kev.json', JSON.stringify(catalog)),
    epss: source('epss_scores-current.csv.gz', gzipSync(scores)),
  });
  expect(result).toMatchObject([
    { ecosystem: 'KEV', outcome: 'updated', advisories: 2, bad: 2 },
    { ecosystem: 'EPSS', outcome: 'updated', advisories: 3, bad: 3 },
  ]);
  const index = open();
  expect(index.exploited('CVE-2021-44228')).toEqual({
    source: 'CISA',
    since: '2021-12-10',
    due: '2021-12-24',
    ransomware: true,
  });
  expect(index.exploited('CVE-1999-0001')).toBeNull();
  expect(index.predicted('CVE-2021-44228')).toEqual({ score: 0.94358, percentile: 0.99961, asOf: '2026-01-02' });
  expect(index.predicted('CVE-1999-0001')).toEqual({ score: 0.00043, percentile: 0.07, asOf: '2026-01-02' });
  expect(index.predicted('CVE-2024-1234567')?.score).toBe(1);
  expect(index.predicted('CVE-2021-44229')).toBeNull();
  expect(index.predicted('GHSA-jfh8-c2jp-5v3q')).toBeNull();
  expect(index.sources).toMatchObject([
    { name: 'KEV', source: 'CISA', count: 2 },
    { name: 'EPSS', source: 'FIRST', count: 3 },
  ]);
});

test('a folder with the files under their usual names is a source; what has not changed is only noted', async () => {
  source('known_exploited_vulnerabilities.json', JSON.stringify(catalog));
  source('epss_scores-current.csv.gz', gzipSync(scores));
  await update({ kev: folder, epss: folder });
  expect(await update({ kev: folder, epss: folder })).toMatchObject([
    { outcome: 'unchanged' },
    { outcome: 'unchanged' },
  ]);
});

test.each(['<html>sign in</html>', '{"vulnerabilities": []}', '{"vulnerabilities": {}}', ''])(
  'nonsense in the place of a catalogue is named, and the old one stays: %s',
  async (text) => {
    await update({ kev: source('kev.json', JSON.stringify(catalog)) });
    expect(await update({ kev: source('kev.json', text) })).toMatchObject([
      { outcome: 'failed', error: { code: 'bad-archive' }, advisories: 2 },
    ]);
    expect(open().exploited('CVE-2021-44228')).not.toBeNull();
  },
);

test('whoever names a mirror of OSV is not sent to anybody else, unless they are named too', () => {
  expect(feedSources({}).kev).toContain('cisa.gov');
  expect(feedSources({ STOA_OSV_URL: '/mirror' })).toMatchObject({
    osv: '/mirror',
    kev: null,
    epss: null,
    debian: null,
  });
  expect(feedSources({ STOA_OSV_URL: '/mirror', STOA_EPSS_URL: '/epss' })).toMatchObject({ kev: null, epss: '/epss' });
  expect(feedSources({ STOA_KEV_URL: 'off' }).kev).toBeNull();
});

const vulnerability = (more: Partial<Observation> = {}): Observation => ({
  kind: 'vulnerability',
  rule: { id: 'GHSA-jfh8-c2jp-5v3q', cwe: [] },
  title: 'log4j-core 2.14.1',
  description: '',
  severity: 'critical',
  location: { path: 'shop/pom.xml' },
  affected: { purl: 'pkg:maven/a/b@1', advisoryIds: ['GHSA-jfh8-c2jp-5v3q', 'CVE-2021-44228'], cvssScore: 10 },
  toolFingerprints: {},
  tags: [],
  ...more,
});

test('each term of the order is shown with what it brings and why', async () => {
  await update({ kev: source('kev.json', JSON.stringify(catalog)), epss: source('epss.csv', scores) });
  const { affected, tags } = enrich(vulnerability(), {
    signals: open(),
    exposureOf: (path) => (path.startsWith('shop/') ? 'internet' : undefined),
  });
  expect(tags).toEqual(['kev', 'ransomware']);
  expect(affected?.priority).toEqual({
    score: 99.6,
    terms: [
      { name: 'severity', value: 40, why: 'CVSS 10.0' },
      { name: 'exploited', value: 35, why: 'exploited, as CISA has known since 2021-12-10, by ransomware too' },
      {
        name: 'forecast',
        value: 14.6,
        why: '94 % likely to be tried within 30 days, more than 100 % of all (EPSS, 2026-01-02)',
      },
      { name: 'exposure', value: 10, why: 'its module answers the internet' },
    ],
  });
});

const facts: fc.Arbitrary<RankFacts> = fc.record(
  {
    severity: fc.constantFrom(...severities),
    cvssScore: fc.double({ min: 0, max: 10, noNaN: true }),
    exploited: fc.record({ source: fc.constant('CISA'), since: fc.constant('2026-01-01'), ransomware: fc.boolean() }),
    epss: fc.record({
      score: fc.double({ min: 0, max: 1, noNaN: true }),
      percentile: fc.double({ min: 0, max: 1, noNaN: true }),
      asOf: fc.constant('2026-01-01'),
    }),
    reachability: fc.record({
      state: fc.constantFrom(...reachabilityStates),
      why: fc.constant('seen'),
      places: fc.constant([]),
    }),
    exposure: fc.constantFrom(...exposures),
    scope: fc.constantFrom('required', 'development', 'optional'),
  },
  { requiredKeys: ['severity'] },
);

test('the score is the sum of its terms, and stays between 0 and 100', () => {
  fc.assert(
    fc.property(facts, (one) => {
      const { score, terms } = rank(one);
      const sum = terms.reduce((total, { value }) => total + value, 0);
      expect(score).toBeCloseTo(Math.min(100, Math.max(0, sum)), 5);
    }),
  );
});

test('exploitation never lowers it; unknown reachability is as if nothing were said', () => {
  fc.assert(
    fc.property(facts, (one) => {
      const exploited = { source: 'CISA', since: '2026-01-01', ransomware: false };
      expect(rank({ ...one, exploited }).score).toBeGreaterThanOrEqual(
        rank({ ...one, exploited: undefined } as RankFacts).score,
      );
      const unknown = { state: 'unknown' as const, why: 'not looked', places: [] };
      expect(rank({ ...one, reachability: unknown }).score).toBe(
        rank({ ...one, reachability: undefined } as RankFacts).score,
      );
    }),
  );
});
