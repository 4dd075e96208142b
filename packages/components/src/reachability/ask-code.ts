import type { Component, Reachability } from '@stoa/model';
import type { NamedUse } from '../advisories/advisory.ts';
import { importNames } from './import-names.ts';
import { judgeReachability } from './judge-reachability.ts';
import type { AskedPackage, CodeUses } from './port.ts';
import { rootsOf, toGraph } from './roots.ts';

/** Whoever knows the code: told which packages matter, says what is done with them. */
export type AskCode = (packages: readonly AskedPackage[]) => Promise<CodeUses>;

export interface Vulnerable {
  component: Component;
  /** What its advisories name; empty: all of the package. */
  uses: readonly NamedUse[];
}

/** Asks once for all vulnerable packages, and for those that bring them in. */
export async function askForReachability(
  vulnerable: readonly Vulnerable[],
  components: readonly Component[],
  ask: AskCode,
): Promise<(one: Vulnerable) => Reachability> {
  const graph = toGraph(components);
  const asked = new Map<string, AskedPackage>();
  const add = ({ ecosystem, name }: Component, named: readonly NamedUse[]) => {
    const names = importNames(
      ecosystem,
      name,
      named.flatMap(({ path }) => path ?? []),
    );
    if (!names) return;
    const { key, family, modules } = names;
    const known = asked.get(key);
    asked.set(key, { key, family, modules: [...new Set([...(known?.modules ?? []), ...modules])] });
  };
  const roots = new Map<string, Component[]>();
  for (const { component, uses } of vulnerable) {
    add(component, uses);
    if (roots.has(component.purl)) continue;
    const own = rootsOf(component, graph) ?? [];
    roots.set(component.purl, own);
    for (const root of own) add(root, []);
  }
  const code = await ask([...asked.values()].filter(({ modules }) => modules.length > 0));
  return ({ component, uses }) => judgeReachability(component, uses, code, graph);
}
