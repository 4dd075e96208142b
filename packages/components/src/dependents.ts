import type { Component } from '@stoa/model';
import { nameOfPurl } from './package-url/read-purl.ts';

/** For each package one that depends on it, found breadth first from what the project names itself. By purl. */
export function toDependents(components: readonly Component[]): Map<string, string> {
  const byPurl = new Map(components.map((component) => [component.purl, component]));
  const parents = new Map<string, string>();
  const queue = components.filter(({ direct }) => direct === true).map(({ purl }) => purl);
  const seen = new Set(queue);
  for (let at = 0; at < queue.length; at += 1) {
    for (const dependency of byPurl.get(queue[at]!)?.dependsOn ?? []) {
      if (seen.has(dependency)) continue;
      seen.add(dependency);
      parents.set(dependency, queue[at]!);
      queue.push(dependency);
    }
  }
  return parents;
}

/** The names of the packages that bring one in, the project's own first: `express → body-parser`. Empty for a direct one. */
export function pathTo(purl: string, parents: ReadonlyMap<string, string>): string {
  const names: string[] = [];
  for (let at = parents.get(purl); at !== undefined && names.length < 10; at = parents.get(at)) {
    names.unshift(nameOfPurl(at));
  }
  return names.join(' → ');
}
