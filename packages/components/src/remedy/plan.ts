import { attemptsFor, overrideKey, overridesFor, type Ground } from './attempts.ts';
import { parentsOf } from './dependents.ts';
import { classOf, stepBetween, type Step } from './distance.ts';
import { idOf, type Override, type Resolution, type Target, type Wish } from './project.ts';
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

export interface PlanOptions extends Ground {
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
