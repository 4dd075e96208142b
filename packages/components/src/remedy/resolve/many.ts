import { classOf } from '../distance.ts';
import {
  idOf,
  type Leave,
  type Project,
  type Resolution,
  type Resolved,
  type Root,
  type Unresolved,
  type Wish,
} from '../project.ts';
import { RegistryError, type Requirement } from '../registry.ts';
import type { World } from '../world.ts';

/** Each way that turned out closed costs one more walk over the graph. */
const mostWalks = 1500;
const mostPackages = 50_000;

interface Walk {
  world: World;
  project: Project;
  wish: Wish;
  leave: Leave | null;
  /** Versions that were found to lead nowhere, with the reason. */
  closed: Map<string, string>;
}

/**
 * Resolves where versions of one package may stand beside each other (npm and its kin). Every requirement is free to have
 * its own version, so that what stands in the way of a package is only what asks for it: a version none of whose
 * requirements can be met is closed, and the walk begins again.
 */
export async function resolveMany(
  world: World,
  project: Project,
  wish: Wish,
  leave: Leave | null = null,
): Promise<Resolution | Unresolved> {
  const walk: Walk = { world, project, wish, leave, closed: new Map() };
  for (let walks = 0; walks < mostWalks; walks += 1) {
    const result = await walkOnce(walk);
    if (result !== 'closed') return result;
  }
  return { outcome: 'unresolved', why: `No way was found in ${mostWalks} tries.` };
}

async function walkOnce(walk: Walk): Promise<Resolution | Unresolved | 'closed'> {
  const packages = new Map<string, Resolved & { targets: Map<string, string> }>();
  const roots = new Map<string, string>();
  const queue: string[] = [];
  const enter = async (name: string, version: string) => {
    const id = idOf(name, version);
    if (packages.has(id)) return;
    const requirements = await walk.world.requirementsOf(walk.project, name, version);
    packages.set(id, { name, version, requirements, targets: new Map() });
    queue.push(id);
  };
  for (const root of walk.project.roots) {
    const version = await chooseForRoot(walk, root, packages);
    if (version === null) {
      if (root.kind !== 'required') continue;
      return { outcome: 'unresolved', why: whyNot(walk, root) };
    }
    roots.set(root.key, version);
    await enter(root.name, version);
  }
  const ofProject = new Set(walk.project.roots.map(({ name }) => name));
  for (let at = 0; at < queue.length; at += 1) {
    if (packages.size > mostPackages) return { outcome: 'unresolved', why: `More than ${mostPackages} packages.` };
    const parent = packages.get(queue[at]!)!;
    for (const requirement of parent.requirements) {
      if (requirement.kind === 'optional-peer') continue;
      // What the project itself asks for serves as everybody's peer; the rest comes along as if it were asked for.
      if (requirement.kind === 'peer' && ofProject.has(requirement.name)) continue;
      const version = await choose(walk, parent, requirement, packages);
      if (version === null) {
        const optional = requirement.kind === 'optional' && !lockedTargets(walk, parent, requirement).length;
        if (optional) continue;
        walk.closed.set(
          queue[at]!,
          `${parent.name} ${parent.version} asks for ${requirement.name} ${requirement.range}`,
        );
        return 'closed';
      }
      parent.targets.set(requirement.as ?? requirement.name, version);
      await enter(requirement.name, version);
    }
  }
  const broken = findBrokenPeer(walk, packages, roots);
  if (!broken) return { outcome: 'resolved', packages, roots };
  walk.closed.set(broken.id, broken.why);
  return 'closed';
}

function lockedTargets({ project }: Walk, parent: Resolved, { name, as }: Requirement): readonly string[] {
  return project.locked.get(idOf(parent.name, parent.version))?.targets.get(as ?? name) ?? [];
}

function isOpen({ world, wish, closed }: Walk, name: string, version: string): boolean {
  return !closed.has(idOf(name, version)) && world.isWished(wish, name, version);
}

async function choose(
  walk: Walk,
  parent: Resolved,
  requirement: Requirement,
  chosen: ReadonlyMap<string, Resolved>,
): Promise<string | null> {
  const { name, range } = requirement;
  const override = walk.world.overrideOf(walk.wish, requirement, parent.name);
  if (override !== undefined) return isOpen(walk, name, override) ? override : null;
  const locked = lockedTargets(walk, parent, requirement);
  // What is locked is right as it is: an override or a peer may hold it outside its range.
  const kept = locked.find((version) => isOpen(walk, name, version));
  if (kept !== undefined) return kept;
  const does = (version: string) => walk.world.satisfies(version, range) && isOpen(walk, name, version);
  const above = locked.toSorted((a, b) => walk.world.compare(a, b)).at(-1);
  const beside = [...walk.project.locked.values(), ...chosen.values()]
    .filter((one) => one.name === name && does(one.version))
    .map(({ version }) => version)
    .filter((version) => above === undefined || walk.world.compare(version, above) > 0)
    .sort((a, b) => walk.world.compare(a, b));
  if (beside.length > 0) return above === undefined ? beside.at(-1)! : beside[0]!;
  const candidates = await candidatesOf(walk, name, above, requirement.kind);
  return candidates.find(does) ?? null;
}

async function candidatesOf(
  { world }: Walk,
  name: string,
  above: string | undefined,
  kind: Requirement['kind'],
): Promise<string[]> {
  try {
    return await world.candidates(name, { above, far: 'any' });
  } catch (error) {
    // Of what is optional nothing need be there.
    if (kind === 'optional' && error instanceof RegistryError && error.code === 'not-found') return [];
    throw error;
  }
}

async function chooseForRoot(walk: Walk, root: Root, chosen: ReadonlyMap<string, Resolved>): Promise<string | null> {
  const { world, wish, leave } = walk;
  const { name, locked } = root;
  const bump = wish.bumps.get(root.key);
  if (bump !== undefined) return isOpen(walk, name, bump) ? bump : null;
  const override = world.overrideOf(wish, root, null);
  if (override !== undefined) return isOpen(walk, name, override) ? override : null;
  if (locked !== undefined && isOpen(walk, name, locked)) return locked;
  if (walk.project.locked.get(idOf(name, locked ?? ''))?.foreign) return locked ?? null;
  const beside = [...chosen.values()].find((one) => one.name === name && world.satisfies(one.version, root.range));
  if (locked === undefined && beside && isOpen(walk, name, beside.version)) return beside.version;
  const candidates = await candidatesOf(walk, name, locked, root.kind);
  const inside = candidates.find((version) => world.satisfies(version, root.range) && isOpen(walk, name, version));
  if (inside !== undefined || !leave?.roots.has(root.key)) return inside ?? null;
  return (
    candidates.find(
      (version) =>
        (leave.far === 'any' ||
          locked === undefined ||
          classOf(world.ecosystem, version) === classOf(world.ecosystem, locked)) &&
        isOpen(walk, name, version),
    ) ?? null
  );
}

/** A peer that was right before and is not any more; the newcomer of the two is closed. */
function findBrokenPeer(
  walk: Walk,
  packages: ReadonlyMap<string, Resolved>,
  roots: ReadonlyMap<string, string>,
): { id: string; why: string } | null {
  const { world, project, wish } = walk;
  const rootVersions = new Map(project.roots.map((root) => [root.name, roots.get(root.key)]));
  const parents = new Map<string, Resolved[]>();
  for (const parent of packages.values()) {
    for (const { name, as } of parent.requirements) {
      const version = parent.targets.get(as ?? name);
      if (version === undefined) continue;
      const id = idOf(name, version);
      const known = parents.get(id);
      if (known) known.push(parent);
      else parents.set(id, [parent]);
    }
  }
  for (const [id, one] of packages) {
    for (const { kind, name, range } of one.requirements) {
      if ((kind !== 'peer' && kind !== 'optional-peer') || wish.overrides.some((override) => override.name === name))
        continue;
      const seen = [
        ...(parents.get(id) ?? []).map(({ targets }) => targets.get(name)),
        rootVersions.get(name),
        one.targets.get(name),
      ];
      const provider = seen.find((version) => version !== undefined);
      if (provider === undefined || world.satisfies(provider, range)) continue;
      const isOld = (of: string) => project.locked.has(of);
      if (isOld(id) && isOld(idOf(name, provider))) continue;
      const why = `${one.name} ${one.version} is made for ${name} ${range}`;
      return { id: isOld(id) ? idOf(name, provider) : id, why };
    }
  }
  return null;
}

function whyNot({ closed, wish, world, project }: Walk, root: Root): string {
  const of = [...closed].find(([id]) => id.startsWith(`${root.name}@`));
  if (of) return `${root.name} ${root.range || '*'}: ${of[1]}, of which no version without a known vulnerability does.`;
  const bad = root.locked && !world.isWished(wish, root.name, root.locked);
  const asked = `${root.name} ${root.range || '*'} of ${project.folder || './'}`;
  return bad ? `No version of ${asked} is free of known vulnerabilities.` : `${asked} cannot be met.`;
}
