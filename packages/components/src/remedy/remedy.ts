import type { AdvisoryIndex } from '../advisories/index-port.ts';
import { LockfileError } from '../inventory/reader.ts';
import { VersionRangeError } from '../version/range-error.ts';
import type { Action, VulnerableUse } from './action.ts';
import { knownAgainst } from './known.ts';
import { fileNameOf, RemedyError, type Manager, type RepositoryFiles } from './manager.ts';
import { managers } from './managers.ts';
import { whatIsLeft } from './left-over.ts';
import { planMoves } from './plan.ts';
import { idOf, type Project, type Target } from './project.ts';
import { keyOfUse, matchPackages } from './prove.ts';
import { proveMoves } from './proved-moves.ts';
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
  if (read.roots.length === 0) throw new RemedyError(`No manifest for ${path} says what the project asks for.`);
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
