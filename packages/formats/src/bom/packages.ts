import { strongerScope, type Component, type ComponentScope } from '@stoa/model';
import { hashBytes } from './vocabulary.ts';

/** What a bill of materials is written from. */
export interface SbomInput {
  application: string;
  /** Commit, or a version of the application. */
  version: string | null;
  components: readonly Component[];
  /** When the inventory was taken. */
  timestamp: string;
  toolVersion: string;
}

/** One package, wherever it is used. */
export interface Package {
  purl: string;
  /** `@scope` and `group` apart from the name, as bills of materials have it. */
  group?: string;
  name: string;
  version: string;
  /** The strongest of its uses. */
  scope: ComponentScope;
  origin: Component['origin'];
  licences: string[];
  hashes: { alg: string; content: string }[];
  paths: string[];
  /** `undefined` where no file can tell. */
  direct: boolean | undefined;
  /** purls of packages of the same inventory. */
  dependsOn: string[];
}

/** The packages of an inventory, sorted: the same in whatever order the components come. */
export function toPackages(components: readonly Component[]): Package[] {
  const byPurl = new Map<string, Component[]>();
  for (const component of components) {
    const known = byPurl.get(component.purl);
    if (known) known.push(component);
    else byPurl.set(component.purl, [component]);
  }
  return [...byPurl.keys()].sort().map((purl) => toPackage(byPurl.get(purl)!, byPurl));
}

function toPackage(uses: readonly Component[], known: ReadonlyMap<string, unknown>): Package {
  const { purl, name, version } = uses[0]!;
  return {
    purl,
    ...splitName(name, purl),
    version,
    scope: uses.map((use) => use.scope).reduce(strongerScope),
    origin: originOf(uses),
    licences: unique(uses.flatMap(({ licences }) => licences)),
    hashes: hashesOf(uses),
    paths: unique(uses.map(({ location }) => location.path)),
    direct:
      uses.some(({ direct }) => direct === true) || (uses.some(({ direct }) => direct === false) ? false : undefined),
    dependsOn: unique(uses.flatMap(({ dependsOn }) => dependsOn)).filter((one) => known.has(one)),
  };
}

/** What stands on a system counts more than what a build holds, and that more than what a file asks for. */
function originOf(uses: readonly Component[]): Component['origin'] {
  return (['observed', 'built', 'declared'] as const).find((one) => uses.some(({ origin }) => origin === one));
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

function hashesOf(uses: readonly Component[]): Package['hashes'] {
  const found = new Map<string, string>();
  for (const [alg, content] of uses.flatMap((use) => Object.entries(use.hashes))) {
    const length = Object.hasOwn(hashBytes, alg) && !alg.startsWith('Streebog') ? hashBytes[alg]! * 2 : 0;
    if (length > 0 && content.length === length && /^[0-9a-f]+$/i.test(content)) found.set(alg, content.toLowerCase());
  }
  return [...found].map(([alg, content]) => ({ alg, content })).sort((a, b) => (a.alg < b.alg ? -1 : 1));
}

function splitName(name: string, purl: string): { group?: string; name: string } {
  const separator =
    purl.startsWith('pkg:npm/') && name.startsWith('@') ? '/' : purl.startsWith('pkg:maven/') ? ':' : undefined;
  const at = separator === undefined ? -1 : name.indexOf(separator);
  return at > 0 && at < name.length - 1 ? { group: name.slice(0, at), name: name.slice(at + 1) } : { name };
}
