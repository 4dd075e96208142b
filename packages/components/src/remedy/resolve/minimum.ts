import {
  idOf,
  type Leave,
  type Project,
  type Resolution,
  type Resolved,
  type Unresolved,
  type Wish,
} from '../project.ts';
import { RegistryError } from '../registry.ts';
import type { World } from '../world.ts';

const mostPackages = 20_000;
/** How often something that comes along may turn out to be vulnerable itself. */
const mostRepairs = 30;

export interface MinimumRules {
  /** What the project itself says counts before all others, even when that is less (NuGet); else the highest does. */
  rootsDecide: boolean;
  /** What comes anew through what comes anew is left out: Go names in go.mod only what packages are taken from. */
  isShallow: boolean;
  /** The least version that a range asks for; null: it asks for none in particular. */
  leastOf: (range: string) => string | null;
}

/**
 * Resolves where the highest of the least versions that anybody names is taken (Go, Gradle), or the project's own word
 * counts before it (NuGet): no search, one walk to the end. What comes along and is vulnerable is raised to the lowest
 * version that is not.
 * @see https://research.swtch.com/vgo-mvs
 */
export async function resolveMinimum(
  world: World,
  project: Project,
  wish: Wish,
  leave: Leave | null,
  rules: MinimumRules,
): Promise<Resolution | Unresolved> {
  const raised = new Map<string, string>();
  for (const root of project.roots) {
    const bump = wish.bumps.get(root.key);
    if (bump !== undefined) raised.set(root.name, bump);
    else if (root.locked !== undefined && leave?.roots.has(root.key) && !world.isWished(wish, root.name, root.locked)) {
      const next = await lowestWished(world, wish, root.name, root.locked, leave.far);
      if (next === undefined)
        return {
          outcome: 'unresolved',
          why: `No version of ${root.name} ${leave.far === 'any' ? '' : 'in its line '}is free of known vulnerabilities.`,
        };
      raised.set(root.name, next);
    }
  }
  for (const { name, to } of wish.overrides) raised.set(name, to);
  for (let repairs = 0; repairs < mostRepairs; repairs += 1) {
    const packages = await walk(world, project, raised, rules);
    const bad = [...packages.values()].find(({ name, version }) => !world.isWished(wish, name, version));
    if (!bad) return { outcome: 'resolved', packages, roots: rootsAfter(project, raised) };
    // What stands in the project and may not stay is the levers' to move, not ours.
    const next = project.locked.has(idOf(bad.name, bad.version))
      ? undefined
      : await lowestWished(world, wish, bad.name, bad.version, 'compatible');
    if (next === undefined)
      return {
        outcome: 'unresolved',
        why: `${bad.name} ${bad.version} is the least that everything asks for, and something is known against it.`,
      };
    raised.set(bad.name, next);
  }
  return { outcome: 'unresolved', why: 'What comes along is vulnerable again and again.' };
}

/** Only what was raised on purpose: what follows from it is in the packages. */
function rootsAfter(project: Project, raised: ReadonlyMap<string, string>): Map<string, string> {
  return new Map(
    project.roots.flatMap(({ key, name, locked }) => {
      const version = raised.get(name) ?? locked;
      return version === undefined ? [] : [[key, version]];
    }),
  );
}

async function lowestWished(
  world: World,
  wish: Wish,
  name: string,
  above: string,
  far: Leave['far'],
): Promise<string | undefined> {
  return (await world.candidates(name, { above, far })).find((version) => world.isWished(wish, name, version));
}

async function walk(
  world: World,
  project: Project,
  raised: ReadonlyMap<string, string>,
  { rootsDecide, isShallow, leastOf }: MinimumRules,
): Promise<Map<string, Resolved>> {
  const chosen = new Map<string, string>();
  const fixed = new Set(rootsDecide ? [...raised.keys(), ...project.roots.map(({ name }) => name)] : []);
  const queue: string[] = [];
  const raise = (name: string, version: string, isOwn: boolean) => {
    const known = chosen.get(name);
    if (known !== undefined && ((fixed.has(name) && !isOwn) || world.compare(known, version) >= 0)) return;
    chosen.set(name, version);
    queue.push(name);
  };
  for (const { name, locked, range } of project.roots) {
    const version = raised.get(name) ?? locked ?? leastOf(range);
    if (version) raise(name, version, true);
  }
  for (const [name, version] of raised) raise(name, version, true);
  const own = new Set(project.roots.map(({ name }) => name));
  const needs = new Map<string, Resolved>();
  for (const name of queue) {
    if (needs.size > mostPackages) throw new RegistryError('too-large', `More than ${mostPackages} packages.`);
    const version = chosen.get(name)!;
    if (needs.has(idOf(name, version))) continue;
    const requirements = await world.requirementsOf(project, name, version);
    needs.set(idOf(name, version), { name, version, requirements, targets: new Map() });
    for (const requirement of requirements) {
      const least = leastOf(requirement.range);
      // What only a package's own packages need counts where it is in use already.
      const isNews =
        !chosen.has(requirement.name) && (requirement.kind !== 'required' || (isShallow && !own.has(name)));
      if (least && !isNews) raise(requirement.name, least, false);
    }
  }
  return new Map(
    [...chosen].map(([name, version]) => {
      const { requirements } = needs.get(idOf(name, version))!;
      const targets = new Map(
        requirements.flatMap((one) => (chosen.has(one.name) ? [[one.name, chosen.get(one.name)!]] : [])),
      );
      return [idOf(name, version), { name, version, requirements, targets }];
    }),
  );
}
