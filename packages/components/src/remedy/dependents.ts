import { idOf, type Project, type Target } from './project.ts';

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

export function parentsOf(project: Project, { name, version }: Target): Target[] {
  const ids = dependents(project).get(idOf(name, version)) ?? [];
  return ids.flatMap((id) => project.locked.get(id) ?? []);
}

/** The roots through which a target comes in; all of them where the lock file does not tell. */
export function rootsAbove(project: Project, { name: of, version }: Target): ReadonlySet<string> {
  const parents = dependents(project);
  const seen = new Set([idOf(of, version)]);
  for (const id of seen) for (const parent of parents.get(id) ?? []) seen.add(parent);
  const above = project.roots.filter(
    ({ name, locked, editable }) => editable && locked !== undefined && seen.has(idOf(name, locked)),
  );
  const roots = above.length > 0 ? above : project.roots.filter(({ editable }) => editable);
  return new Set(roots.map(({ key }) => key));
}
