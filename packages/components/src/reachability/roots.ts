import type { Component } from '@stoa/model';

/** Who depends on whom, as far as lock files tell. */
export interface Graph {
  /** purls of the packages that depend on this one; null where lock files do not tell. */
  dependentsOf(purl: string): readonly string[] | null;
  component(purl: string): Component | undefined;
}

export function toGraph(components: readonly Component[]): Graph {
  const byPurl = new Map(components.map((component) => [component.purl, component]));
  const dependents = new Map<string, string[]>();
  // A file without a single edge is a list, not a graph.
  const graphs = new Set(
    components.filter(({ dependsOn }) => dependsOn.length > 0).map(({ location }) => location.path),
  );
  for (const { purl, dependsOn } of components)
    for (const one of dependsOn) dependents.set(one, [...(dependents.get(one) ?? []), purl]);
  return {
    component: (purl) => byPurl.get(purl),
    dependentsOf(purl) {
      const path = byPurl.get(purl)?.location.path;
      return path !== undefined && graphs.has(path) ? (dependents.get(purl) ?? []) : null;
    },
  };
}

/** The project's own dependencies that bring a package in, itself among them; null where that is not known. */
export function rootsOf(component: Component, graph: Graph): Component[] | null {
  const roots: Component[] = [];
  const seen = new Set([component.purl]);
  const waiting = [component];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (one.direct === true) roots.push(one);
    const dependents = graph.dependentsOf(one.purl);
    if (dependents === null) return null;
    for (const purl of dependents) {
      const dependent = graph.component(purl);
      if (!dependent || seen.has(purl)) continue;
      seen.add(purl);
      waiting.push(dependent);
    }
  }
  return roots.length > 0 ? roots : null;
}
