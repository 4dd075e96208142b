import {
  idOf,
  type Leave,
  type Project,
  type Resolution,
  type Resolved,
  type Unresolved,
  type Wish,
} from '../project.ts';
import type { World } from '../world.ts';

const mostPackages = 5000;
/** Versions of what is to move that are tried until what they bring is clean, too: the nearest, then one of each line. */
function fewOf(versions: readonly string[]): string[] {
  const lines = new Map(versions.map((version) => [version.split('.').slice(0, 2).join('.'), version]));
  return [...new Set([...versions.slice(0, 8), ...lines.values()])].slice(0, 24);
}

/**
 * As Maven resolves: breadth first, who is nearer to the project decides, and what the project manages counts before what
 * anybody asks for. What comes along and is not clean closes the way to the version that brings it.
 */
export async function resolveNearest(
  world: World,
  project: Project,
  wish: Wish,
  leave: Leave | null,
): Promise<Resolution | Unresolved> {
  const raised = new Map(
    project.roots.flatMap(({ key, name }) => (wish.bumps.has(key) ? [[name, wish.bumps.get(key)!] as const] : [])),
  );
  const pins = new Map([...(project.pins ?? []), ...wish.overrides.map(({ name, to }) => [name, to] as const)]);
  const moving = project.roots.filter(
    ({ key, locked }) => locked !== undefined && leave?.roots.has(key) && !wish.bumps.has(key),
  );
  const first = await walk(world, project, raised, pins);
  if (!badIn(world, wish, first)) return resolved(project, first, raised);
  let why = `${badIn(world, wish, first)!.name} is vulnerable in every version that is asked for.`;
  for (const { name, locked } of moving) {
    const candidates = (await world.candidates(name, { above: locked, far: leave!.far })).filter((version) =>
      world.isWished(wish, name, version),
    );
    for (const version of fewOf(candidates)) {
      const tried = new Map([...raised, [name, version] as const]);
      const packages = await walk(world, project, tried, pins);
      const bad = badIn(world, wish, packages);
      if (!bad) return resolved(project, packages, tried);
      why = `${name} ${version} brings ${bad.name} ${bad.version}, and something is known against it.`;
    }
  }
  return { outcome: 'unresolved', why };
}

export async function walk(
  world: World,
  project: Project,
  raised: ReadonlyMap<string, string>,
  pins: ReadonlyMap<string, string>,
): Promise<Map<string, Resolved>> {
  const chosen = new Map<string, Resolved & { targets: Map<string, string> }>();
  const queue: { name: string; version: string; by: string | null }[] = project.roots.flatMap(({ name, locked }) => {
    const version = raised.get(name) ?? locked;
    return version === undefined ? [] : [{ name, version, by: null }];
  });
  for (let at = 0; at < queue.length && chosen.size < mostPackages; at += 1) {
    const { name, by } = queue[at]!;
    const version = by === null ? queue[at]!.version : (pins.get(name) ?? queue[at]!.version);
    if (by !== null) chosen.get(by)?.targets.set(name, chosen.get(name)?.version ?? version);
    if (chosen.has(name)) continue;
    const requirements = (await world.describe(name, version)).requirements;
    chosen.set(name, { name, version, requirements, targets: new Map() });
    for (const one of requirements)
      if (one.kind === 'required') queue.push({ name: one.name, version: one.range, by: name });
  }
  return new Map([...chosen.values()].map((one) => [idOf(one.name, one.version), one]));
}

function badIn(world: World, wish: Wish, packages: ReadonlyMap<string, Resolved>): Resolved | undefined {
  return [...packages.values()].find(({ name, version }) => !world.isWished(wish, name, version));
}

function resolved(
  project: Project,
  packages: ReadonlyMap<string, Resolved>,
  raised: ReadonlyMap<string, string>,
): Resolution {
  const roots = new Map(
    project.roots.flatMap(({ key, name, locked }) =>
      (raised.get(name) ?? locked) === undefined ? [] : [[key, raised.get(name) ?? locked!] as const],
    ),
  );
  return { outcome: 'resolved', packages, roots };
}
