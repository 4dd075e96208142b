import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openAdvisories, unpackAdvisories, updateAdvisories, verifyPack, writePack } from '@stoa/components';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'stoa-pack-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Who signs is none of this room's business: here the envelope only carries. */
const sign = (manifest: Uint8Array) => JSON.stringify({ payload: Buffer.from(manifest).toString('base64') });
const open = (envelope: unknown) => Buffer.from((envelope as { payload: string }).payload, 'base64');

const pack = () => join(folder, 'advisories.stoa');
const home = (name: string) => join(folder, name);

async function fetchInto(name: string, version: string): Promise<void> {
  const record = {
    id: 'OTHER-1',
    affected: [{ package: { ecosystem: 'npm', name: 'left' }, versions: [version] }],
  };
  mkdirSync(join(folder, 'mirror', 'npm'), { recursive: true });
  writeFileSync(join(folder, 'mirror', 'npm', 'all.zip'), zipSync({ 'r.json': Buffer.from(JSON.stringify(record)) }));
  const sources = { osv: join(folder, 'mirror') };
  await updateAdvisories({ sources, folder: home(name), ecosystems: ['npm'], force: true });
}

const affectedIn = (name: string) => {
  const index = openAdvisories(home(name));
  const versions = index?.lookUp('npm', 'left')?.flatMap((one) => one.versions) ?? null;
  index?.close();
  return versions;
};

test('what one machine has fetched another one takes over, with its age', async () => {
  await fetchInto('here', '1.0.0');
  await writePack(home('here'), pack(), '2026-01-01T00:00:00.000Z', sign);
  expect(await verifyPack(pack(), open)).toMatchObject({
    createdAt: '2026-01-01T00:00:00.000Z',
    files: [{ name: 'npm.osv.adv' }],
  });
  expect(await unpackAdvisories(pack(), home('there'), open)).toMatchObject({ taken: ['npm.osv.adv'] });
  expect(affectedIn('there')).toEqual(['1.0.0']);
  expect(openAdvisories(home('there'))?.asOf).toBe(openAdvisories(home('here'))?.asOf);
  expect(readdirSync(home('there'))).toEqual(['npm.osv.adv']);
});

test('an old pack does not take back what is newer here, unless it is told to', async () => {
  await fetchInto('here', '1.0.0');
  await writePack(home('here'), pack(), '2026-01-01T00:00:00.000Z', sign);
  await fetchInto('there', '2.0.0');
  expect(await unpackAdvisories(pack(), home('there'), open)).toMatchObject({ taken: [] });
  expect(affectedIn('there')).toEqual(['2.0.0']);
  expect(await unpackAdvisories(pack(), home('there'), open, true)).toMatchObject({ taken: ['npm.osv.adv'] });
  expect(affectedIn('there')).toEqual(['1.0.0']);
});

test.each<[string, (bytes: Buffer) => Buffer]>([
  ['cut short', (bytes) => bytes.subarray(0, -5)],
  ['longer', (bytes) => Buffer.concat([bytes, Buffer.from('more')])],
  ['changed in a file', (bytes) => Buffer.concat([bytes.subarray(0, -20), Buffer.alloc(20)])],
  ['empty', () => Buffer.alloc(0)],
  ['something else', () => Buffer.from('hello\n')],
  ['of another list', (bytes) => withManifest(bytes, (manifest) => ({ ...manifest, stoa: 'pack/2' }))],
  ['about another folder', (bytes) => withManifest(bytes, rename('../../escaped.adv'))],
  [
    'with another digest',
    (bytes) =>
      withManifest(bytes, (manifest) => ({ ...manifest, files: [{ ...manifest.files[0]!, sha256: '0'.repeat(64) }] })),
  ],
  [
    'larger than it says',
    (bytes) => withManifest(bytes, (manifest) => ({ ...manifest, files: [{ ...manifest.files[0]!, bytes: 10 }] })),
  ],
])('a pack that is %s is refused, and nothing changes', async (_, spoil) => {
  await fetchInto('here', '1.0.0');
  await writePack(home('here'), pack(), '2026-01-01T00:00:00.000Z', sign);
  await fetchInto('there', '2.0.0');
  writeFileSync(pack(), spoil(readFileSync(pack())));
  const refused = { code: 'bad-pack' };
  await expect(verifyPack(pack(), open)).rejects.toMatchObject(refused);
  await expect(unpackAdvisories(pack(), home('there'), open, true)).rejects.toMatchObject(refused);
  expect(affectedIn('there')).toEqual(['2.0.0']);
  expect(readdirSync(home('there'))).toEqual(['npm.osv.adv']);
});

test('who is not trusted is not read', async () => {
  await fetchInto('here', '1.0.0');
  await writePack(home('here'), pack(), '2026-01-01T00:00:00.000Z', sign);
  const refuse = () => {
    throw new Error('a stranger');
  };
  await expect(unpackAdvisories(pack(), home('there'), refuse)).rejects.toThrow('a stranger');
  expect(affectedIn('there')).toBeNull();
});

test('where nothing was fetched there is nothing to pack', async () => {
  await expect(writePack(home('nowhere'), pack(), '2026-01-01T00:00:00.000Z', sign)).rejects.toMatchObject({
    code: 'bad-pack',
  });
});

interface Listed {
  files: { name: string }[];
}

function withManifest(bytes: Buffer, change: (manifest: Listed) => object): Buffer {
  const end = bytes.indexOf('\n');
  const manifest = JSON.parse(open(JSON.parse(bytes.toString('utf8', 0, end))).toString('utf8')) as Listed;
  return Buffer.concat([
    Buffer.from(`${sign(Buffer.from(JSON.stringify(change(manifest))))}\n`),
    bytes.subarray(end + 1),
  ]);
}

function rename(name: string) {
  return (manifest: Listed) => ({ ...manifest, files: [{ ...manifest.files[0]!, name }] });
}
