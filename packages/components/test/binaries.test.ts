import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { bdbOf, elfWith, goProgram, ndbOf, rpmHeader } from './made-up-binaries.ts';
import { takeInventory } from './take-inventory.ts';

const purls = async (files: Record<string, Uint8Array | string>) => {
  const { components, coverage } = await takeInventory(files);
  return { purls: components.map(({ purl }) => purl).sort(), components, skipped: coverage.skipped };
};

test('a web archive is the archives in it, by their properties, else by manifest and name', async () => {
  const properties = (group: string, artifact: string, version: string) => ({
    [`META-INF/maven/${group}/${artifact}/pom.properties`]: strToU8(
      `# made\ngroupId=${group}\nartifactId=${artifact}\nversion=${version}\n`,
    ),
  });
  const shaded = zipSync({
    ...properties('example.shop', 'cart', '1.0'),
    ...properties('com.google.guava', 'guava', '31.1-jre'),
  });
  const bundle = zipSync({
    'META-INF/MANIFEST.MF': strToU8(
      'Manifest-Version: 1.0\r\nBundle-SymbolicName: org.apache.logging.log4j.c\r\n ore\r\n\r\n',
    ),
  });
  const war = zipSync({
    'WEB-INF/lib/cart-1.0.jar': shaded,
    'WEB-INF/lib/log4j-core-2.14.1.jar': bundle,
    'WEB-INF/lib/broken-1.0.jar': strToU8('PK?'),
    'WEB-INF/lib/org.eclipse.sisu.inject-0.3.5.jar': zipSync({ 'a.class': strToU8('x') }),
    'WEB-INF/lib/somebody-1.0.jar': zipSync({ 'a.class': strToU8('x') }),
    'WEB-INF/lib/nobody-knows.jar': zipSync({ 'a.class': strToU8('x') }),
  });
  const found = await purls({ 'build/shop.war': war });
  expect(found.purls).toEqual([
    'pkg:generic/somebody@1.0',
    'pkg:maven/com.google.guava/guava@31.1-jre',
    'pkg:maven/example.shop/cart@1.0',
    'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1',
    'pkg:maven/org.eclipse.sisu/org.eclipse.sisu.inject@0.3.5',
  ]);
  expect(found.components[0]).toMatchObject({ source: 'jar', origin: 'built', location: { path: 'build/shop.war' } });
  expect(found.components.filter(({ hashes }) => hashes['SHA-1']).map(({ name }) => name)).toEqual([
    'example.shop:cart',
    'org.apache.logging.log4j:log4j-core',
    'org.eclipse.sisu:org.eclipse.sisu.inject',
    'somebody',
  ]);
  expect(found.skipped).toEqual([]);
  expect((await purls({ 'a.jar': 'no zip' })).skipped).toMatchObject([{ place: 'a.jar', reason: 'malformed' }]);
});

test('archives in archives end after a few, and a bomb after its budget', async () => {
  let bytes = zipSync({
    'META-INF/maven/g/a/pom.properties': strToU8('groupId=example.deep\nartifactId=deep\nversion=1\n'),
  });
  for (let depth = 0; depth < 40; depth += 1) bytes = zipSync({ 'inner.jar': bytes });
  expect((await purls({ 'deep.jar': bytes })).purls).toEqual([]);
  const bomb = zipSync({ 'big.jar': new Uint8Array(50_000_000), 'META-INF/MANIFEST.MF': strToU8('A: b\n') });
  const begin = process.cpuUsage();
  expect((await purls({ 'bomb.jar': bomb })).purls).toEqual([]);
  expect(process.cpuUsage(begin).user).toBeLessThan(5_000_000);
});

test('a program of Go tells its modules, replaced ones as what they are', async () => {
  const bytes = goProgram('go1.21.3', [
    'path\tcode.example/shop',
    'mod\tcode.example/shop\t(devel)\t',
    'dep\tgithub.com/gin-gonic/gin\tv1.9.1\th1:AQID=',
    'dep\tgithub.com/old/thing\tv1.0.0',
    '=>\tgithub.com/new/thing\tv1.1.0\th1:BAUG=',
  ]);
  const found = await purls({ 'usr/bin/shop': bytes, 'usr/bin/script.sh': '#!/bin/sh\n' });
  expect(found.purls).toEqual([
    'pkg:golang/github.com/gin-gonic/gin@v1.9.1',
    'pkg:golang/github.com/new/thing@v1.1.0',
    'pkg:golang/stdlib@1.21.3',
  ]);
  expect(found.components[1]).toMatchObject({ version: '1.9.1', hashes: { h1: 'AQID=' }, origin: 'built' });
});

test('a program of Rust tells its crates', async () => {
  const packages = [
    { name: 'serde', version: '1.0.188', source: 'crates.io', dependencies: [] },
    { name: 'shop', version: '0.1.0', source: 'local', root: true, dependencies: [0] },
    { name: 'cc', version: '1.0.83', source: 'crates.io', kind: 'build', dependencies: [0] },
  ];
  const bytes = elfWith('.dep-v0', deflateSync(JSON.stringify({ packages })));
  const found = await purls({ 'usr/bin/shop': bytes });
  expect(found.purls).toEqual(['pkg:cargo/cc@1.0.83', 'pkg:cargo/serde@1.0.188']);
  expect(found.components.map(({ direct, scope, dependsOn }) => ({ direct, scope, dependsOn }))).toEqual([
    { direct: true, scope: 'required', dependsOn: [] },
    { direct: false, scope: 'development', dependsOn: ['pkg:cargo/serde@1.0.188'] },
  ]);
  // Half of the section, or rubbish in it: a program like any other.
  expect((await purls({ 'usr/bin/a': elfWith('.dep-v0', new Uint8Array(50)) })).purls).toEqual([]);
  expect((await purls({ 'usr/bin/a': bytes.subarray(0, bytes.length - 200) })).purls).toEqual([]);
});

const headers = [
  rpmHeader({
    name: 'openssl-libs',
    version: '3.0.7',
    release: '17.el9',
    epoch: 1,
    arch: 'x86_64',
    license: 'ASL 2.0',
    sourceRpm: 'openssl-3.0.7-17.el9.src.rpm',
    provides: ['libssl.so.3()(64bit)'],
    requires: [],
  }),
  rpmHeader({
    name: 'curl',
    version: '7.76.1',
    release: '26.el9',
    arch: 'x86_64',
    license: 'MIT',
    sourceRpm: 'curl-7.76.1-26.el9.src.rpm',
    provides: ['curl'],
    requires: ['libssl.so.3()(64bit)', 'libnobody.so'],
  }),
  rpmHeader({
    name: 'gpg-pubkey',
    version: '1',
    release: '1',
    arch: '',
    license: '',
    sourceRpm: '',
    provides: [],
    requires: [],
  }),
];
const release = { 'etc/os-release': 'ID="rocky"\nVERSION_ID="9.2"\n' };
const [openssl, curl] = [
  'pkg:rpm/rocky/openssl-libs@3.0.7-17.el9?arch=x86_64&distro=rocky-9.2&epoch=1&upstream=openssl',
  'pkg:rpm/rocky/curl@7.76.1-26.el9?arch=x86_64&distro=rocky-9.2',
];

/** A long one goes over several pages. */
const long = rpmHeader({
  name: 'long',
  version: '1',
  release: '1',
  arch: 'noarch',
  license: '',
  sourceRpm: '',
  provides: Array.from({ length: 3000 }, (_, index) => `part(${index})`),
  requires: [],
});

function sqliteOf(blobs: readonly Uint8Array[]): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-rpm-'));
  const database = new DatabaseSync(join(folder, 'rpmdb.sqlite'));
  database.exec(
    'create table Other (a text); create table Packages (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL)',
  );
  const insert = database.prepare('insert into Packages (blob) values (?)');
  database.exec('begin');
  for (const blob of blobs) insert.run(blob);
  database.exec('commit');
  database.close();
  const bytes = readFileSync(join(folder, 'rpmdb.sqlite'));
  rmSync(folder, { recursive: true });
  return bytes;
}

test.each([
  ['var/lib/rpm/rpmdb.sqlite', sqliteOf],
  ['usr/lib/sysimage/rpm/Packages.db', ndbOf],
  ['var/lib/rpm/Packages', bdbOf],
])('the packages of rpm in %s, with who needs whom', async (path, write) => {
  const bytes = write([...headers, long]);
  const { components, skipped } = await purls({ ...release, [path]: bytes });
  expect(skipped).toEqual([]);
  expect(
    components.map(({ purl, version, ecosystem, dependsOn }) => ({ purl, version, ecosystem, dependsOn })),
  ).toEqual([
    { purl: openssl, version: '1:3.0.7-17.el9', ecosystem: 'Rocky Linux:9', dependsOn: [] },
    { purl: curl, version: '7.76.1-26.el9', ecosystem: 'Rocky Linux:9', dependsOn: [openssl] },
    expect.objectContaining({ purl: 'pkg:rpm/rocky/long@1-1?arch=noarch&distro=rocky-9.2' }),
  ]);
  // Cut off or overwritten anywhere: a named error, or what is left; never an exception, never an endless loop.
  for (let at = 0; at < bytes.length; at += Math.max(1, Math.floor(bytes.length / 40))) {
    const damaged = Uint8Array.from(bytes);
    damaged.fill(0xff, at, at + 4);
    for (const file of [bytes.subarray(0, at), damaged]) {
      for (const skip of (await purls({ ...release, [path]: file })).skipped) expect(skip.reason).toBe('malformed');
    }
  }
});

test('a database of rpm with a thousand packages, deeper than one page of the tree', async () => {
  const many = Array.from({ length: 1000 }, (_, index) =>
    rpmHeader({
      name: `p${index}`,
      version: '1',
      release: '1',
      arch: 'noarch',
      license: '',
      sourceRpm: '',
      provides: [],
      requires: [],
    }),
  );
  const { components } = await purls({ ...release, 'var/lib/rpm/rpmdb.sqlite': sqliteOf(many) });
  expect(components.map(({ name }) => name)).toEqual(many.map((_, index) => `p${index}`));
});

test('what is installed for Node is observed', async () => {
  const { components } = await purls({
    'app/node_modules/@scope/a/package.json': '{"name":"@scope/a","version":"1.0.0","license":"MIT"}',
    'app/node_modules/b/dist/package.json': '{"type":"module"}',
  });
  expect(components).toMatchObject([{ purl: 'pkg:npm/%40scope/a@1.0.0', origin: 'observed', licences: ['MIT'] }]);
});
