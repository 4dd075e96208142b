import { classOf, stepBetween, type Step } from './distance.ts';
import type { Manager } from './manager.ts';
import { idOf, type Leave, type Override, type Project, type Resolution, type Target, type Wish } from './project.ts';
import { explainFailure, tolerable } from './target.ts';
import type { World } from './world.ts';

/** What is pulled to make a resolution come out safe. */
export type Lever =
  | { kind: 'in-range'; name: string }
  | { kind: 'bump'; root: string; name: string; from: string | undefined; to: string }
  | ({ kind: 'override' } & Override);

/** Levers that belong together: one commit. */
export interface Move {
  levers: Lever[];
  targets: Target[];
  /** What must be borne with of what comes anew, by name. */
  tolerate: Map<string, ReadonlySet<string>>;
  step: Step;
}

export interface Plan {
  moves: Move[];
  /** Targets without a move, and why. */
  stuck: { target: Target; why: string; kind: 'no-fix' | 'no-way' | 'young' }[];
}

export interface PlanOptions {
  manager: Manager;
  project: Project;
  world: World;
  allowMajor: boolean;
  /** What is done already: these moves stay, and the new ones come on top. */
  earlier: readonly Move[];
}

/**
 * The smallest set of moves that leaves no target in place: first each target on its own, from what costs least to what
 * costs most; then those that need the larger moves first, because a parent that moves often brings others with it; then
 * every move is tried to be left out.
 */
export async function planMoves(options: PlanOptions, targets: readonly Target[]): Promise<Plan> {
  const plan: Plan = { moves: [], stuck: [] };
  const solvable: { target: Target; tolerated: ReadonlySet<string>; cost: number }[] = [];
  for (const target of targets) {
    if (!options.project.locked.has(idOf(target.name, target.version))) {
      plan.stuck.push({
        target,
        why: `What asks for ${target.name} ${target.version} is not seen here.`,
        kind: 'no-fix',
      });
      continue;
    }
    const tolerated = await tolerable(options.world, target);
    if (tolerated === null) {
      plan.stuck.push({ target, ...explainFailure(options.world, target) });
      continue;
    }
    const alone = await tryTarget(options, target, tolerated, []);
    if (!('why' in alone)) {
      solvable.push({ target, tolerated, cost: alone.cost });
      continue;
    }
    plan.stuck.push({ target, why: alone.why, kind: 'no-way' });
    // Something is better than nothing: what its own line has repaired, until the larger step is taken.
    const partly = options.allowMajor ? null : await tolerable(options.world, target, 'compatible');
    const half = partly === null ? alone : await tryTarget(options, target, partly, []);
    if (partly !== null && !('why' in half)) solvable.push({ target, tolerated: partly, cost: half.cost });
  }
  for (const { target, tolerated } of solvable.toSorted((a, b) => b.cost - a.cost)) {
    const done = await tryTarget(options, target, tolerated, [...options.earlier, ...plan.moves]);
    if ('why' in done) plan.stuck.push({ target, why: done.why, kind: 'no-way' });
    else plan.moves.push(done.move);
  }
  // What needs no lever of its own stands on the others' shoulders: it comes after them.
  const isLight = ({ levers }: Move) => levers.every(({ kind }) => kind === 'in-range');
  const kept = await leaveOut(options, plan.moves);
  plan.moves = mergeMoves(kept.toSorted((a, b) => Number(isLight(a)) - Number(isLight(b))));
  return plan;
}

/** All that some moves ask for together; a later one's word counts. */
export function wishOf(moves: readonly Move[]): Wish {
  const bumps = new Map<string, string>();
  const overrides = new Map<string, Override>();
  for (const lever of moves.flatMap(({ levers }) => levers)) {
    if (lever.kind === 'bump') bumps.set(lever.root, lever.to);
    else if (lever.kind === 'override') overrides.set(overrideKey(lever), lever);
  }
  return {
    avoid: new Set(moves.flatMap(({ targets }) => targets.map(({ name, version }) => idOf(name, version)))),
    tolerate: new Map(moves.flatMap(({ tolerate }) => [...tolerate])),
    bumps,
    overrides: [...overrides.values()],
  };
}

interface Attempt {
  leave: Leave | null;
  /** Packages that may be overridden, and how far. */
  override: { names: readonly Target[]; far: 'compatible' | 'any' } | null;
}

/** From what costs least: nothing but the lock file, a compatible bump, a compatible override, then the larger ones. */
function attemptsFor({ manager, project, allowMajor }: PlanOptions, target: Target): Attempt[] {
  const roots = rootsAbove(project, target);
  const all = new Set(project.roots.filter(({ editable }) => editable).map(({ key }) => key));
  const attempts: Attempt[] = [
    { leave: null, override: null },
    { leave: { roots, far: 'compatible' }, override: null },
  ];
  // Where packages share one version each, a neighbour may have to move along.
  const wider = (far: Leave['far']): Attempt[] =>
    project.ecosystem !== 'npm' && all.size > roots.size ? [{ leave: { roots: all, far }, override: null }] : [];
  attempts.push(...wider('compatible'));
  // What the project names itself is bumped there: an override of it would be a contradiction.
  const isOwn = (one: Target) =>
    project.roots.some(({ name, locked, editable }) => editable && name === one.name && locked === one.version);
  const mayOverride = manager.overrides !== 'none' && !isOwn(target) && all.size > 0;
  const parents = parentsOf(project, target)
    .filter((one) => !isOwn(one))
    .slice(0, 5);
  if (mayOverride) attempts.push({ leave: null, override: { names: [target], far: 'compatible' } });
  if (mayOverride && parents.length > 0)
    attempts.push({ leave: null, override: { names: parents, far: 'compatible' } });
  if (allowMajor) attempts.push({ leave: { roots, far: 'any' }, override: null }, ...wider('any'));
  if (allowMajor && mayOverride) attempts.push({ leave: null, override: { names: [target], far: 'any' } });
  return attempts;
}

async function tryTarget(
  options: PlanOptions,
  target: Target,
  tolerated: ReadonlySet<string>,
  earlier: readonly Move[],
): Promise<{ move: Move; cost: number } | { why: string }> {
  const { manager, project, world } = options;
  const base: Move = {
    levers: [],
    targets: [target],
    tolerate: new Map([[target.name, tolerated]]),
    step: 'patch',
  };
  const wish = wishOf([...earlier, base]);
  let why = '';
  for (const [cost, { leave, override }] of attemptsFor(options, target).entries()) {
    for (const one of override ? await overridesFor(options, override, wish) : [null]) {
      const overrides =
        one === null
          ? wish.overrides
          : [...wish.overrides.filter((other) => overrideKey(other) !== overrideKey(one)), one];
      // Roots that may leave their ranges may leave what an earlier move made of them, too.
      const bumps = leave ? new Map([...wish.bumps].filter(([key]) => !leave.roots.has(key))) : wish.bumps;
      const result = await manager.resolve(world, project, { ...wish, overrides, bumps }, leave);
      if (result.outcome === 'unresolved') {
        why = result.why;
        continue;
      }
      const levers = leversOf(options, target, result, wish, one);
      const inUse = [target, ...parentsOf(project, target)];
      return { move: { ...base, levers, step: largestStep(world, target, levers, result, inUse) }, cost };
    }
  }
  return { why };
}

/** The lowest versions that are free of what is known, a few to try. */
async function overridesFor(
  { project, world, manager }: PlanOptions,
  { names, far }: NonNullable<Attempt['override']>,
  wish: Wish,
): Promise<Override[]> {
  const overrides: Override[] = [];
  for (const { name, version } of names) {
    const others = [...project.locked.values()].filter((one) => one.name === name && one.version !== version);
    // Where another line of it is in use, or the project names it itself, only those who ask for this one are meant.
    const isShared =
      others.some((one) => classOf(world.ecosystem, one.version) !== classOf(world.ecosystem, version)) ||
      project.roots.some((root) => root.name === name);
    if (isShared && manager.overrides === 'everywhere' && far === 'compatible') continue;
    const parents = [...new Set(parentsOf(project, { name, version }).map((parent) => parent.name))].sort();
    const under = isShared && manager.overrides === 'below' ? parents : null;
    if (under?.length === 0) continue;
    const versions = (await world.candidates(name, { above: version, far })).filter((one) =>
      world.isWished(wish, name, one),
    );
    const few = [...versions.slice(0, 3), ...versions.slice(3).slice(-1)];
    for (const to of few) overrides.push({ name, under, to });
  }
  return overrides;
}

function leversOf(
  { project, world }: PlanOptions,
  target: Target,
  result: Resolution,
  earlier: Wish,
  override: Override | null,
): Lever[] {
  const bumps = project.roots.flatMap((root): Lever[] => {
    const to = result.roots.get(root.key);
    if (
      to === undefined ||
      to === root.locked ||
      to === earlier.bumps.get(root.key) ||
      (override?.name === root.name && override.to === to)
    )
      return [];
    // Where there is a lock file its new version is enough as long as the manifest's range holds.
    if (root.locked !== undefined && world.satisfies(to, root.range) && !isPinned(root.range, root.locked)) return [];
    return [{ kind: 'bump', root: root.key, name: root.name, from: root.locked, to }];
  });
  if (override !== null) return [...bumps, { kind: 'override', ...override }];
  return bumps.length > 0 ? bumps : [{ kind: 'in-range', name: target.name }];
}

/** A range that names the one version in use: the manifest changes with it. */
function isPinned(range: string, version: string): boolean {
  return range.replace(/^[=v\s]*/, '') === version;
}

function largestStep(
  world: World,
  target: Target,
  levers: readonly Lever[],
  result: Resolution,
  inUse: readonly Target[],
): Step {
  const order: readonly Step[] = ['patch', 'minor', 'major'];
  const steps = levers.flatMap((lever): Step[] => {
    if (lever.kind === 'in-range') return [];
    const from = lever.kind === 'bump' ? lever.from : inUse.find(({ name }) => name === lever.name)?.version;
    return from === undefined ? [] : [stepBetween(world.ecosystem, from, lever.to)];
  });
  const reached = [...result.packages.values()].filter(({ name }) => name === target.name);
  const to =
    reached.find(({ version }) => classOf(world.ecosystem, version) === classOf(world.ecosystem, target.version)) ??
    reached[0];
  if (steps.length === 0 && to && to.version !== target.version)
    steps.push(stepBetween(world.ecosystem, target.version, to.version));
  return steps.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)).at(-1) ?? 'patch';
}

/** Who asks for what: the ids of the packages that have each as a target. */
function dependents(project: Project): Map<string, string[]> {
  const parents = new Map<string, string[]>();
  for (const [id, { targets, requirements }] of project.locked) {
    for (const [as, versions] of targets) {
      const name = requirements?.find((one) => (one.as ?? one.name) === as)?.name ?? as;
      for (const version of versions) {
        const child = idOf(name, version);
        const known = parents.get(child);
        if (known) known.push(id);
        else parents.set(child, [id]);
      }
    }
  }
  return parents;
}

function parentsOf(project: Project, { name, version }: Target): Target[] {
  const ids = dependents(project).get(idOf(name, version)) ?? [];
  return ids.flatMap((id) => project.locked.get(id) ?? []);
}

/** The roots through which a target comes in; all of them where the lock file does not tell. */
function rootsAbove(project: Project, { name: of, version }: Target): ReadonlySet<string> {
  const parents = dependents(project);
  const seen = new Set([idOf(of, version)]);
  for (const id of seen) for (const parent of parents.get(id) ?? []) seen.add(parent);
  const above = project.roots.filter(
    ({ name, locked, editable }) => editable && locked !== undefined && seen.has(idOf(name, locked)),
  );
  const roots = above.length > 0 ? above : project.roots.filter(({ editable }) => editable);
  return new Set(roots.map(({ key }) => key));
}

/** Moves whose levers turn out not to be needed beside the others are left out. */
async function leaveOut({ manager, project, world, earlier }: PlanOptions, moves: readonly Move[]): Promise<Move[]> {
  let kept = [...moves];
  if (kept.length < 2 || kept.length > 40) return kept;
  for (const move of [...kept].reverse()) {
    if (move.levers.every(({ kind }) => kind === 'in-range')) continue;
    const without = kept.map((one): Move =>
      one === move ? { ...one, levers: move.targets.map(({ name }) => ({ kind: 'in-range', name })) } : one,
    );
    const result = await manager.resolve(world, project, wishOf([...earlier, ...without]), null);
    if (result.outcome === 'resolved') kept = without;
  }
  return kept;
}

/** Moves that pull the same lever are one; a later one's version counts. */
function mergeMoves(moves: readonly Move[]): Move[] {
  const order: readonly Step[] = ['patch', 'minor', 'major'];
  const merged: Move[] = [];
  for (const move of moves) {
    const names = new Set(move.levers.map(leverName));
    const same = merged.find(({ levers }) => levers.some((lever) => names.has(leverName(lever))));
    if (!same) {
      merged.push({ ...move });
      continue;
    }
    same.levers = [...same.levers.filter((lever) => !names.has(leverName(lever))), ...move.levers];
    same.targets = [...same.targets, ...move.targets];
    same.tolerate = new Map([...same.tolerate, ...move.tolerate]);
    if (order.indexOf(move.step) > order.indexOf(same.step)) same.step = move.step;
  }
  return merged;
}

function leverName(lever: Lever): string {
  switch (lever.kind) {
    case 'in-range':
      return `in-range ${lever.name}`;
    case 'bump':
      return `bump ${lever.root}`;
    case 'override':
      return `override ${overrideKey(lever)}`;
  }
}

function overrideKey({ name, under }: Override): string {
  return [name, ...(under ?? [])].join(' ');
}
