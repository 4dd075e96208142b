import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Component, drain } from '@stoa/model';
import { Fetcher, publishedFacts, RegistryError, scanRisks, thisMachine } from '@stoa/components';
import { lookAlike } from '../src/signals/look-alike.ts';
import type { PublishedFacts } from '../src/signals/risk.ts';

const now = new Date('2026-03-10T12:00:00Z');

function component(name: string, more: object = {}): Component {
  return Component.parse({
    purl: `pkg:npm/${name}@1.0.0`,
    name,
    version: '1.0.0',
    ecosystem: 'npm',
    location: { path: 'package-lock.json', line: 3 },
    ...more,
  });
}

async function risks(components: Component[], published?: PublishedFacts): Promise<string[]> {
  const said: string[] = [];
  const options = { inventory: { roots: ['package-lock.json'] }, now };
  const scan = scanRisks(components, { ...options, ...(published && { published: async () => published }) });
  await drain(scan, (item) => {
    if (item.type === 'observation') said.push(`${item.observation.title} (${item.observation.severity})`);
  });
  return said;
}

test.each([
  ['reqeusts', 'requests', 'two letters are swapped'],
  ['expres', 'express', 'one letter less'],
  ['expresss', 'express', 'one letter more'],
  ['lodahs', 'lodash', 'two letters are swapped'],
  ['cross_env', 'cross-env', 'only separators differ'],
  ['types-node', '@types/node', 'the scope is written into the name'],
  ['1odash', 'lodash', 'one letter differs'],
  // Numbers make versions, short names are all alike, and a name is not its own double.
  ['mysql2', 'mysql', null],
  ['preact', 'react', null],
  ['jest', 'test', null],
  ['lodash', 'lodash', null],
  ['@types/ms', '@types/qs', null],
  ['@babel/core', 'babel-core', null],
  ['github.com/aws/sdk/sts', 'github.com/aws/sdk/sns', null],
  ['github.com/boltdb-go/bolt', 'github.com/boltdb/bolt', null],
  ['github.com/sirupsem/logrus', 'github.com/sirupsen/logrus', 'one letter differs'],
  ['vue-router', 'react-router', null],
])('%s for %s: %s', (name, known, disguise) => {
  expect(lookAlike(name, known)).toBe(disguise);
});

test('a name that looks like a famous one, or like one the project uses, is worth a look', async () => {
  const used = component('corner-shop-client', { direct: true });
  expect(await risks([component('lodahs', { direct: true })])).toEqual([
    'lodahs 1.0.0: a name that looks like another (high)',
  ]);
  expect(await risks([used, component('corner-shop-cilent')])).toHaveLength(1);
  expect(await risks([used, component('corner-shop-clients', { direct: true })])).toEqual([]);
  expect(
    await risks([component('mysql2'), component('nuxt'), component('__proto__'), component('x'.repeat(900))]),
  ).toEqual([]);
});

test('what can change under its name, and what the lock file lets one wonder about', async () => {
  const action = (version: string) =>
    component('actions/checkout', {
      purl: `pkg:github/actions/checkout@${version}`,
      version,
      ecosystem: 'GitHub Actions',
    });
  expect(await risks([action('v4')])).toEqual(['actions/checkout v4: a reference that can change (low)']);
  expect(await risks([action('a'.repeat(40))])).toEqual([]);
  expect(await risks([component('left', { version: '', purl: 'pkg:npm/left' })])).toEqual([
    'left: no version is pinned (low)',
  ]);
  expect(await risks([component('left', { marks: ['install-script', 'insecure-source'] })])).toEqual([
    'left 1.0.0: runs a script when it is installed (info)',
    'left 1.0.0: fetched over an open connection (medium)',
  ]);
});

test('what a registry says: hours old, deprecated, left by everybody', async () => {
  const packages = [component('left')];
  expect(await risks(packages, { publishedAt: '2026-03-10T09:00:00Z' })).toEqual([
    'left 1.0.0: published just now (medium)',
  ]);
  expect(await risks(packages, { publishedAt: '2026-03-01T09:00:00Z' })).toEqual([]);
  expect(
    await risks(packages, { deprecated: 'use right', maintainers: 0, lastPublishedAt: '2020-01-01T00:00:00Z' }),
  ).toEqual([
    'left 1.0.0: deprecated by its owner (low)',
    'left 1.0.0: nobody maintains it (low)',
    'left 1.0.0: nothing published for years (info)',
  ]);
});

test('what a registry cannot tell is counted, and the rest of what is known stands', async () => {
  const scan = scanRisks([component('lodahs')], {
    inventory: { roots: ['package-lock.json'] },
    now,
    published: () => Promise.reject(new RegistryError('unreachable', 'registry.example does not answer.')),
  });
  const found: string[] = [];
  const { coverage } = await drain(
    scan,
    (item) => void (item.type === 'observation' && found.push(item.observation.title)),
  );
  expect(found).toEqual(['lodahs 1.0.0: a name that looks like another']);
  expect(coverage).toMatchObject({
    looked: 1,
    skippedTotal: 1,
    skipped: [{ detail: 'registry.example does not answer.' }],
  });
});

test('registries are asked as npm is configured: how old a version is, what its owner says', async () => {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url !== '/left') return void response.writeHead(404).end('{}');
    response.end(
      JSON.stringify({
        versions: {
          '1.0.0': { version: '1.0.0', deprecated: 'use right', hasInstallScript: true, maintainers: [{ name: 'a' }] },
        },
        time: { '1.0.0': '2026-03-10T09:00:00Z' },
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const folder = mkdtempSync(join(tmpdir(), 'stoa-risks-'));
  writeFileSync(join(folder, '.npmrc'), `registry=http://127.0.0.1:${port}/\n`);
  const machine = { ...thisMachine(), home: folder, environment: {} };
  const published = publishedFacts(folder, new Fetcher({ retries: 0 }), machine);
  expect(await published(component('left'))).toEqual({
    publishedAt: '2026-03-10T09:00:00Z',
    lastPublishedAt: '2026-03-10T09:00:00Z',
    deprecated: 'use right',
    installScripts: true,
    maintainers: 1,
  });
  await expect(published(component('right'))).rejects.toThrow(RegistryError);
  expect(await published(component('left', { ecosystem: 'Hex' }))).toBeUndefined();
  server.close();
  rmSync(folder, { recursive: true });
});
