import { parentsOf, rootsAbove } from './dependents.ts';
import { classOf } from './distance.ts';
import type { Manager } from './manager.ts';
import type { Leave, Override, Project, Target, Wish } from './project.ts';
import type { World } from './world.ts';

/** What attempts are made on. */
export interface Ground {
  manager: Manager;
  project: Project;
  world: World;
  allowMajor: boolean;
}

export interface Attempt {
  leave: Leave | null;
  /** Packages that may be overridden, and how far. */
  override: { names: readonly Target[]; far: 'compatible' | 'any' } | null;
}

/** From what costs least: nothing but the lock file, a compatible bump, a compatible override, then the larger ones. */
export function attemptsFor({ manager, project, allowMajor }: Ground, target: Target): Attempt[] {
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

/** The lowest versions that are free of what is known, a few to try. */
export async function overridesFor(
  { project, world, manager }: Omit<Ground, 'allowMajor'>,
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

/** Two overrides of one key are one. */
export function overrideKey({ name, under }: Override): string {
  return [name, ...(under ?? [])].join(' ');
}
