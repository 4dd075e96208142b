import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ZipFile } from '../src/edge/zip-file.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'stoa-zip-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function contentsOf(bytes: Uint8Array): Record<string, string> {
  const path = join(folder, 'some.zip');
  writeFileSync(path, bytes);
  const zip = new ZipFile(path);
  try {
    return Object.fromEntries([...zip.entries()].map((entry) => [entry.name, zip.content(entry).toString('utf8')]));
  } finally {
    zip.close();
  }
}

const files = {
  'a.json': Buffer.from('{"a": 1}'),
  'ö/b.json': Buffer.from('x'.repeat(100_000)),
  empty: Buffer.alloc(0),
};
const texts = { 'a.json': '{"a": 1}', 'ö/b.json': 'x'.repeat(100_000), empty: '' };

test.each([0, 6] as const)('files that are stored or deflated (level %i), with a comment behind', (level) => {
  const bytes = Buffer.from(zipSync(files, { level }));
  expect(contentsOf(bytes)).toEqual(texts);
  bytes.writeUInt16LE(5, bytes.length - 2);
  expect(contentsOf(Buffer.concat([bytes, Buffer.from('words')]))).toEqual(texts);
});

/** The same archive with the counts and offsets of its end moved into the large form, as archives past 65,535 files have it. */
function enlarged(bytes: Buffer): Buffer {
  const end = bytes.subarray(-22);
  const large = Buffer.alloc(56 + 20);
  large.writeUInt32LE(0x06064b50, 0);
  large.writeBigUInt64LE(BigInt(end.readUInt16LE(10)), 32);
  large.writeBigUInt64LE(BigInt(end.readUInt32LE(12)), 40);
  large.writeBigUInt64LE(BigInt(end.readUInt32LE(16)), 48);
  large.writeUInt32LE(0x07064b50, 56);
  large.writeBigUInt64LE(BigInt(bytes.length - 22), 64);
  const small = Buffer.from(end);
  small.fill(0xff, 8, 20);
  return Buffer.concat([bytes.subarray(0, -22), large, small]);
}

test('archives with more files than the small form can count', () => {
  expect(contentsOf(enlarged(Buffer.from(zipSync(files))))).toEqual(texts);
});

test.each<[string, (bytes: Buffer) => Buffer]>([
  ['nothing', () => Buffer.alloc(0)],
  ['no archive', () => Buffer.from('<html>sign in</html>')],
  ['cut short', (bytes) => bytes.subarray(0, -30)],
  ['its beginning is gone', (bytes) => bytes.subarray(40)],
  ['a directory that points outside', (bytes) => spoil(bytes, bytes.length - 6, 0xfffffff0)],
  ['more files than there are', (bytes) => spoil(bytes, bytes.length - 14, 0x00ff00ff)],
  ['a bomb: more than it says', (bytes) => spoil(bytes, bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24, 4)],
  ['other bytes than those summed up', (bytes) => spoil(bytes, 38, 0x41414141)],
])('%s is an error, not a crash', (_, change) => {
  expect(() => contentsOf(change(Buffer.from(zipSync(files, { level: 0 }))))).toThrow(
    /no zip archive|cut short|damaged|points nowhere|too large|not known/,
  );
});

function spoil(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt32LE(value, at);
  return copy;
}
