import type { Node } from '../syntax/syntax-tree.ts';
import type { MemoryProblem } from './finding.ts';
import type { Frame } from './frame.ts';
import { nameless, type Region } from './region.ts';
import type { Journal } from './journal.ts';
import type { Val } from './value.ts';

/**
 * Do the bytes from a pointer on lie inside? `least` to `most` bytes are read or written. Said only where the numbers
 * are known: an end that is merely unknown is no finding, one that comes from outside is.
 */
export function judgeBounds(
  journal: Journal,
  frame: Frame,
  value: Val,
  region: Region,
  least: number,
  most: number,
  isWrite: boolean,
  node: Node,
  isOutsideSize = false,
): boolean {
  if (value.offLo >= nameless || region.kind === 'unknown' || region.kind === 'file') return true;
  const low = value.partLo >= 0 ? value.partLo : 0;
  const high = value.partHi >= 0 && (region.size < 0 || value.partHi <= region.size) ? value.partHi : region.size;
  const what = region.name ? ` of ${region.name}` : '';
  const under = value.offLo < low && (Number.isFinite(value.offLo) || value.isOutside);
  if (under && least > 0) {
    const problem: MemoryProblem = isWrite ? 'buffer-underwrite' : 'under-read';
    journal.report(
      problem,
      frame,
      node,
      `${isWrite ? 'something is written' : 'something is read'} before the beginning${what}`,
      [region.born, value.step],
    );
    return false;
  }
  if (high < 0) return true;
  const isFarOffset = Number.isFinite(value.offHi) ? true : value.isOutside;
  const isFarSize = Number.isFinite(most) || isOutsideSize;
  const end = value.offHi + most;
  const surely = value.offLo + least > high;
  if (least === 0 && most === 0) return true;
  if (!surely && !(isFarOffset && isFarSize && end > high)) return true;
  const problem: MemoryProblem = !isWrite
    ? 'over-read'
    : region.kind === 'heap' || region.kind === 'new' || region.kind === 'new[]'
      ? 'heap-buffer-overflow'
      : 'stack-buffer-overflow';
  const reach = Number.isFinite(end) ? `up to byte ${end}` : 'as far as the number from outside says';
  journal.report(
    problem,
    frame,
    node,
    `${isWrite ? 'writes' : 'reads'} ${reach}, and there are ${high - low} bytes${what}`,
    [region.born, value.step],
  );
  return false;
}
