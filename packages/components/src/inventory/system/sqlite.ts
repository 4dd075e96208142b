import { LockfileError } from '../reader.ts';

/**
 * Just enough of SQLite's file format to go through one table and give its blobs: a database on a foreign root folder is
 * data, so no database engine with its locks, journals and extensions is let loose on it.
 * @see https://www.sqlite.org/fileformat2.html
 */
const magic = 'SQLite format 3\0';
const [interiorTable, leafTable] = [0x05, 0x0d];
const maxDepth = 30;

export function isSqlite(bytes: Uint8Array): boolean {
  return bytes.length >= 512 && Buffer.from(bytes.buffer, bytes.byteOffset, 16).toString('latin1') === magic;
}

/** Every blob of a table's rows. @throws {LockfileError} */
export function* sqliteBlobs(bytes: Uint8Array, table: string): Generator<Uint8Array> {
  const file = openPages(bytes);
  for (const record of rowsOf(file, 1)) {
    // The schema: type, name, table, root page, text.
    const [type, name, , root] = columnsOf(record);
    if (textOf(type) !== 'table' || textOf(name) !== table || typeof root !== 'number') continue;
    for (const row of rowsOf(file, root)) for (const one of columnsOf(row)) if (one instanceof Uint8Array) yield one;
    return;
  }
  throw new LockfileError(`no table ${table} in the SQLite file`);
}

interface Pages {
  bytes: Uint8Array;
  view: DataView;
  pageSize: number;
  /** Without what is reserved at a page's end. */
  usable: number;
  count: number;
}

function openPages(bytes: Uint8Array): Pages {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const told = view.getUint16(16);
  const pageSize = told === 1 ? 65_536 : told;
  if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0)
    throw new LockfileError('the page size of the SQLite file makes no sense');
  return { bytes, view, pageSize, usable: pageSize - bytes[20]!, count: Math.floor(bytes.length / pageSize) };
}

/** The records of a table's tree, leaves from the left. A page is visited once, however the tree is knotted. */
function* rowsOf(file: Pages, root: number): Generator<Uint8Array> {
  const seen = new Set<number>();
  const stack = [{ page: root, depth: 0 }];
  while (stack.length > 0) {
    const { page, depth } = stack.pop()!;
    if (page < 1 || page > file.count || depth > maxDepth || seen.has(page)) {
      throw new LockfileError('the tree of the SQLite file is damaged');
    }
    seen.add(page);
    const start = (page - 1) * file.pageSize;
    const head = start + (page === 1 ? 100 : 0);
    const type = file.bytes[head];
    const cells = file.view.getUint16(head + 3);
    const pointers = head + (type === interiorTable ? 12 : 8);
    if (pointers + cells * 2 > start + file.pageSize) throw new LockfileError('a page of the SQLite file is damaged');
    if (type === leafTable) {
      for (let cell = 0; cell < cells; cell += 1) {
        yield recordAt(file, start, start + file.view.getUint16(pointers + cell * 2));
      }
    } else if (type === interiorTable) {
      const children = [file.view.getUint32(head + 8)];
      for (let cell = cells - 1; cell >= 0; cell -= 1) {
        const at = start + file.view.getUint16(pointers + cell * 2);
        if (at + 4 > file.bytes.length) throw new LockfileError('a page of the SQLite file is damaged');
        children.push(file.view.getUint32(at));
      }
      for (const child of children) stack.push({ page: child, depth: depth + 1 });
    } else throw new LockfileError('a page of the SQLite file is of no kind');
  }
}

/** Length, row id, then the record: on the page as far as it fits, the rest on a chain of overflow pages. */
function recordAt(file: Pages, pageStart: number, cell: number): Uint8Array {
  const { bytes, view, usable, pageSize } = file;
  const [length, afterLength] = varint(bytes, cell);
  const [, start] = varint(bytes, afterLength);
  if (length > bytes.length) throw new LockfileError('a record of the SQLite file is cut off');
  const limit = usable - 35;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fitting = least + ((length - least) % (usable - 4));
  const local = length <= limit ? length : fitting <= limit ? fitting : least;
  if (start + local + (local < length ? 4 : 0) > pageStart + pageSize)
    throw new LockfileError('a record of the SQLite file is cut off');
  if (local === length) return bytes.subarray(start, start + length);
  const record = new Uint8Array(length);
  record.set(bytes.subarray(start, start + local));
  let filled = local;
  for (let page = view.getUint32(start + local); filled < length;) {
    if (page < 1 || page > file.count) throw new LockfileError('a record of the SQLite file is cut off');
    const at = (page - 1) * pageSize;
    const held = Math.min(usable - 4, length - filled);
    record.set(bytes.subarray(at + 4, at + 4 + held), filled);
    filled += held;
    page = view.getUint32(at);
  }
  return record;
}

type Value = number | string | Uint8Array | null;

/** The header's length, a type for each column, then the columns. */
function columnsOf(record: Uint8Array): Value[] {
  const [headerLength, first] = varint(record, 0);
  const values: Value[] = [];
  let at = headerLength;
  for (let position = first; position < headerLength && values.length < 100;) {
    const [type, next] = varint(record, position);
    position = next;
    const length = type >= 12 ? Math.floor((type - 12) / 2) : (numberBytes[type] ?? 0);
    if (at + length > record.length) throw new LockfileError('a row of the SQLite file is cut off');
    const content = record.subarray(at, at + length);
    if (type >= 12) values.push(type % 2 === 0 ? content : new TextDecoder('utf-8').decode(content));
    else if (type >= 1 && type <= 6) values.push(bigEndian(content));
    else values.push(type === 9 ? 1 : type === 8 ? 0 : null);
    at += length;
  }
  return values;
}

const numberBytes = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

function bigEndian(content: Uint8Array): number {
  return content.reduce((value, byte) => value * 256 + byte, 0);
}

function textOf(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** Seven bits a byte, the first ones first, up to nine bytes. */
function varint(bytes: Uint8Array, from: number): [value: number, next: number] {
  let value = 0;
  for (let at = from; at < from + 9; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) throw new LockfileError('a number of the SQLite file is cut off');
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return [value, at + 1];
  }
  return [value, from + 9];
}
