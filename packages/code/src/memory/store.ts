import type { Cell, Region } from './region.ts';
import { isSame, join, number, unknown, widen, zero, type Val } from './value.ts';

const uninitialised: Val = { ...unknown, uninitialised: 1 };
const mostCells = 3000;

/** All memory in one state. Regions are shared between states until one of them changes them. */
export class Store {
  readonly #regions: Map<number, Region>;
  /** What all states of a run share: texts, constants of files. */
  readonly #base: Map<number, Region>;
  #owned = new Set<number>();

  constructor(base: Map<number, Region> = new Map(), regions: Map<number, Region> = new Map()) {
    this.#base = base;
    this.#regions = regions;
  }

  get regions(): ReadonlyMap<number, Region> {
    return this.#regions;
  }

  clone(): Store {
    this.#owned = new Set();
    return new Store(this.#base, new Map(this.#regions));
  }

  get(id: number): Region | undefined {
    return this.#regions.get(id) ?? this.#base.get(id);
  }

  /** A region nobody changes. */
  share(region: Region): void {
    this.#base.set(region.id, region);
  }

  add(region: Region): void {
    this.#regions.set(region.id, region);
    this.#owned.add(region.id);
  }

  remove(id: number): void {
    this.#regions.delete(id);
  }

  /** The region, to be changed. */
  own(id: number): Region | undefined {
    const region = this.get(id);
    if (!region || this.#owned.has(id)) return region;
    const copy = { ...region, cells: new Map(region.cells) };
    this.#regions.set(id, copy);
    this.#owned.add(id);
    return copy;
  }

  escape(id: number): void {
    const open = [id];
    const seen = new Set<number>();
    while (open.length > 0) {
      const at = open.pop()!;
      const region = this.get(at);
      if (!region || seen.has(at) || region.kind === 'literal') continue;
      seen.add(at);
      if (!region.isEscaped) this.own(at)!.isEscaped = true;
      for (const { val } of region.cells.values()) if (val.region) open.push(val.region);
    }
  }

  /** What stands at an offset; `null` when nothing exact is known of its place. */
  read(region: Region, offset: number, size: number): Val {
    const cell = region.cells.get(offset);
    if (cell)
      return cell.size === size || size < 0
        ? cell.val
        : cell.size > size && cell.val.lo === 0 && cell.val.hi === 0
          ? zero
          : unknown;
    if (region.text !== null) {
      const at = offset / region.unit;
      return Number.isInteger(at) ? number(at < region.text.length ? region.text.charCodeAt(at) : 0) : unknown;
    }
    for (const fill of region.fills) {
      if (offset >= fill.from && offset + Math.max(1, size) <= fill.to)
        return size <= region.unit || (fill.val.lo === 0 && fill.val.hi === 0) || fill.val.uninitialised
          ? fill.val
          : unknown;
      if (offset < fill.to && offset + size > fill.from) return unknown;
    }
    if (region.cells.size > 0 && overlaps(region, offset, size)) return unknown;
    return region.rest === 'zero' ? zero : region.rest === 'uninitialised' ? uninitialised : unknown;
  }

  write(id: number, offset: number, size: number, val: Val): void {
    const region = this.own(id);
    if (!region) return;
    if (region.text !== null) forget(region);
    if (size > 1 || region.cells.size > 0) dropOverlaps(region, offset, size);
    if (region.cells.size >= mostCells) forget(region);
    else region.cells.set(offset, { val, size });
  }

  /** Somewhere in the region something was written. */
  writeSomewhere(id: number): void {
    const region = this.own(id);
    if (!region) return;
    for (const { val } of region.cells.values()) if (val.region) this.escape(val.region);
    forget(region);
  }

  fill(id: number, from: number, to: number, val: Val, unit: number): void {
    const region = this.own(id);
    if (!region || to <= from) return;
    if (region.text !== null) forget(region);
    for (const [at, cell] of region.cells) if (at < to && at + cell.size > from) region.cells.delete(at);
    region.unit = unit;
    region.fills = [{ from, to, val }, ...region.fills.filter((one) => one.from < from || one.to > to)].slice(0, 12);
  }

  /** What is in `from` is in `to` too, `size` bytes of it; -1: as many as there are. */
  copy(from: Region, fromOffset: number, to: number, toOffset: number, size: number): void {
    const region = this.own(to);
    if (!region || from.id === to) return;
    const most =
      size < 0
        ? Math.min(from.size < 0 ? 4096 : from.size - fromOffset, region.size < 0 ? 4096 : region.size - toOffset)
        : size;
    const isWhole = toOffset === 0 && region.size >= 0 && most >= region.size;
    if (from.text !== null) {
      const text = from.text.slice(fromOffset / from.unit);
      const count = Math.min(most / from.unit, text.length + 1, 4096);
      this.fill(to, toOffset, toOffset + most, zero, from.unit);
      for (let at = 0; at < count; at += 1)
        region.cells.set(toOffset + at * from.unit, {
          val: number(at < text.length ? text.charCodeAt(at) : 0),
          size: from.unit,
        });
      return;
    }
    for (const [at, cell] of [...region.cells])
      if (at < toOffset + most && at + cell.size > toOffset) region.cells.delete(at);
    const rest: Val = from.rest === 'zero' ? zero : from.rest === 'uninitialised' ? uninitialised : unknown;
    if (isWhole && toOffset === fromOffset) {
      region.fills = from.fills;
      region.rest = from.rest;
    } else {
      const moved = from.fills
        .filter((one) => one.to > fromOffset && one.from < fromOffset + most)
        .map((one) => ({
          from: Math.max(one.from, fromOffset) - fromOffset + toOffset,
          to: Math.min(one.to, fromOffset + most) - fromOffset + toOffset,
          val: one.val,
        }));
      region.fills = [...moved, { from: toOffset, to: toOffset + most, val: rest }, ...region.fills].slice(0, 12);
    }
    region.unit = Math.max(region.unit, from.unit);
    for (const [at, cell] of from.cells)
      if (at >= fromOffset && at + cell.size <= fromOffset + most) region.cells.set(at - fromOffset + toOffset, cell);
    region.isOutside ||= from.isOutside;
  }

  /** What is in either; `by` says how values come together. */
  merge(other: Store, by: 'join' | 'widen'): void {
    const lost: number[] = [];
    const note = (region: number) => lost.push(region);
    const together = by === 'join' ? join : widen;
    for (const [id, theirs] of other.#regions) {
      const mine = this.get(id);
      if (mine === theirs) continue;
      if (!mine) {
        this.#regions.set(id, theirs);
        continue;
      }
      this.#mergeRegion(mine, theirs, together, note);
    }
    for (const id of lost) this.escape(id);
  }

  #mergeRegion(mine: Region, theirs: Region, together: typeof join, lost: (region: number) => void): void {
    const region = this.own(mine.id)!;
    if (region.status !== theirs.status) region.status = 'maybe';
    if (region.size !== theirs.size) region.size = -1;
    region.mayBeNull ||= theirs.mayBeNull;
    region.isEscaped ||= theirs.isEscaped;
    region.isOutside ||= theirs.isOutside;
    if (region.used !== theirs.used) region.used = null;
    if (region.text !== theirs.text) region.text = null;
    const cells = new Map<number, Cell>();
    for (const [at, cell] of region.cells) {
      const other = theirs.cells.get(at);
      const val = other ? (other.size === cell.size ? other.val : unknown) : this.read(theirs, at, cell.size);
      cells.set(at, isSame(val, cell.val) ? cell : { size: cell.size, val: together(cell.val, val, lost) });
    }
    for (const [at, cell] of theirs.cells)
      if (!cells.has(at))
        cells.set(at, { size: cell.size, val: together(this.read(region, at, cell.size), cell.val, lost) });
    region.cells = cells;
    if (region.fills !== theirs.fills) {
      region.fills = [];
      region.rest = 'unknown';
    } else if (region.rest !== theirs.rest) region.rest = 'unknown';
  }
}

/** Nothing is known of the content any more. */
export function forget(region: Region): void {
  region.cells = new Map();
  region.fills = [];
  region.rest = 'unknown';
  region.text = null;
}

function overlaps(region: Region, offset: number, size: number): boolean {
  for (let at = Math.max(0, offset - 15); at < offset + size; at += 1) {
    const cell = region.cells.get(at);
    if (cell && at + cell.size > offset) return true;
  }
  return false;
}

function dropOverlaps(region: Region, offset: number, size: number): void {
  for (let at = offset - 15; at < offset + size; at += 1) {
    const cell = region.cells.get(at);
    if (cell && at + cell.size > offset && at !== offset) region.cells.delete(at);
  }
}
