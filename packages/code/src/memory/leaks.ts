import type { Frame } from './frame.ts';
import { isHeap, type Region } from './region.ts';
import type { Journal } from './journal.ts';
import type { Store } from './store.ts';
import type { Val } from './value.ts';

/** Everything still held at the end that nobody can get at any more. */
export function reportLeaks(journal: Journal, frame: Frame, store: Store, returned: Val): void {
  const reachable = new Set<number>();
  const open: number[] = returned.region ? [returned.region] : [];
  const forgotten = variablesNobodyReads(journal, frame);
  for (const region of store.regions.values())
    if (
      (region.kind === 'global' && (region.used !== null || !forgotten.has(region.id))) ||
      (region.kind === 'unknown' && region.isEscaped)
    )
      open.push(region.id);
  while (open.length > 0) {
    const id = open.pop()!;
    if (reachable.has(id)) continue;
    reachable.add(id);
    const region = store.get(id);
    if (!region) continue;
    for (const { val } of region.cells.values()) if (val.region) open.push(val.region);
    for (const { val } of region.fills) if (val.region) open.push(val.region);
  }
  for (const region of store.regions.values())
    if (isLost(region) && !reachable.has(region.id)) report(journal, frame, region);
}

/** Variables of files that only this run's functions speak of: what they hold at its end is never asked for again. */
function variablesNobodyReads(journal: Journal, frame: Frame): Set<number> {
  const found = new Set<number>();
  for (const [key, users] of journal.program.users)
    if ([...users].every((fn) => fn === frame.fn || journal.followed.has(fn))) found.add(journal.id(`global ${key}`));
  return found;
}

export function isLost(region: Region): boolean {
  return (
    (isHeap(region) || region.kind === 'file') && region.status === 'alive' && !region.isEscaped && region.born !== null
  );
}

export function report(journal: Journal, frame: Frame, region: Region): void {
  const born = region.born!;
  const { module } = born;
  const problem = region.kind === 'file' ? 'resource-leak' : 'memory-leak';
  const key = `${problem} ${module.path} ${module.tree.start[born.node]!}`;
  if (journal.findings.has(key)) return;
  const message =
    region.kind === 'file'
      ? 'what is opened here is not closed on every way'
      : 'what is allocated here is not freed on every way';
  journal.findings.set(key, {
    problem,
    module,
    node: born.node,
    message,
    steps: [
      born,
      { module: frame.fn.home.module, node: frame.fn.fn.node, note: 'here the last pointer to it is gone' },
    ],
  });
}
