import { LockfileError } from '../reader.ts';

/** @see https://github.com/berkeleydb/libdb/blob/master/src/dbinc/db_page.h */
const hashMagic = 0x061561;
const [unsortedHashPage, hashPage, overflowPage] = [2, 13, 7];
const headerBytes = 26;
/** An item that stands on pages of its own: type, three bytes of padding, page, length. */
const offPageItem = 3;

export function isBdbHash(bytes: Uint8Array): boolean {
  if (bytes.length < 512) return false;
  const view = viewOf(bytes);
  return view.getUint32(12, true) === hashMagic || view.getUint32(12, false) === hashMagic;
}

/**
 * The values of a hash table of Berkeley DB, which rpm used before: every page of the table is gone through; packages'
 * headers are so long that they stand on overflow pages.
 * @throws {LockfileError}
 */
export function* bdbValues(bytes: Uint8Array): Generator<Uint8Array> {
  const view = viewOf(bytes);
  const little = view.getUint32(12, true) === hashMagic;
  const pageSize = view.getUint32(20, little);
  const lastPage = view.getUint32(32, little);
  if (pageSize < 512 || pageSize > 65_536 || (pageSize & (pageSize - 1)) !== 0) {
    throw new LockfileError('the page size of the Berkeley DB file makes no sense');
  }
  // However the chains are knotted, no more is given out than the file holds.
  let budget = bytes.length;
  for (let page = 1; page <= lastPage && (page + 1) * pageSize <= bytes.length; page += 1) {
    const start = page * pageSize;
    const type = bytes[start + 25];
    if (type !== hashPage && type !== unsortedHashPage) continue;
    const entries = view.getUint16(start + 20, little);
    // Keys and values take turns.
    for (let index = 1; index < entries && headerBytes + index * 2 + 2 <= pageSize; index += 2) {
      const item = start + view.getUint16(start + headerBytes + index * 2, little);
      if (bytes[item] !== offPageItem || item + 12 > bytes.length) continue;
      const value = overflow(bytes, view, {
        page: view.getUint32(item + 4, little),
        length: view.getUint32(item + 8, little),
        pageSize,
        little,
      });
      budget -= value.length;
      if (budget < 0) throw new LockfileError('the overflow pages of the Berkeley DB file go round in circles');
      yield value;
    }
  }
}

function overflow(
  bytes: Uint8Array,
  view: DataView,
  { page, length, pageSize, little }: { page: number; length: number; pageSize: number; little: boolean },
): Uint8Array {
  if (length > bytes.length) throw new LockfileError('a value of the Berkeley DB file is cut off');
  const value = new Uint8Array(length);
  let filled = 0;
  for (let at = page; at !== 0 && filled < length;) {
    const start = at * pageSize;
    if (start + pageSize > bytes.length || bytes[start + 25] !== overflowPage) {
      throw new LockfileError('an overflow page of the Berkeley DB file is damaged');
    }
    const next = view.getUint32(start + 16, little);
    // On an overflow page the offset of free space is the length of what it holds.
    const held = Math.min(view.getUint16(start + 22, little), pageSize - headerBytes, length - filled);
    if (held === 0) break;
    value.set(bytes.subarray(start + headerBytes, start + headerBytes + held), filled);
    filled += held;
    at = next;
  }
  return value.subarray(0, filled);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
