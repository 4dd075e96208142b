import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Component, drain, type Observation } from '@stoa/model';
import { matchAdvisories, openAdvisories, updateAdvisories, type FeedSources } from '@stoa/components';
import { serve, stopServing } from './loopback.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'stoa-feeds-'))));
afterEach(() => {
  stopServing();
  rmSync(folder, { recursive: true, force: true });
});

const update = (sources: Partial<FeedSources>, ecosystem: string) =>
  updateAdvisories({ sources, folder: join(folder, 'index'), ecosystems: [ecosystem] });

function write(name: string, content: unknown): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return path;
}

async function match(ecosystem: string, name: string, version: string, upstream?: string) {
  const purl = `pkg:generic/${name}@${version}${upstream ? `?upstream=${encodeURIComponent(upstream)}` : ''}`;
  const component = Component.parse({ purl, name, version, ecosystem, location: { path: 'var/lib/packages' } });
  const index = openAdvisories(join(folder, 'index'));
  const found: Observation[] = [];
  const summary = await drain(matchAdvisories([component], index, { roots: [], skipped: [] }), (item) => {
    if (item.type === 'observation') found.push(item.observation);
  });
  index?.close();
  return { ids: found.map(({ rule }) => rule.id).sort(), found, summary };
}

const debian = {
  openssl: {
    'CVE-2023-0464': {
      description: 'A policy check that takes too long',
      scope: 'remote',
      releases: {
        bullseye: { status: 'resolved', fixed_version: '1.1.1n-0+deb11u5', urgency: 'not yet assigned' },
        bookworm: { status: 'resolved', fixed_version: '3.0.9-1', urgency: 'medium' },
        sid: { status: 'resolved', fixed_version: '3.0.9-1', urgency: 'medium' },
      },
    },
    'CVE-2099-0001': { releases: { bookworm: { status: 'open', urgency: 'unimportant', nodsa: 'Minor issue' } } },
    'CVE-2099-0002': { releases: { bookworm: { status: 'resolved', fixed_version: '0', urgency: 'unimportant' } } },
    'CVE-2099-0003': { releases: { bookworm: { status: 'undetermined', urgency: 'low' } } },
    'CVE-2099-0004': { releases: { bookworm: { status: 'vague' } } },
    nonsense: 3,
  },
};

test('of a distribution the releases in use are kept, one repository after the other', async () => {
  const source = write('debian.json', debian);
  await update({ debian: source }, 'Debian:12');
  // What was not kept is not known, which is not clean.
  expect((await match('Debian:11', 'openssl', '1.1.1n-0+deb11u4')).summary.coverage).toMatchObject({
    looked: 0,
    skippedTotal: 1,
  });
  expect(await update({ debian: source }, 'Debian:12')).toMatchObject([{ outcome: 'unchanged' }]);
  expect(await update({ debian: source }, 'Debian:11')).toMatchObject([{ outcome: 'updated' }]);
  expect((await match('Debian:11', 'openssl', '1.1.1n-0+deb11u4')).ids).toEqual(['CVE-2023-0464']);
  expect((await match('Debian:12', 'openssl', '3.0.8-1')).ids).toEqual(['CVE-2023-0464', 'CVE-2099-0001']);
  expect(await update({ debian: source }, 'Debian')).toMatchObject([{ outcome: 'updated' }]);
  expect(await update({ debian: source }, 'Debian')).toMatchObject([{ outcome: 'unchanged' }]);
  expect(await update({ debian: source }, 'Debian:12')).toMatchObject([{ outcome: 'unchanged' }]);
});

test('Debian: fixed, open and never affected, by release and source package', async () => {
  expect(await update({ debian: write('debian.json', debian) }, 'Debian')).toMatchObject([
    { source: 'Debian tracker', outcome: 'updated', advisories: 2, bad: 2, undecided: 1 },
  ]);
  expect((await match('Debian:12', 'openssl', '3.0.8-1')).ids).toEqual(['CVE-2023-0464', 'CVE-2099-0001']);
  expect((await match('Debian:12', 'openssl', '3.0.9-1')).ids).toEqual(['CVE-2099-0001']);
  expect((await match('Debian:11', 'openssl', '1.1.1n-0+deb11u4')).ids).toEqual(['CVE-2023-0464']);
  expect((await match('Debian:13', 'openssl', '3.0.8-1')).ids).toEqual([]);
  // The package on the system has another name than its source, and may have another version.
  expect((await match('Debian:12', 'libssl3', '3.0.8-1', 'openssl')).ids).toEqual(['CVE-2023-0464', 'CVE-2099-0001']);
  expect((await match('Debian:12', 'libssl3', '9', 'openssl@3.0.8-1')).ids).toContain('CVE-2023-0464');
  const { found } = await match('Debian:12', 'openssl', '3.0.8-1');
  expect(found.find(({ rule }) => rule.id === 'CVE-2023-0464')).toMatchObject({
    severity: 'medium',
    affected: {
      fixedVersion: '3.0.9-1',
      sources: [{ name: 'Debian tracker', range: 'vers:deb/<3.0.9-1', fixedVersion: '3.0.9-1' }],
    },
  });
});

test('without the release of a distribution nothing is said of its packages', async () => {
  await update({ debian: write('debian.json', debian) }, 'Debian:12');
  const { ids, summary } = await match('Debian', 'openssl', '3.0.8-1');
  expect(ids).toEqual([]);
  expect(summary.coverage).toMatchObject({ looked: 0, skippedTotal: 1 });
});

test('Alpine: a database a release, what was fixed twice counts from the second time', async () => {
  const secdb = (distroversion: string, packages: unknown[]) => ({ distroversion, reponame: 'main', packages });
  write(
    'alpine/v3.18/main.json',
    secdb('v3.18', [
      {
        pkg: {
          name: 'busybox',
          secfixes: {
            '1.36.1-r2': ['CVE-2022-48174 ALPINE-15229', 'CVE-2023-0001 (+ regression fix)'],
            '1.36.1-r0': ['CVE-2023-0001'],
            '0': ['CVE-2020-0001'],
          },
        },
      },
      { pkg: { name: 3 } },
    ]),
  );
  expect(await update({ alpine: join(folder, 'alpine') }, 'Alpine:3.18')).toMatchObject([
    { source: 'Alpine secdb v3.18', advisories: 2, bad: 1 },
  ]);
  expect((await match('Alpine:v3.18', 'busybox', '1.36.1-r1')).ids).toEqual(['CVE-2022-48174', 'CVE-2023-0001']);
  expect((await match('Alpine:v3.18', 'ssl_client', '1.36.1-r1', 'busybox')).ids).toHaveLength(2);
  expect((await match('Alpine:v3.18', 'busybox', '1.36.1-r2')).ids).toEqual([]);
  const { found } = await match('Alpine:v3.18', 'busybox', '1.36.1-r1');
  expect(found[0]?.affected?.advisoryIds).toContain('ALPINE-15229');
});

const ubuntuCve = (id: string, status: string, description: string, more = {}) => ({
  id,
  description: 'What it is',
  priority: 'high',
  packages: [{ name: 'curl', source: '', statuses: [{ release_codename: 'jammy', status, description, ...more }] }],
});

test('Ubuntu: pages of its interface, one after the other; paid pockets are releases of their own', async () => {
  const cves = [
    ubuntuCve('CVE-2023-38545', 'released', '7.81.0-1ubuntu1.14'),
    ubuntuCve('CVE-2099-0001', 'needed', ''),
    ubuntuCve('CVE-2099-0002', 'not-affected', 'code not present'),
    ubuntuCve('CVE-2099-0003', 'needs-triage', ''),
    ubuntuCve('CVE-2099-0004', 'released', '7.81.0-1ubuntu1.99', { pocket: 'esm-infra' }),
  ];
  const asked: string[] = [];
  const url = await serve((request, response) => {
    asked.push(request.url ?? '');
    const offset = Number(new URL(request.url ?? '', 'http://mirror.example').searchParams.get('offset'));
    response.end(JSON.stringify({ cves: cves.slice(offset, offset + 2), total_results: cves.length }));
  });
  expect(await update({ ubuntu: `${url}/cves.json` }, 'Ubuntu:22.04')).toMatchObject([{ advisories: 2, undecided: 1 }]);
  expect(asked).toHaveLength(3);
  expect((await match('Ubuntu:22.04', 'curl', '7.81.0-1ubuntu1.10')).ids).toEqual(['CVE-2023-38545', 'CVE-2099-0001']);
  expect((await match('Ubuntu:22.04:LTS', 'curl', '7.81.0-1ubuntu1.14')).ids).toEqual(['CVE-2099-0001']);
});

const redhat = {
  document: {
    category: 'csaf_vex',
    title: 'curl: something',
    publisher: { name: 'Red Hat Product Security' },
    tracking: { id: 'CVE-2023-38545', current_release_date: '2024-01-01T00:00:00Z', status: 'final' },
  },
  product_tree: {
    branches: [
      {
        category: 'vendor',
        name: 'Red Hat',
        branches: [
          platform('BaseOS-9', 'cpe:/o:redhat:enterprise_linux:9::baseos'),
          platform('BaseOS-9.2.EUS', 'cpe:/o:redhat:rhel_eus:9.2::baseos'),
          platform('red_hat_enterprise_linux_8', 'cpe:/o:redhat:enterprise_linux:8'),
          rpm('curl-0:7.76.1-26.el9_3.2.x86_64', 'pkg:rpm/redhat/curl@7.76.1-26.el9_3.2?arch=x86_64'),
          rpm('bind-32:9.16.23-1.el9.x86_64', 'pkg:rpm/redhat/bind@9.16.23-1.el9?arch=x86_64&epoch=32'),
          rpm('curl', 'pkg:rpm/redhat/curl'),
        ],
      },
    ],
    relationships: [
      related('BaseOS-9', 'curl-0:7.76.1-26.el9_3.2.x86_64'),
      related('BaseOS-9', 'bind-32:9.16.23-1.el9.x86_64'),
      related('red_hat_enterprise_linux_8', 'curl'),
      related('BaseOS-9.2.EUS', 'curl'),
    ],
  },
  vulnerabilities: [
    {
      cve: 'CVE-2023-38545',
      title: 'curl: heap based buffer overflow',
      cwe: { id: 'CWE-119', name: '' },
      scores: [{ cvss_v3: { vectorString: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H' }, products: [] }],
      product_status: {
        fixed: ['BaseOS-9:curl-0:7.76.1-26.el9_3.2.x86_64', 'BaseOS-9:bind-32:9.16.23-1.el9.x86_64'],
        known_affected: ['BaseOS-9.2.EUS:curl'],
        known_not_affected: ['red_hat_enterprise_linux_8:curl'],
      },
      threats: [{ category: 'impact', details: 'Important' }],
    },
  ],
};

function platform(id: string, cpe: string) {
  return {
    category: 'product_name',
    name: id,
    product: { name: id, product_id: id, product_identification_helper: { cpe } },
  };
}
function rpm(id: string, purl: string) {
  return {
    category: 'product_version',
    name: id,
    product: { name: id, product_id: id, product_identification_helper: { purl } },
  };
}
function related(on: string, part: string) {
  return {
    category: 'default_component_of',
    product_reference: part,
    relates_to_product_reference: on,
    full_product_name: { name: part, product_id: `${on}:${part}` },
  };
}

/** One file in a tar archive, as `tar` writes it. */
function tar(name: string, content: string): Buffer {
  const head = Buffer.alloc(512);
  head.write(name);
  head.write(`${Buffer.byteLength(content).toString(8).padStart(11, '0')}\0`, 124);
  const body = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / 512) * 512);
  body.write(content);
  return Buffer.concat([head, body]);
}

test('Red Hat: VEX documents from a folder or from the archive, with epochs, only for its own system', async () => {
  const archive = zstdCompressSync(
    Buffer.concat([
      tar('2023/cve-2023-38545.json', JSON.stringify(redhat)),
      tar('2023/x.json', 'no'),
      Buffer.alloc(1024),
    ]),
  );
  write('packed/csaf_vex_2024-01-01.tar.zst', archive);
  writeFileSync(join(folder, 'packed', 'archive_latest.txt'), 'csaf_vex_2024-01-01.tar.zst\n');
  write('plain/2023/cve-2023-38545.json', redhat);
  for (const source of [join(folder, 'packed'), join(folder, 'plain')]) {
    expect(await update({ redhat: source }, 'Red Hat:9')).toMatchObject([{ source: 'Red Hat VEX', advisories: 1 }]);
    const { found } = await match('Red Hat:9', 'curl', '7.76.1-23.el9');
    expect(found).toMatchObject([
      {
        rule: { id: 'CVE-2023-38545', cwe: [119] },
        severity: 'high',
        affected: { cvssScore: 8.1, fixedVersion: '7.76.1-26.el9_3.2' },
      },
    ]);
    expect((await match('Red Hat:9', 'curl', '7.76.1-26.el9_3.2')).ids).toEqual([]);
    expect((await match('Red Hat:8', 'curl', '7.61.1-1.el8')).ids).toEqual([]);
    expect((await match('Red Hat:9', 'bind', '32:9.16.22-1.el9')).ids).toHaveLength(1);
    expect((await match('Red Hat:9', 'bind', '32:9.16.23-2.el9')).ids).toEqual([]);
  }
});

test.each<[keyof FeedSources, string, string]>([
  ['debian', 'Debian:12', 'Debian tracker'],
  ['ubuntu', 'Ubuntu:22.04', 'Ubuntu'],
  ['redhat', 'Red Hat:9', 'Red Hat VEX'],
])('%s: what is no such file is named, and nothing is written', async (feed, ecosystem, source) => {
  for (const [name, content] of [
    ['list.json', []],
    ['number.json', 3],
    ['empty.json', {}],
    ['deep.json', { a: { b: [] } }],
  ] as const)
    expect(await update({ [feed]: write(name, content) }, ecosystem)).toMatchObject([
      { source, outcome: 'failed', error: { code: 'bad-archive' } },
    ]);
  expect(await update({ [feed]: join(folder, 'nowhere') }, ecosystem)).toMatchObject([
    { outcome: 'failed', error: { code: 'bad-answer' } },
  ]);
  expect(openAdvisories(join(folder, 'index'))).toBeNull();
});

test('what the mirror of OSV and a distribution both know is one vulnerability, each with its word', async () => {
  write('osv/Debian/all.zip', Buffer.alloc(0));
  const { zipSync } = await import('fflate');
  const record = {
    id: 'DEBIAN-CVE-2023-0464',
    modified: '2024-01-01T00:00:00Z',
    affected: [
      {
        package: { ecosystem: 'Debian:12', name: 'openssl' },
        ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '3.0.9-2' }] }],
      },
    ],
  };
  writeFileSync(join(folder, 'osv/Debian/all.zip'), zipSync({ 'a.json': Buffer.from(JSON.stringify(record)) }));
  await update({ debian: write('debian.json', debian), osv: join(folder, 'osv') }, 'Debian:12');
  const { found } = await match('Debian:12', 'openssl', '3.0.8-1');
  const both = found.find(({ rule }) => rule.id.endsWith('CVE-2023-0464'));
  expect(both?.affected?.sources?.map(({ name, fixedVersion }) => [name, fixedVersion]).sort()).toEqual([
    ['Debian tracker', '3.0.9-1'],
    ['Debian', '3.0.9-2'],
  ]);
  // Safe by everybody's word.
  expect(both?.affected?.fixedVersion).toBe('3.0.9-2');
});
