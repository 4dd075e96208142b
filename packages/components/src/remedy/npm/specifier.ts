import type { Requirement } from '../registry.ts';

/**
 * One entry of `dependencies`: a range of a registry's package, perhaps under another name. Null for what comes from no
 * registry (a folder, git, an address, a workspace) and for tags, which name no range.
 * @see https://docs.npmjs.com/cli/v11/configuring-npm/package-json#dependencies
 */
export function readSpecifier(key: string, value: unknown, kind: Requirement['kind']): Requirement | null {
  if (typeof value !== 'string') return null;
  const text = value.trim();
  const alias = /^npm:((?:@[^/]+\/)?[^@]+)(?:@(.*))?$/.exec(text);
  if (alias) return { name: alias[1]!, range: alias[2] ?? '', kind, as: key };
  if (/^(?:[a-z+]+:|[\w-]+\/[\w.-]+(?:#|$)|\.{0,2}\/|~\/|git@)/i.test(text)) return null;
  if (/^[a-z][\w-]*$/i.test(text) && text !== 'x' && text !== 'X') return null;
  return { name: key, range: text, kind };
}

/** What a package of npm needs, as its manifest, its registry entry and its lock entry all write it. */
export function readRequirements(manifest: Readonly<Record<string, unknown>>): Requirement[] {
  const optional = groupOf(manifest, 'optionalDependencies');
  const meta = groupOf(manifest, 'peerDependenciesMeta');
  const requirements: (Requirement | null)[] = [];
  // A package may be in both groups: what is optional is optional.
  for (const [key, value] of Object.entries(groupOf(manifest, 'dependencies'))) {
    if (!Object.hasOwn(optional, key)) requirements.push(readSpecifier(key, value, 'required'));
  }
  for (const [key, value] of Object.entries(optional)) requirements.push(readSpecifier(key, value, 'optional'));
  for (const [key, value] of Object.entries(groupOf(manifest, 'peerDependencies'))) {
    const about = Object.hasOwn(meta, key) ? meta[key] : null;
    const isOptional =
      typeof about === 'object' && about !== null && (about as { optional?: unknown }).optional === true;
    requirements.push(readSpecifier(key, value, isOptional ? 'optional-peer' : 'peer'));
  }
  return requirements.filter((one) => one !== null);
}

export function groupOf(manifest: Readonly<Record<string, unknown>>, group: string): Readonly<Record<string, unknown>> {
  const value = Object.hasOwn(manifest, group) ? manifest[group] : undefined;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/**
 * The range that asks for a version as the old one asked for its own: `^1.2.0` becomes `^1.4.1`, `1.2.0` becomes `1.4.1`,
 * anything more complicated `^1.4.1`.
 */
export function rangeLike(old: string, version: string): string {
  const alias = /^(npm:(?:@[^/]+\/)?[^@]+@)(.*)$/.exec(old);
  if (alias) return `${alias[1]}${rangeLike(alias[2]!, version)}`;
  const simple = /^\s*(\^|~|>=|=|v)?\s*v?\d+(?:\.\d+)*(?:[-+][\w.+-]*)?\s*$/.exec(old);
  if (simple) {
    const numbers = old.replace(/^\D+/, '').split(/[-+]/, 1)[0]!.split('.').length;
    const isPartial = numbers < 3 && simple[1] === undefined;
    return isPartial ? `^${version}` : `${simple[1] ?? ''}${version}`;
  }
  return `^${version}`;
}
