import { componentScopes, type ComponentScope } from '@stoa/model';

/** A dependency; an optional one weakens what it leads to. */
export interface Edge {
  to: string;
  optional?: boolean;
}

/**
 * What each package is needed for, where the lock file does not say: the strongest scope by which the project's own
 * dependencies reach it. What nothing reaches has no entry.
 */
export function reachScopes(
  roots: Iterable<readonly [id: string, scope: ComponentScope]>,
  edgesOf: (id: string) => Iterable<Edge>,
): Map<string, ComponentScope> {
  const scopes = new Map<string, ComponentScope>();
  const waiting = new Map<ComponentScope, string[]>(componentScopes.map((scope) => [scope, []]));
  for (const [id, scope] of roots) waiting.get(scope)!.push(id);
  for (const scope of componentScopes) {
    const queue = waiting.get(scope)!;
    while (queue.length > 0) {
      const id = queue.pop()!;
      if (scopes.has(id)) continue;
      scopes.set(id, scope);
      for (const { to, optional } of edgesOf(id)) {
        if (scopes.has(to)) continue;
        if (optional && scope !== 'development') waiting.get('optional')!.push(to);
        else queue.push(to);
      }
    }
  }
  return scopes;
}
