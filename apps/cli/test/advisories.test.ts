import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import type { Observation } from '@stoa/model';
import { afterAll, beforeAll, expect, test } from 'vitest';

const command = join(import.meta.dirname, '..', 'bin', 'stoa.mjs');
let root: string;

const record = {
  id: 'GHSA-35jh-r3h4-6jhm',
  aliases: ['CVE-2021-23337'],
  modified: '2026-01-01T00:00:00Z',
  summary: 'Command injection in lodash',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H' }],
  affected: [
    {
      package: { ecosystem: 'npm', name: 'lodash' },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '4.17.21' }] }],
      ecosystem_specific: { imports: [{ path: 'lodash', symbols: ['template'] }] },
    },
  ],
};
const exploited = { cveID: 'CVE-2021-23337', dateAdded: '2022-01-01', knownRansomwareCampaignUse: 'Unknown' };
const lock = {
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { lodash: '4.17.15' } },
    'node_modules/lodash': { version: '4.17.15' },
  },
};

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'stoa-known-'));
  write('shop/stoa.yaml', 'name: shop\nmodules:\n  - { name: till, exposure: internet }\n');
  write('shop/package-lock.json', JSON.stringify(lock));
  write('shop/src/page.js', "import { template } from 'lodash';\nexport const page = (text) => template(text)();\n");
  write('mirror/npm/all.zip', zipSync({ 'a.json': Buffer.from(JSON.stringify(record)) }));
  write('mirror/ecosystems.txt', 'npm\n');
  write('kev.json', JSON.stringify({ vulnerabilities: [exploited] }));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function stoa(...parameters: string[]): Promise<{ code: number; out: string; err: string }> {
  return stoaIn('home', ...parameters);
}

/** The command as a person runs it, in the shop, on a machine of its own. */
function stoaIn(home: string, ...parameters: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = {
    ...process.env,
    STOA_HOME: join(root, home),
    STOA_OSV_URL: join(root, 'mirror'),
    STOA_KEV_URL: join(root, 'kev.json'),
    NO_COLOR: '1',
    CI: '1',
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [command, ...parameters], { cwd: join(root, 'shop'), env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

test('what is known is fetched, shown with its age, and found in order with the reasons', async () => {
  const update = await stoa('db', 'update');
  expect(update.out).toMatch(/npm +OSV +1 advisories, updated\nKEV +CISA +1 CVEs, updated/);
  expect((await stoa('db', 'status')).out).toMatch(/npm +OSV +1 advisories, 0\.\d MB, fetched just now\nKEV/);
  const scan = await stoa('scan', '--engines', 'components');
  expect(scan.out).toMatch(/high +lodash 4\.17\.15: Command injection in lodash\n.*exploited, reachable, priority 79/);
  const one = await stoa('components', 'cve-2021-23337');
  expect(one.out).toMatch(/GitHub +GHSA-35jh-r3h4-6jhm: high, vers:npm\/<4\.17\.21, fixed in 4\.17\.21/);
  expect(one.out).toMatch(/\+10 reachability: called at src\/page\.js:2 \(page → template\)/);
  expect((await stoa('components')).out).toContain('1 components, 1 with known vulnerabilities');
  expect(await stoa('components', 'nothing')).toMatchObject({ code: 2 });
  expect((await stoa('db', 'update', '--ecosystems', 'cobol')).err).toContain('There is no ecosystem "cobol"');
}, 60_000);

test('a statement on a vulnerability moves it out of the way, in sight, and is handed on', async () => {
  await stoa('db', 'update');
  await stoa('scan', '--engines', 'components');
  const file = join(root, 'shop.vex.json');
  expect((await stoa('vex', 'export', '-o', file)).out).toContain('1 affected');
  const stated = readFileSync(file, 'utf8').replace('"affected"', '"not_affected"');
  write('shop/.stoa/vex/ours.json', stated);
  const scan = await stoa('scan', '--engines', 'components');
  expect(scan.out).toContain('1 settled by VEX');
  expect((await stoa('components', 'lodash')).out).toMatch(/VEX +not affected; .*\(ours\.json\)/);
  const gate = await stoa('gate', 'production', '--explain');
  expect(gate.out).toContain('PASS: No vulnerability that is known to be exploited');
  expect((await stoa('vex', 'export', '--format', 'csaf')).out).toContain('"known_not_affected"');
  write('shop/.stoa/vex/ours.json', '{"statements": 3}');
  expect((await stoa('scan', '--engines', 'components')).out).toMatch(/1 high · looked at 1, 1 not looked at/);
  rmSync(join(root, 'shop', '.stoa', 'vex'), { recursive: true });
  expect((await stoa('scan', '--engines', 'components', '--vex', join(root, 'kev.json'))).err).toContain(
    'is no VEX document',
  );
}, 60_000);

test('what another tool has found is put in the same order', async () => {
  await stoa('db', 'update');
  const vulnerability = { id: 'CVE-2021-23337', affects: [{ ref: 'lo' }], ratings: [{ severity: 'high' }] };
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    components: [
      { type: 'library', 'bom-ref': 'lo', name: 'lodash', version: '4.17.15', purl: 'pkg:npm/lodash@4.17.15' },
    ],
    vulnerabilities: [vulnerability],
  };
  write('other.cdx.json', JSON.stringify(bom));
  const { out } = await stoa('import', join(root, 'other.cdx.json'), '--json');
  const [run] = (JSON.parse(out) as { runs: { observations: Observation[] }[] }).runs;
  expect(run?.observations[0]).toMatchObject({
    tags: expect.arrayContaining(['kev']),
    affected: { priority: { score: 72 } },
  });
}, 60_000);

test('a machine without a network takes a signed pack over, and no other', async () => {
  await stoa('db', 'update');
  const file = join(root, 'advisories.stoa');
  expect((await stoa('db', 'pack', file)).out).toMatch(/signed by the key [0-9a-f]{16}…/);
  write('stoa.pub', (await stoa('db', 'key')).out);
  const refused = await stoaIn('other', 'db', 'unpack', file);
  expect(refused).toMatchObject({ code: 2, out: '' });
  expect(refused.err).toContain('None of its signatures is by a key we know');
  expect((await stoaIn('other', 'db', 'verify', file, '--key', join(root, 'stoa.pub'))).out).toContain('is whole');
  expect((await stoaIn('other', 'db', 'update', '--from', file, '--key', join(root, 'stoa.pub'))).out).toContain(
    '2 taken over',
  );
  expect((await stoaIn('other', 'db', 'status')).out).toMatch(/npm +OSV +1 advisories/);
}, 60_000);
