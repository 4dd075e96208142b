import { idOf, type Project, type Resolution, type Resolved, type Unresolved, type Wish } from '../project.ts';
import type { World } from '../world.ts';

const mostPackages = 20_000;

/**
 * Resolves where the highest of the least versions that anybody names is taken (Go, Gradle), or the project's own word
 * counts before it (NuGet): no search, one walk to the end.
 * @see https://research.swtch.com/vgo-mvs
 */
export async function resolveMinimum(
  world: World,
  project: Project,
  wish: Wish,
  {
    rootsDecide = false,
    leastOf = (range: string) => range,
  }: { rootsDecide?: boolean; leastOf?: (range: string) => string | null } = {},
): Promise<Resolution | Unresolved> {
  const chosen = new Map<string, string>();
  const fixed = new Set<string>();
  const queue: string[] = [];
  const raise = (name: string, version: string) => {
    const known = chosen.get(name);
    if (known !== undefined && (fixed.has(name) || world.compare(known, version) >= 0)) return;
    chosen.set(name, version);
    queue.push(name);
  };
  for (const root of project.roots) {
    const version =
      wish.bumps.get(root.key) ?? world.overrideOf(wish, root, null) ?? root.locked ?? leastOf(root.range);
    if (!version) continue;
    raise(root.name, version);
    if (rootsDecide) fixed.add(root.name);
  }
  for (const { name, to } of wish.overrides) {
    raise(name, to);
    if (rootsDecide) fixed.add(name);
  }
  const packages = new Map<string, Resolved>();
  const visited = new Set<string>();
  for (let at = 0; at < queue.length; at += 1) {
    if (visited.size > mostPackages) return { outcome: 'unresolved', why: `More than ${mostPackages} packages.` };
    const [name, version] = [queue[at]!, chosen.get(queue[at]!)!];
    if (visited.has(idOf(name, version))) continue;
    visited.add(idOf(name, version));
    const requirements = await world.requirementsOf(project, name, version);
    packages.set(idOf(name, version), { name, version, requirements, targets: new Map() });
    for (const requirement of requirements) {
      const least = leastOf(requirement.range);
      if (requirement.kind === 'required' && least) raise(requirement.name, least);
    }
  }
  const left = new Map<string, Resolved>();
  for (const [name, version] of chosen) {
    const { requirements } = packages.get(idOf(name, version))!;
    const targets = new Map(
      requirements.flatMap((one) => (chosen.has(one.name) ? [[one.name, chosen.get(one.name)!]] : [])),
    );
    left.set(idOf(name, version), { name, version, requirements, targets });
    if (!world.isWished(wish, name, version))
      return {
        outcome: 'unresolved',
        why: `${name} ${version} is what everything asks for, and something is known against it.`,
      };
  }
  return {
    outcome: 'resolved',
    packages: left,
    roots: new Map(project.roots.map((root) => [root.key, chosen.get(root.name)!])),
  };
}
