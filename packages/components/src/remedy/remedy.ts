import type { AdvisoryIndex } from '../advisories/index-port.ts';
import { LockfileError } from '../inventory/reader.ts';
import { VersionRangeError } from '../version/range-error.ts';
import { actionId, kindOfMove, titleOfMove, whyOfMove, type Action, type Moved, type VulnerableUse } from './action.ts';
import { knownAgainst } from './known.ts';
import { fileNameOf, RemedyError, type Manager, type RepositoryFiles, type Writing } from './manager.ts';
import { managers } from './managers.ts';
import { mitigate } from './mitigate.ts';
import { planMoves, wishOf, type Move, type Plan } from './plan.ts';
import { idOf, type FileChange, type Project, type Resolution, type Target } from './project.ts';
import { keyOfUse, rescan, matchPackages, withChanges } from './prove.ts';
import { RegistryError, type Registry } from './registry.ts';
import { World } from './world.ts';

export interface RemedyOptions {
  files: RepositoryFiles;
  index: AdvisoryIndex;
  /** Where a project's package manager looks. @throws {RegistryError} */
  registryOf: (project: Project) => Promise<Registry>;
  allowMajor: boolean;
  /** A release must be this old. */
  cooldownDays: number;
  /** Milliseconds since 1970. */
  now: number;
}

/** What is to be done in one project, or why nothing was found out. */
export interface ProjectRemedy {
  path: string;
  manager: string | null;
  actions: Action[];
  /** Nothing could be proved: why, in a sentence; `actions` is empty then. */
  notEvaluated: string | null;
}

/** Finds what to do about findings, one project after the other. A project that cannot be judged says why; the rest goes on. */
export async function* planRemedies(
  options: RemedyOptions,
  uses: readonly VulnerableUse[],
): AsyncGenerator<ProjectRemedy> {
  const byPath = Map.groupBy(uses, ({ path }) => path);
  for (const [path, own] of byPath) {
    const manager = managers.find((one) => one.owns(fileNameOf(path), path));
    if (!manager) {
      yield { path, manager: null, actions: [], notEvaluated: `What changes ${fileNameOf(path)} is not known here.` };
      continue;
    }
    try {
      yield {
        path,
        manager: manager.id,
        actions: await remedyProject(options, manager, path, own),
        notEvaluated: null,
      };
    } catch (error) {
      if (!isExpected(error)) throw error;
      yield { path, manager: manager.id, actions: [], notEvaluated: error.message };
    }
  }
}

function isExpected(error: unknown): error is Error {
  return (
    error instanceof RegistryError ||
    error instanceof RemedyError ||
    error instanceof LockfileError ||
    error instanceof VersionRangeError ||
    error instanceof RangeError
  );
}

async function remedyProject(
  options: RemedyOptions,
  manager: Manager,
  path: string,
  uses: readonly VulnerableUse[],
): Promise<Action[]> {
  const { files, index, allowMajor } = options;
  const read = manager.read(files, path);
  const registry = await options.registryOf(read);
  const project = (await manager.expand?.(worldOf(options, manager, read, registry), read)) ?? read;
  const world = worldOf(options, manager, project, registry);
  const all = manager.expand ? await withWhatComesAlong(uses, project, index, path) : uses;
  const targets = targetsOf(all);
  const shared = { manager, project, world };
  const plan = await planMoves({ ...shared, allowMajor, earlier: [] }, targets);
  const actions = await Array.fromAsync(proveMoves(options, shared, path, plan.moves, []));
  let stuck = plan.stuck;
  if (!allowMajor && stuck.some(({ kind }) => kind === 'no-way')) {
    const larger = await planMoves(
      { ...shared, allowMajor: true, earlier: plan.moves },
      stuck.flatMap(({ target, kind }) => (kind === 'no-way' ? [target] : [])),
    );
    for await (const action of proveMoves(options, shared, path, larger.moves, plan.moves)) {
      actions.push({ ...action, needs: 'allow-major' });
    }
    stuck = [...stuck.filter(({ kind }) => kind !== 'no-way'), ...larger.stuck];
  }
  return [...actions, ...whatIsLeft(manager, path, all, actions, stuck)];
}

function worldOf(
  { index, cooldownDays, now }: RemedyOptions,
  { ecosystem }: Manager,
  project: Project,
  registry: Registry,
): World {
  const byName = Map.groupBy(project.locked.values(), ({ name }) => name);
  return new World({
    ecosystem,
    registry,
    knownAgainst: knownAgainst(index, ecosystem),
    inUse: new Map([...byName].map(([name, own]) => [name, own.map(({ version }) => version)])),
    runtime: project.runtime,
    cooldownDays,
    now,
  });
}

/** What no file names is found by resolving, and is as vulnerable as the rest. */
async function withWhatComesAlong(
  uses: readonly VulnerableUse[],
  project: Project,
  index: AdvisoryIndex,
  path: string,
): Promise<VulnerableUse[]> {
  const known = new Set(uses.map(keyOfUse));
  const found = await matchPackages(project.locked.values(), project.ecosystem, path, index);
  return [...uses, ...found.filter((use) => !known.has(keyOfUse(use)))];
}

function targetsOf(uses: readonly VulnerableUse[]): Target[] {
  const byId = new Map(uses.map(({ name, version }) => [idOf(name, version), { name, version }]));
  return [...byId.values()];
}

interface Shared {
  manager: Manager;
  project: Project;
  world: World;
}

/** Each move on top of those before it: files written, read again, matched again. What does not come out clean is left out. */
async function* proveMoves(
  { files, index }: RemedyOptions,
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
    const fixes = usesBefore.filter((use) => !left.has(keyOfUse(use)));
    // A move before it has done it already.
    if (fixes.length === 0) continue;
    const moved = movedBetween(last.resolution, next.resolution, project, [
      ...new Set(move.targets.map(({ name }) => name)),
    ]);
    yield {
      id: actionId(
        path,
        move.levers.map(({ kind, name }) => `${kind} ${name}`),
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

/** Every finding has something to do: a successor, or a decision that is written down. */
function whatIsLeft(
  manager: Manager,
  path: string,
  uses: readonly VulnerableUse[],
  actions: readonly Action[],
  stuck: Plan['stuck'],
): Action[] {
  const fixed = new Set(actions.flatMap(({ fixes }) => fixes.map(keyOfUse)));
  const left = uses.filter((use) => !fixed.has(keyOfUse(use)));
  return [...Map.groupBy(left, ({ name }) => name)].map(([name, own]) =>
    mitigate({
      manager: manager.id,
      path,
      name,
      uses: own,
      why:
        stuck.find(({ target }) => target.name === name)?.why ??
        'The change that was found does not come out clean when it is scanned again.',
    }),
  );
}
