import { beside, type Nearby } from '../nearby.ts';
import { parsePom, type Pom, type PomDependency } from './pom.ts';

/** What holds in a pom with its parents and imported bills of materials, as far as they lie in the tree. */
export interface EffectivePom {
  /** A text with its `${properties}` put in; what is not known stays as it is. */
  resolve: (text: string) => string;
  /** By `group:artifact`. */
  managed: ReadonlyMap<string, PomDependency>;
}

/** Poms of the tree by `group:artifact`. */
export type PomIndex = ReadonlyMap<string, { path: string; version: string }>;

/** A chain of parents, or of imports, longer than this is a circle. */
const maxChain = 20;
const maxManaged = 100_000;

/** Every pom.xml of the tree by what it builds. */
export async function indexPoms(nearby: Nearby): Promise<PomIndex> {
  const index = new Map<string, { path: string; version: string }>();
  for (const path of nearby.named('pom.xml')) {
    // A copy in an archive that was unpacked is not built here.
    if (path.includes('META-INF/maven/')) continue;
    const pom = await nearby.parsed(path, parsePom);
    const key = `${pom?.group}:${pom?.artifact}`;
    if (pom && !index.has(key)) index.set(key, { path, version: pom.version });
  }
  return index;
}

export async function toEffectivePom(pom: Pom, path: string, nearby: Nearby, depth = 0): Promise<EffectivePom> {
  const index = await nearby.once(indexPoms);
  const chain = await withParents(pom, path, nearby, index);
  const properties = propertiesOf(chain);
  const resolve = (text: string) => interpolate(text, properties);
  const managed = new Map<string, PomDependency>();
  for (const { pom: one } of chain) {
    const lists = [...one.profiles.filter(({ isActive }) => isActive), one].map((part) => part.managed);
    for (const dependency of lists.flat()) {
      const [group, artifact] = [resolve(dependency.group), resolve(dependency.artifact)];
      const key = `${group}:${artifact}`;
      if (dependency.scope === 'import') {
        const bom = depth < maxChain ? index.get(key)?.path : undefined;
        const imported = bom === undefined ? null : await nearby.parsed(bom, parsePom);
        if (!imported || imported === pom) continue;
        const inner = await toEffectivePom(imported, bom!, nearby, depth + 1);
        for (const [name, other] of inner.managed) if (!managed.has(name)) managed.set(name, other);
      } else if (!managed.has(key) && managed.size < maxManaged) {
        managed.set(key, { ...dependency, group, artifact, version: resolve(dependency.version) });
      }
    }
  }
  return { resolve, managed };
}

/** The pom and its parents, the nearest first: by the relative path, else by name wherever it lies in the tree. */
async function withParents(pom: Pom, path: string, nearby: Nearby, index: PomIndex) {
  const chain = [{ pom, path }];
  const seen = new Set([path]);
  while (chain.length < maxChain) {
    const last = chain.at(-1)!;
    const { parent } = last.pom;
    if (!parent) break;
    const relative = beside(last.path, parent.relativePath) ?? '';
    const candidates = [
      relative.endsWith('.xml') ? relative : `${relative}/pom.xml`,
      index.get(`${parent.group}:${parent.artifact}`)?.path ?? '',
    ];
    let found: { pom: Pom; path: string } | undefined;
    for (const candidate of candidates) {
      if (found || candidate === '' || seen.has(candidate)) continue;
      const other = await nearby.parsed(candidate, parsePom);
      if (other?.artifact === parent.artifact) found = { pom: other, path: candidate };
    }
    if (!found) break;
    seen.add(found.path);
    chain.push(found);
  }
  return chain;
}

/** The child's word counts before its parent's. */
function propertiesOf(chain: readonly { pom: Pom }[]): Map<string, string> {
  const properties = new Map<string, string>();
  const [own] = chain;
  for (const { pom } of chain.toReversed()) {
    for (const [name, value] of pom.properties) properties.set(name, value);
    for (const profile of pom.profiles) {
      if (profile.isActive) for (const [name, value] of profile.properties) properties.set(name, value);
    }
  }
  const { group, artifact, version, parent } = own!.pom;
  for (const prefix of ['project.', 'pom.', '']) {
    for (const [name, value] of [
      ['groupId', group],
      ['artifactId', artifact],
      ['version', version],
      ['parent.groupId', parent?.group],
      ['parent.version', parent?.version],
    ] as const) {
      if (value && !properties.has(prefix + name)) properties.set(prefix + name, value);
    }
  }
  return properties;
}

/** Properties may name properties; a circle, or a text that grows, ends. */
function interpolate(text: string, properties: ReadonlyMap<string, string>): string {
  let value = text;
  for (let round = 0; round < 10 && value.includes('${') && value.length < 2000; round += 1) {
    const next = value.replaceAll(/\$\{([^${}]{1,200})\}/g, (whole, name: string) => properties.get(name) ?? whole);
    if (next === value) break;
    value = next;
  }
  return value.slice(0, 2000);
}
