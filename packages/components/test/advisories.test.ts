import type { RequestListener } from 'node:http';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Component, drain, Observation } from '@stoa/model';
import { matchAdvisories, openAdvisories, toPurl, updateAdvisories } from '@stoa/components';
import { serve, stopServing } from './loopback.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'stoa-advisories-'))));
afterEach(() => {
  stopServing();
  rmSync(folder, { recursive: true, force: true });
});

const records = [
  {
    id: 'GHSA-35jh-r3h4-6jhm',
    aliases: ['CVE-2021-23337'],
    modified: '2026-01-01T00:00:00Z',
    summary: 'Command injection in lodash',
    severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H' }],
    affected: [
      {
        package: { ecosystem: 'npm', name: 'lodash' },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '4.17.21' }] }],
      },
    ],
    database_specific: { cwe_ids: ['CWE-77', 'nonsense'] },
    references: [{ type: 'ADVISORY', url: 'https://advisories.example/GHSA-35jh-r3h4-6jhm' }],
  },
  {
    id: 'OTHER-1',
    aliases: ['CVE-2021-23337'],
    affected: [{ package: { ecosystem: 'npm', name: 'lodash' }, versions: ['4.17.15'] }],
  },
  {
    id: 'GONE-1',
    withdrawn: '2026-01-01T00:00:00Z',
    affected: [{ package: { ecosystem: 'npm', name: 'lodash' }, versions: ['4.17.15'] }],
  },
  {
    id: 'TWO-1',
    summary: 'Two ranges',
    affected: [
      {
        package: { ecosystem: 'npm', name: 'qs' },
        ranges: [
          {
            type: 'SEMVER',
            events: [{ fixed: '6.7.3' }, { introduced: '6.7.0' }, { introduced: '6.9.0' }, { last_affected: '6.9.4' }],
          },
        ],
      },
    ],
    database_specific: { severity: 'MODERATE' },
  },
];

const zipOf = (some: readonly unknown[]) =>
  zipSync(
    Object.fromEntries(
      some.map((record, index) => [
        `r${index}.json`,
        Buffer.from(typeof record === 'string' ? record : JSON.stringify(record)),
      ]),
    ),
  );

function mirrorFolder(some: unknown[] = records): string {
  const root = join(folder, 'mirror');
  mkdirSync(join(root, 'npm'), { recursive: true });
  writeFileSync(join(root, 'npm', 'all.zip'), zipOf(some));
  return root;
}

const indexFolder = () => join(folder, 'index');
const update = (source: string, more = {}) =>
  updateAdvisories({ sources: { osv: source }, folder: indexFolder(), ecosystems: ['npm'], ...more });

const component = (name: string, version: string, ecosystem = 'npm') =>
  Component.parse({
    purl: ecosystem === 'npm' ? toPurl(ecosystem, name, version) : `pkg:maven/${name}@${version}`,
    name,
    version,
    ecosystem,
    location: { path: 'package-lock.json', line: 3 },
  });

async function match(...components: Component[]) {
  const found: Observation[] = [];
  const index = openAdvisories(indexFolder());
  const summary = await drain(matchAdvisories(components, index, { roots: [], skipped: [] }), (item) => {
    if (item.type === 'observation') found.push(item.observation);
  });
  index?.close();
  return { found, summary };
}

test('records of one vulnerability become one observation, with severity, weakness and the way out', async () => {
  expect(await update(mirrorFolder())).toMatchObject([{ outcome: 'updated', advisories: 3, bad: 0 }]);
  const { found, summary } = await match(component('lodash', '4.17.15'));
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({
    rule: { id: 'GHSA-35jh-r3h4-6jhm', cwe: [77] },
    severity: 'high',
    affected: { purl: 'pkg:npm/lodash@4.17.15', fixedVersion: '4.17.21', cvssScore: 7.2 },
    fix: 'Update lodash from 4.17.15 to 4.17.21 or later.',
    location: { path: 'package-lock.json', startLine: 3 },
  });
  expect(found[0]?.affected?.advisoryIds.toSorted()).toEqual(['CVE-2021-23337', 'GHSA-35jh-r3h4-6jhm', 'OTHER-1']);
  expect(summary).toMatchObject({ completeness: 'complete', coverage: { looked: 1 } });
});

test.each([
  ['lodash', '4.17.21', 0],
  ['qs', '6.6.9', 0],
  ['qs', '6.7.0', 1],
  ['qs', '6.7.3', 0],
  ['qs', '6.9.4', 1],
  ['qs', '6.9.5', 0],
  ['left-pad', '1.0.0', 0],
])('%s %s has %i', async (name, version, count) => {
  await update(mirrorFolder());
  expect((await match(component(name, version))).found).toHaveLength(count);
});

test('what cannot be judged is unknown and counted, not clean', async () => {
  await update(mirrorFolder());
  const { found, summary } = await match(component('lodash', ''), component('org.acme/thing', '1.0', 'Maven'));
  expect(found).toEqual([]);
  expect(summary.coverage).toMatchObject({ looked: 0, skippedTotal: 2 });
});

test('without advisories the check has not been made, and says what to do', async () => {
  const { summary } = await match(component('lodash', '4.17.15'));
  expect(summary).toMatchObject({ completeness: 'partial', coverage: { looked: 0, roots: [] } });
  expect(summary.reason).toContain('stoa db update');
});

test('records that are no records are counted; the rest is used', async () => {
  expect(await update(mirrorFolder([...records, '{"id": 3}', 'not json', '{"__proto__": {"id": "x"}}']))).toMatchObject(
    [{ advisories: 3, bad: 3 }],
  );
});

test('what has not changed is not fetched again', async () => {
  const root = mirrorFolder();
  await update(root);
  expect(await update(root)).toMatchObject([{ outcome: 'unchanged', advisories: 3 }]);
  let fetched = 0;
  const url = await serve((request, response) => {
    if (!request.url?.endsWith('all.zip')) return response.writeHead(404).end();
    if (request.headers['if-none-match'] === '"v1"') return response.writeHead(304).end();
    fetched += 1;
    return response.writeHead(200, { etag: '"v1"' }).end(zipOf(records));
  });
  rmSync(indexFolder(), { recursive: true });
  await update(url);
  expect(await update(url)).toMatchObject([{ outcome: 'unchanged' }]);
  expect(fetched).toBe(1);
});

test('a download that is cut off goes on where it was, when the mirror still has the same version', async () => {
  const bytes = Buffer.from(zipOf(records));
  const asked: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    if (!request.url?.endsWith('all.zip')) return response.writeHead(404).end();
    asked.push(request.headers.range);
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    response.writeHead(from ? 206 : 200, { etag: '"v1"', 'content-length': bytes.length - from });
    if (from) return response.end(bytes.subarray(from));
    response.write(bytes.subarray(0, 200));
    return setTimeout(() => response.destroy(), 300);
  });
  expect(await update(url)).toMatchObject([{ outcome: 'failed', error: { code: 'interrupted' } }]);
  // How much of the first part reached the disk before the line broke is chance: it may take one more attempt.
  let result = await update(url);
  for (let attempt = 0; attempt < 5 && result[0]?.outcome === 'failed'; attempt += 1) result = await update(url);
  expect(result).toMatchObject([{ outcome: 'updated', advisories: 3 }]);
  expect(asked[0]).toBeUndefined();
  expect(asked.at(-1)).toMatch(/^bytes=\d+-$/);
});

test.each<[string, string, RequestListener]>([
  ['not found', 'bad-answer', (_, response) => response.writeHead(404).end('no')],
  ['a page instead of an archive', 'bad-archive', (_, response) => response.writeHead(200).end('<html>sign in</html>')],
  ['silence', 'unreachable', () => undefined],
  [
    'a stop in the middle',
    'interrupted',
    (_, response) => void response.writeHead(200, { 'content-length': 9999 }).write('PK'),
  ],
])('a mirror that answers with %s is named, and the old advisories stay in use', async (_, code, listener) => {
  await update(mirrorFolder());
  expect(await update(await serve(listener), { stallMs: 400 })).toMatchObject([
    { outcome: 'failed', error: { code }, advisories: 3 },
  ]);
  expect((await match(component('lodash', '4.17.15'))).found).toHaveLength(1);
});

test('no mirror at all', async () => {
  expect(await update('http://127.0.0.1:1')).toMatchObject([{ outcome: 'failed', error: { code: 'unreachable' } }]);
});

const indexFile = () => join(indexFolder(), 'npm.osv.adv');

// What a process that is killed leaves is a file under another name: see `test/slow`.
test('of an index that is cut short or changed the one before it is used, and what to do is said', async () => {
  await update(mirrorFolder(records.slice(0, 1)));
  await update(mirrorFolder(), { force: true });
  const whole = readFileSync(indexFile());
  for (const spoilt of [
    whole.subarray(0, -10),
    Buffer.from(whole.toString('latin1').replace('lodash', 'lodish'), 'latin1'),
  ]) {
    writeFileSync(indexFile(), spoilt);
    const { found, summary } = await match(component('lodash', '4.17.15'), component('qs', '6.7.0'));
    expect(found.map(({ rule }) => rule.id)).toEqual(['GHSA-35jh-r3h4-6jhm']);
    expect(summary.completeness).toBe('complete');
    const index = openAdvisories(indexFolder());
    expect(index?.sources).toMatchObject(
      [{ name: 'npm', count: 1, problem: /before it is in use.*--force/ }].map((one) => ({
        ...one,
        problem: expect.stringMatching(one.problem),
      })),
    );
    index?.close();
  }
});

test('a damaged index with none before it makes the check not evaluated, not clean', async () => {
  await update(mirrorFolder());
  truncateSync(indexFile(), 100);
  const { found, summary } = await match(component('lodash', '4.17.15'));
  expect(found).toEqual([]);
  expect(summary).toMatchObject({ completeness: 'partial', coverage: { looked: 0, roots: [] } });
  expect(summary.reason).toMatch(/npm.osv.adv is damaged.*stoa db update --force/);
  await update(mirrorFolder());
  expect((await match(component('lodash', '4.17.15'))).found).toHaveLength(1);
});

test('bytes that change inside are seen when they are read', async () => {
  await update(mirrorFolder());
  const whole = readFileSync(indexFile());
  writeFileSync(indexFile(), Buffer.from(whole.toString('latin1').replace('f4.17.21', 'f4.17.99'), 'latin1'));
  await expect(match(component('lodash', '4.17.15'))).rejects.toMatchObject({ code: 'corrupt' });
});

test('each source keeps its word: severity, range, fix, and that it took the record back', async () => {
  await update(mirrorFolder([...records, { ...records[1], id: 'PYSEC-9', withdrawn: '2026-02-01T00:00:00Z' }]));
  const { found } = await match(component('lodash', '4.17.15'));
  expect(found[0]?.affected?.sources).toEqual([
    {
      name: 'GitHub',
      id: 'GHSA-35jh-r3h4-6jhm',
      severity: 'high',
      cvssVector: 'CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H',
      range: 'vers:npm/<4.17.21',
      fixedVersion: '4.17.21',
      modified: '2026-01-01T00:00:00Z',
    },
    { name: 'OSV', id: 'OTHER-1', range: 'vers:npm/4.17.15' },
    { name: 'PyPA', id: 'PYSEC-9', range: 'vers:npm/4.17.15', withdrawn: '2026-02-01T00:00:00Z' },
  ]);
  expect(Observation.parse(found[0])).toEqual(found[0]);
});

interface Served extends Record<string, unknown> {
  id: string;
  modified?: string;
}

/** A mirror with everything OSV's bucket has, and what was asked of it. */
async function wholeMirror(state: { records: readonly Served[] }) {
  const asked: string[] = [];
  const url = await serve((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const one = state.records.find(({ id }) => path === `/npm/${id}.json`);
    if (path === '/ecosystems.txt') return response.end('npm\nDebian:12\n');
    if (path === '/npm/all.zip') return response.end(zipOf(state.records));
    if (path === '/npm/modified_id.csv')
      return response.end(
        state.records.map(({ id, modified = '2026-01-01T00:00:00Z' }) => `${modified},${id}\n`).join(''),
      );
    return one ? response.end(JSON.stringify(one)) : response.writeHead(404).end();
  });
  return { url, asked };
}

test('only the records that have changed are fetched, and what is gone is taken out', async () => {
  const state: { records: Served[] } = {
    records: records.map((record) => ({ modified: '2026-01-01T00:00:00Z', ...record })),
  };
  const { url, asked } = await wholeMirror(state);
  expect(await update(url)).toMatchObject([{ outcome: 'updated', advisories: 3 }]);
  asked.length = 0;
  expect(await update(url)).toMatchObject([{ outcome: 'unchanged', advisories: 3 }]);
  expect(asked).toEqual(['/ecosystems.txt', '/npm/modified_id.csv']);
  asked.length = 0;
  const [lodash, other, gone] = state.records;
  const fresh = { ...other!, id: 'NEW-1', aliases: [], modified: '2026-03-01T00:00:00Z' };
  state.records = [{ ...lodash!, summary: 'Said anew', modified: '2026-03-01T00:00:00Z' }, other!, gone!, fresh];
  expect(await update(url)).toMatchObject([{ outcome: 'updated', advisories: 3, changed: 3 }]);
  expect(asked.slice(2).sort()).toEqual(['/npm/GHSA-35jh-r3h4-6jhm.json', '/npm/NEW-1.json']);
  const delta = await match(component('lodash', '4.17.15'), component('qs', '6.7.0'));
  expect(delta.found.map(({ title }) => title)).toEqual(['lodash 4.17.15: Said anew', 'lodash 4.17.15: NEW-1']);
  // A delta gives what fetching all of it gives.
  await update(url, { force: true });
  const full = await match(component('lodash', '4.17.15'), component('qs', '6.7.0'));
  const byTitle = (a: Observation, b: Observation) => (a.title < b.title ? -1 : 1);
  expect(delta.found.toSorted(byTitle)).toEqual(full.found.toSorted(byTitle));
});

test('an ecosystem that the mirror does not list is absent, which is no failure', async () => {
  const { url } = await wholeMirror({ records });
  expect(await update(url, { ecosystems: ['Hex'] })).toMatchObject([{ ecosystem: 'Hex', outcome: 'absent' }]);
});
