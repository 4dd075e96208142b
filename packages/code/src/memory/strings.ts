import type { Region } from './region.ts';
import type { Store } from './store.ts';
import type { Val } from './value.ts';

/** How long a text is, in characters: from `least` to `most`; `most` is Infinity where nobody knows. */
export interface Length {
  readonly least: number;
  readonly most: number;
  /** No end was found in all of the region, and every byte is known. */
  readonly isUnended: boolean;
}

const unknownLength: Length = { least: 0, most: Number.POSITIVE_INFINITY, isUnended: false };
const longest = 4096;

/** The length of the text a pointer points to. */
export function lengthAt(store: Store, value: Val, unit: number): Length {
  const region = value.region ? store.get(value.region) : undefined;
  if (!region || value.offLo !== value.offHi || value.offLo < 0) return unknownLength;
  return lengthIn(store, region, value.offLo, unit);
}

export function lengthIn(store: Store, region: Region, offset: number, unit: number): Length {
  if (region.text !== null && region.unit === unit) {
    const from = offset / unit;
    const end = region.text.indexOf('\0', from);
    const length = (end === -1 ? region.text.length : end) - from;
    return length < 0 ? unknownLength : { least: length, most: length, isUnended: false };
  }
  const end = region.size < 0 ? Math.min(offset + longest, Math.max(0, ...region.cells.keys()) + unit) : region.size;
  let least = -1;
  for (let at = offset, count = 0; at < end && count < longest; at += unit, count += 1) {
    const cell = store.read(region, at, unit);
    if (cell.uninitialised !== 0)
      return { least: Math.max(0, least === -1 ? count : least), most: Number.POSITIVE_INFINITY, isUnended: false };
    if (cell.region === 0 && cell.lo === 0 && cell.hi === 0)
      return { least: least === -1 ? count : least, most: count, isUnended: false };
    const isNever = cell.lo > 0 || cell.hi < 0 || cell.isNonzero;
    if (!isNever && least === -1) least = count;
  }
  const isWhole = region.size >= 0 && least === -1;
  const count = Math.max(0, Math.floor((end - offset) / unit));
  return { least: least === -1 ? count : least, most: Number.POSITIVE_INFINITY, isUnended: isWhole && count > 0 };
}
