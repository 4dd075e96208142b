import { parsePom, type Pom, type PomDependency } from '../../inventory/jvm/pom.ts';

/** A chain of parents or imports longer than this is a circle. */
const maxDepth = 20;

/** Finds another pom: in the tree, or at the registry. Null: it is nowhere. */
export type FindPom = (group: string, artifact: string, version: string) => Promise<string | null>;

export interface Effective {
  dependencies: PomDependency[];
  /** Versions by `group:artifact`. */
  managed: Map<string, string>;
}

/**
 * A pom with its parents' properties, its dependency management and the bills of materials that it imports.
 * @see https://maven.apache.org/guides/introduction/introduction-to-dependency-mechanism.html
 */
export async function toEffective(text: string, find: FindPom, depth = 0): Promise<Effective> {
  const chain = await chainOf(parsePom(text), find);
  const properties = new Map<string, string>();
  const [own] = chain as [Pom];
  for (const pom of chain.toReversed()) for (const [name, value] of pom.properties) properties.set(name, value);
  for (const [name, value] of [
    ['groupId', own.group],
    ['artifactId', own.artifact],
    ['version', own.version],
    ['parent.version', own.parent?.version ?? ''],
    ['parent.groupId', own.parent?.group ?? ''],
  ] as const) {
    properties.set(`project.${name}`, value);
    if (!properties.has(`pom.${name}`)) properties.set(`pom.${name}`, value);
  }
  const put = (value: string) => interpolate(value, properties);
  const managed = new Map<string, string>();
  for (const entry of chain.flatMap((pom) => pom.managed)) {
    const [group, artifact, version] = [put(entry.group), put(entry.artifact), put(entry.version)];
    if (entry.scope === 'import') {
      const bill = depth < maxDepth ? await find(group, artifact, version) : null;
      const inner = bill === null ? null : await toEffective(bill, find, depth + 1);
      for (const [name, one] of inner?.managed ?? []) if (!managed.has(name)) managed.set(name, one);
    } else if (!managed.has(`${group}:${artifact}`)) managed.set(`${group}:${artifact}`, version);
  }
  const dependencies = chain
    .flatMap((pom) => pom.dependencies)
    .map((one) => {
      const [group, artifact] = [put(one.group), put(one.artifact)];
      return { ...one, group, artifact, version: put(one.version) || (managed.get(`${group}:${artifact}`) ?? '') };
    });
  return { dependencies, managed };
}

async function chainOf(pom: Pom, find: FindPom): Promise<Pom[]> {
  const chain = [pom];
  while (chain.length < maxDepth) {
    const { parent } = chain.at(-1)!;
    const text = parent ? await find(parent.group, parent.artifact, parent.version) : null;
    if (text === null) break;
    chain.push(parsePom(text));
  }
  return chain;
}

function interpolate(text: string, properties: ReadonlyMap<string, string>): string {
  let value = text;
  for (let round = 0; round < 10 && value.includes('${'); round += 1) {
    const next = value
      .replaceAll(/\$\{([^${}]{1,200})\}/g, (whole, name: string) => properties.get(name) ?? whole)
      .slice(0, 2000);
    if (next === value) break;
    value = next;
  }
  return value;
}
