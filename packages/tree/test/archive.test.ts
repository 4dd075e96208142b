import { randomBytes } from 'node:crypto';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { createUnpacker } from '@stoa/tree';

const text = (content: string) => new TextEncoder().encode(content);
const zip = (files: Record<string, Uint8Array>) => Buffer.from(zipSync(files));

/** A tar as the standard describes it; with a kind given a special entry. */
function tar(files: Record<string, Uint8Array | { kind: string; content: Uint8Array }>): Buffer {
  const blocks = Object.entries(files).flatMap(([name, file]) => {
    const content = file instanceof Uint8Array ? file : file.content;
    const header = Buffer.alloc(512);
    header.write(name.slice(0, 100));
    header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('        ', 148);
    header.write(file instanceof Uint8Array ? '0' : file.kind, 156);
    header.write('ustar\x0000', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

async function list(bytes: Uint8Array, path = 'a.zip', limits = {}): Promise<string[] | null> {
  const files = createUnpacker(limits).open(path, bytes);
  if (!files) return null;
  const all: string[] = [];
  for await (const one of files)
    all.push(
      'reason' in one ? `${one.place} ${one.reason}` : `${one.path}=${Buffer.from(await one.read()).toString()}`,
    );
  return all;
}

test('files of zips, tars and packed ones are found, whatever they are called, and in one another', async () => {
  const jar = zip({ 'conf/app.properties': text('a=1') });
  expect(await list(zip({ 'b.txt': text('two'), 'lib/shop.jar': jar }))).toEqual([
    'a.zip!/b.txt=two',
    'a.zip!/lib/shop.jar!/conf/app.properties=a=1',
  ]);
  const plain = tar({
    'x/': { kind: '5', content: text('') },
    'x/y.txt': text('three'),
    link: { kind: '2', content: text('') },
  });
  expect(await list(plain, 'a.dat')).toEqual(['a.dat!/x/y.txt=three']);
  expect(await list(gzipSync(plain), 'a.tgz')).toEqual(['a.tgz!/x/y.txt=three']);
  expect(await list(zstdCompressSync(plain), 'a.tzst')).toEqual(['a.tzst!/x/y.txt=three']);
  expect(await list(gzipSync('dump'), 'db/dump.sql.gz')).toEqual(['db/dump.sql.gz!/dump.sql=dump']);
  expect(await list(text('PK is not enough'), 'a.zip')).toBeNull();
});

test('long names of tars are read, as GNU and POSIX write them', async () => {
  const name = `${'deep/'.repeat(40)}file.txt`;
  const pax = `path=${name}\n`;
  const record = `${pax.length + 4} ${pax}`;
  const gnu = tar({ '././@LongLink': { kind: 'L', content: text(`${name}\0`) }, short: text('gnu') });
  const posix = tar({ PaxHeader: { kind: 'x', content: text(record) }, short: text('posix') });
  expect(await list(gnu)).toEqual([`a.zip!/${name}=gnu`]);
  expect(await list(posix)).toEqual([`a.zip!/${name}=posix`]);
});

test('names that lead outside lead nowhere', async () => {
  const hostile = {
    '../../etc/passwd': text('root'),
    '/abs': text('a'),
    'C:\\win\\x': text('w'),
    'a\u0007b': text('bell'),
  };
  expect(await list(tar(hostile), 't.tar')).toEqual([
    't.tar!/etc/passwd=root',
    't.tar!/abs=a',
    't.tar!/C:/win/x=w',
    't.tar!/a\uFFFDb=bell',
  ]);
  expect((await list(zip(hostile)))?.[0]).toBe('a.zip!/etc/passwd=root');
});

test('bombs end: by ratio, by bytes, by number, by depth, and by the size of one file', async () => {
  const zeros = new Uint8Array(30 * 1024 * 1024);
  const many = Object.fromEntries(Array.from({ length: 3 }, (_, at) => [`${at}.txt`, zeros.subarray(0, 9_000_000)]));
  expect((await list(gzipSync(tar({ ...many, 'last.txt': text('x') })), 'a.tgz'))?.at(-1)).toBe('a.tgz limit-reached');
  expect((await list(zip(many)))?.at(-1)).toBe('a.zip limit-reached');
  expect(await list(gzipSync(zeros), 'a.gz', { maxRatio: 1e9 })).toEqual(['a.gz!/a too-large']);
  expect(await list(zip({ 'a.txt': text('x'.repeat(500)) }), 'a.zip', { maxUnpackedBytes: 100 })).toEqual([
    'a.zip limit-reached',
  ]);
  expect(await list(zip({ a: text('1'), b: text('2') }), 'a.zip', { maxEntries: 1 })).toEqual([
    'a.zip!/a=1',
    'a.zip limit-reached',
  ]);
  let nested = zip({ 'x.txt': text('deep') });
  for (let at = 0; at < 5; at += 1) nested = zip({ 'n.zip': nested, 'y.txt': text(`${at}`) });
  expect(await list(nested)).toEqual([
    'a.zip!/n.zip!/n.zip!/n.zip limit-reached',
    'a.zip!/n.zip!/n.zip!/y.txt=2',
    'a.zip!/n.zip!/y.txt=3',
    'a.zip!/y.txt=4',
  ]);
  const bomb = zip({ 'inner.zip': zip(many), 'after.txt': text('x') });
  expect((await list(bomb, 'a.zip', { maxRatio: 2 }))?.at(-1)).toBe('a.zip limit-reached');
});

test('what is damaged, encrypted or packed in other ways is a skip with a reason', async () => {
  const good = zip({ 'a.txt': text('x'.repeat(2_000)), 'b.txt': randomBytes(4_000) });
  expect(await list(good.subarray(0, good.length - 30))).toEqual(['a.zip malformed']);
  const torn = Buffer.from(good);
  torn.fill(0xff, 40, 60);
  expect((await list(torn))?.[0]).toBe('a.zip!/a.txt malformed');
  const sealed = Buffer.from(good);
  for (let at = sealed.indexOf('PK\x01\x02'); at >= 0; at = sealed.indexOf('PK\x01\x02', at + 4)) sealed[at + 8]! |= 1;
  expect(await list(sealed)).toEqual(['a.zip!/a.txt unsupported', 'a.zip!/b.txt unsupported']);
  expect(await list(gzipSync(randomBytes(5_000)).subarray(0, 3_000), 'a.gz')).toEqual(['a.gz malformed']);
  expect(await list(tar({ 'a.txt': randomBytes(9_000) }).subarray(0, 3_000), 'a.tar')).toEqual(['a.tar malformed']);
  expect(await list(Buffer.from('fd377a585a000000', 'hex'), 'a.tar.xz')).toEqual(['a.tar.xz unsupported']);
  expect(await list(Buffer.from('425a6839', 'hex'), 'notes.txt')).toBeNull();
});
