/** Just as much of each format as its readers look at, written from the formats' descriptions. */

interface RpmPackage {
  name: string;
  version: string;
  release: string;
  epoch?: number;
  arch: string;
  license: string;
  sourceRpm: string;
  provides: readonly string[];
  requires: readonly string[];
}

export function rpmHeader(one: RpmPackage): Uint8Array {
  const entries: [tag: number, type: number, count: number, data: Buffer][] = [
    text(1000, one.name),
    text(1001, one.version),
    text(1002, one.release),
    ...(one.epoch === undefined ? [] : [number(1003, one.epoch)]),
    text(1014, one.license),
    text(1022, one.arch),
    text(1044, one.sourceRpm),
    texts(1047, one.provides),
    texts(1049, one.requires),
  ];
  const index: Buffer[] = [];
  const data: Buffer[] = [];
  let offset = 0;
  for (const [tag, type, count, content] of entries) {
    const row = Buffer.alloc(16);
    row.writeUInt32BE(tag, 0);
    row.writeUInt32BE(type, 4);
    row.writeUInt32BE(offset, 8);
    row.writeUInt32BE(count, 12);
    index.push(row);
    data.push(content);
    offset += content.length;
  }
  const head = Buffer.alloc(8);
  head.writeUInt32BE(entries.length, 0);
  head.writeUInt32BE(offset, 4);
  return Buffer.concat([head, ...index, ...data]);
}

const text = (tag: number, value: string): [number, number, number, Buffer] => [tag, 6, 1, Buffer.from(`${value}\0`)];
const texts = (tag: number, values: readonly string[]): [number, number, number, Buffer] => [
  tag,
  8,
  values.length,
  Buffer.from(values.map((value) => `${value}\0`).join('') || '\0'),
];
function number(tag: number, value: number): [number, number, number, Buffer] {
  const content = Buffer.alloc(4);
  content.writeUInt32BE(value);
  return [tag, 4, 1, content];
}

/** rpm's own database: one page of slots, then the blobs. */
export function ndbOf(blobs: readonly Uint8Array[]): Uint8Array {
  const page = Buffer.alloc(4096);
  page.write('RpmP', 0, 'latin1');
  page.writeUInt32LE(1, 12);
  const parts: Buffer[] = [page];
  let at = 4096;
  for (let slot = 2; slot < 256; slot += 1) page.write('Slot', slot * 16, 'latin1');
  blobs.forEach((blob, index) => {
    page.writeUInt32LE(index + 1, (index + 2) * 16 + 4);
    page.writeUInt32LE(at / 16, (index + 2) * 16 + 8);
    const head = Buffer.alloc(16);
    head.write('BlbS', 0, 'latin1');
    head.writeUInt32LE(index + 1, 4);
    head.writeUInt32LE(blob.length, 12);
    const padded = Buffer.alloc(Math.ceil(blob.length / 16) * 16);
    padded.set(blob);
    parts.push(head, padded);
    at += 16 + padded.length;
  });
  return Buffer.concat(parts);
}

/** A hash table of Berkeley DB: the meta page, one page of pointers, chains of overflow pages. */
export function bdbOf(blobs: readonly Uint8Array[]): Uint8Array {
  const size = 4096;
  const held = size - 26;
  const pages: Buffer[] = [Buffer.alloc(size), Buffer.alloc(size)];
  const table = pages[1]!;
  table[25] = 13;
  table.writeUInt16LE(blobs.length * 2, 20);
  let item = size;
  blobs.forEach((blob, index) => {
    const first = pages.length;
    for (let from = 0; from < blob.length; from += held) {
      const page = Buffer.alloc(size);
      const part = blob.subarray(from, from + held);
      page[25] = 7;
      page.writeUInt32LE(from + held < blob.length ? pages.length + 1 : 0, 16);
      page.writeUInt16LE(part.length, 22);
      page.set(part, 26);
      pages.push(page);
    }
    item -= 5;
    table.writeUInt16LE(item, 26 + index * 4);
    table[item] = 1;
    item -= 12;
    table.writeUInt16LE(item, 26 + index * 4 + 2);
    table[item] = 3;
    table.writeUInt32LE(first, item + 4);
    table.writeUInt32LE(blob.length, item + 8);
  });
  const [meta] = pages;
  meta!.writeUInt32LE(0x061561, 12);
  meta!.writeUInt32LE(size, 20);
  meta!.writeUInt32LE(pages.length - 1, 32);
  return Buffer.concat(pages);
}

/** An ELF file of 64 bits with one section besides that of the names; padded to a program's size. */
export function elfWith(name: string, content: Uint8Array): Uint8Array {
  const names = Buffer.from(`\0.shstrtab\0${name}\0`);
  const padding = 128 * 1024;
  const head = Buffer.alloc(64);
  head.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  const table = 64 + padding + names.length + content.length;
  head.writeBigUInt64LE(BigInt(table), 40);
  head.writeUInt16LE(64, 58);
  head.writeUInt16LE(3, 60);
  head.writeUInt16LE(1, 62);
  const section = (nameAt: number, offset: number, length: number) => {
    const row = Buffer.alloc(64);
    row.writeUInt32LE(nameAt, 0);
    row.writeBigUInt64LE(BigInt(offset), 24);
    row.writeBigUInt64LE(BigInt(length), 32);
    return row;
  };
  const namesAt = 64 + padding;
  return Buffer.concat([
    head,
    Buffer.alloc(padding),
    names,
    content,
    Buffer.alloc(64),
    section(1, namesAt, names.length),
    section(11, namesAt + names.length, content.length),
  ]);
}

/** What Go puts into its programs: the mark, the flags, two texts after their lengths. */
export function goProgram(version: string, rows: readonly string[]): Uint8Array {
  const varint = (value: number) => {
    const bytes: number[] = [];
    for (let rest = value; ; rest >>>= 7) {
      if (rest < 0x80) return Buffer.from([...bytes, rest]);
      bytes.push((rest & 0x7f) | 0x80);
    }
  };
  const frame = Buffer.alloc(16, 0x77);
  const modules = Buffer.concat([frame, Buffer.from(`${rows.join('\n')}\n`), frame]);
  const head = Buffer.alloc(32);
  head.write('\u00ff Go buildinf:', 0, 'latin1');
  head[14] = 8;
  head[15] = 2;
  const info = Buffer.concat([head, varint(version.length), Buffer.from(version), varint(modules.length), modules]);
  return elfWith('.go.buildinfo', info);
}
