import type { AdvisoryIndex } from '../advisories/index-port.ts';
import { actionId, kindOfMove, titleOfMove, whyOfMove, type Action, type Moved, type VulnerableUse } from './action.ts';
import { fileNameOf, RemedyError, type Manager, type RepositoryFiles, type Writing } from './manager.ts';
import { wishOf, type Move } from './plan.ts';
import type { FileChange, Project, Resolution } from './project.ts';
import { keyOfUse, matchPackages, rescan, withChanges } from './prove.ts';
import type { World } from './world.ts';

interface Shared {
  manager: Manager;
  project: Project;
  world: World;
}

/** Each move on top of those before it: files written, read again, matched again. What does not come out clean is left out. */
export async function* proveMoves(
  { files, index }: { files: RepositoryFiles; index: AdvisoryIndex },
  { manager, project, world }: Shared,
  path: string,
  moves: readonly Move[],
  earlier: readonly Move[],
): AsyncGenerator<Action> {
  const original = await resolveAndWrite(files, { manager, project, world }, path, earlier);
  let last = original;
  let usesBefore =
    manager.expand && !last.resolution
      ? await matchPackages(project.locked.values(), manager.ecosystem, path, index)
      : await usesAfter(files, index, path, manager, last);
  const known = new Set(usesBefore.map(({ name, advisory }) => `${name}\n${advisory}`));
  const done: Move[] = [...earlier];
  for (const move of moves) {
    const next = await resolveAndWrite(files, { manager, project, world }, path, [...done, move]).catch(unlessExpected);
    if (!next) continue;
    const usesNow = await usesAfter(files, index, path, manager, next);
    const left = new Set(usesNow.map(keyOfUse));
    const isClean =
      usesNow.every(
        (use) => known.has(`${use.name}\n${use.advisory}`) || (move.tolerate.get(use.name)?.has(use.advisory) ?? false),
      ) &&
      usesNow.every((use) => !move.targets.some(({ name, version }) => name === use.name && version === use.version));
    if (!isClean) continue;
    done.push(move);
    const fixes = usesBefore.filter((use) => !left.has(keyOfUse(use)) && !cameAlong(use, usesBefore, usesNow));
    // A move before it has done it already.
    if (fixes.length === 0) continue;
    const moved = movedBetween(last.resolution, next.resolution, project, [
      ...new Set(move.targets.map(({ name }) => name)),
    ]);
    yield {
      id: actionId(
        path,
        move.levers.map((lever) => `${lever.kind} ${lever.name} ${lever.kind === 'in-range' ? '' : lever.to}`),
      ),
      kind: kindOfMove(move),
      manager: manager.id,
      path,
      title: titleOfMove(move, moved, manifestNameOf(next.writing, last.writing, path)),
      why: whyOfMove(move, project),
      step: move.step,
      fixes,
      changes: changesBetween(last.writing, next.writing),
      commands: next.writing.commands.filter((command) => !last.writing.commands.includes(command)),
      proof: {
        by: next.writing.isLockLeft || manager.expand ? 'resolution' : 'rescan',
        before: usesBefore.length,
        after: usesNow.length,
      },
      needs: null,
    };
    [last, usesBefore] = [next, usesNow];
  }
}

/** Is the same known against a version that was not there before? Then it has moved, and is not fixed. */
function cameAlong(
  { name, advisory }: VulnerableUse,
  before: readonly VulnerableUse[],
  now: readonly VulnerableUse[],
): boolean {
  const old = new Set(before.map(keyOfUse));
  return now.some((use) => use.name === name && use.advisory === advisory && !old.has(keyOfUse(use)));
}

/** A move that cannot be made after those before it is left out; its findings stay, and are said to. */
function unlessExpected(error: unknown): null {
  if (error instanceof RemedyError) return null;
  throw error;
}

interface Written {
  resolution: Resolution | null;
  writing: Writing;
}

async function resolveAndWrite(
  files: RepositoryFiles,
  { manager, project, world }: Shared,
  path: string,
  moves: readonly Move[],
): Promise<Written> {
  if (moves.length === 0) return { resolution: null, writing: { changes: [], commands: [] } };
  const wish = wishOf(moves);
  const resolution = await manager.resolve(world, project, wish, null);
  if (resolution.outcome === 'unresolved') throw new RemedyError(resolution.why);
  return { resolution, writing: await manager.write(files, path, { world, project, wish, resolution }) };
}

async function usesAfter(
  files: RepositoryFiles,
  index: AdvisoryIndex,
  path: string,
  manager: Manager,
  { resolution, writing }: Written,
): Promise<VulnerableUse[]> {
  if (resolution && (writing.isLockLeft || manager.expand))
    return matchPackages(resolution.packages.values(), manager.ecosystem, path, index);
  const uses = await rescan(withChanges(files, writing.changes), path, index);
  if (uses === null) throw new RemedyError(`${path} cannot be read again after the change.`);
  return uses;
}

/** From what was written before to what is written now: a file that is back to what it was counts as well. */
function changesBetween(before: Writing, now: Writing): FileChange[] {
  const paths = new Set([...before.changes, ...now.changes].map(({ path }) => path));
  return [...paths].flatMap((path) => {
    const [old, next] = [before, now].map(({ changes }) => changes.find((one) => one.path === path));
    const text = { before: old?.after ?? next!.before, after: next?.after ?? old!.before };
    return text.before === text.after ? [] : [{ path, ...text }];
  });
}

function movedBetween(
  before: Resolution | null,
  now: Resolution | null,
  project: Project,
  names: readonly string[],
): Moved[] {
  const versionsOf = (resolution: Resolution | null, name: string) =>
    [...(resolution?.packages ?? project.locked).values()]
      .filter((one) => one.name === name)
      .map(({ version }) => version);
  return names.map((name) => {
    const [from, to] = [versionsOf(before, name), versionsOf(now, name)];
    return { name, from: from.filter((one) => !to.includes(one)), to: to.filter((one) => !from.includes(one)) };
  });
}

/** Where a person would look: not into what a tool writes. */
function manifestNameOf(now: Writing, before: Writing, path: string): string {
  const changed = changesBetween(before, now).map((change) => fileNameOf(change.path));
  return changed.find((name) => !/lock|\.sum$/i.test(name)) ?? fileNameOf(path);
}
