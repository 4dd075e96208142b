import { isRecord, textOf } from '../../inventory/text/fields.ts';
import { idOf, type LockedPackage } from '../project.ts';
import { readRequirements } from './specifier.ts';

/** The entries of package-lock.json, version 2 and 3: by the place a package is installed in. */
export type Entries = Map<string, Record<string, unknown>>;

export function isInstalled(path: string): boolean {
  return path.includes('node_modules/');
}

export function importedAs(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 13);
}

export function nameIn(path: string, entry: Readonly<Record<string, unknown>>): string {
  return textOf(entry['name']) ?? importedAs(path);
}

export function versionIn(entry: Readonly<Record<string, unknown>>): string {
  return textOf(entry['version']) ?? '';
}

/** Where Node finds a package from a place: in its node_modules, then in the one above, and so on. */
export function findFrom(entries: Entries, from: string, name: string): string | undefined {
  for (let base = from; ;) {
    const path = `${base}${base && '/'}node_modules/${name}`;
    if (entries.has(path)) return path;
    if (base === '') return undefined;
    const up = base.lastIndexOf('node_modules/');
    // A workspace looks in its own node_modules, then in those of the folders above it.
    base = up < 0 ? base.slice(0, Math.max(base.lastIndexOf('/'), 0)) : base.slice(0, Math.max(up - 1, 0));
  }
}

/** What is where, behind links: a workspace stands under node_modules as a link to its folder. */
export function followLink(entries: Entries, path: string): string {
  const entry = entries.get(path);
  return entry?.['link'] === true ? (textOf(entry['resolved']) ?? path) : path;
}

/** Comes from no registry: it has no version of one. */
export function isForeign(entry: Readonly<Record<string, unknown>>): boolean {
  const resolved = textOf(entry['resolved']);
  return entry['link'] === true || (resolved !== undefined && !/^https?:/.test(resolved)) || entry['inBundle'] === true;
}

/** The packages of a tree with what each of their requirements stands at. */
export function readTree(entries: Entries): Map<string, LockedPackage> {
  const locked = new Map<string, LockedPackage & { targets: Map<string, string[]> }>();
  for (const [path, entry] of entries) {
    if (!isInstalled(path) || !isRecord(entry) || entry['link'] === true) continue;
    const [name, version] = [nameIn(path, entry), versionIn(entry)];
    const id = idOf(name, version);
    let one = locked.get(id);
    if (!one) {
      one = {
        name,
        version,
        requirements: readRequirements(entry),
        targets: new Map(),
        ...(isForeign(entry) && { foreign: true }),
      };
      locked.set(id, one);
    }
    for (const { name: of, as } of one.requirements ?? []) {
      const found = findFrom(entries, path, as ?? of);
      if (found === undefined) continue;
      const target = versionIn(entries.get(followLink(entries, found)) ?? {});
      const known = one.targets.get(as ?? of) ?? [];
      if (target !== '' && !known.includes(target)) one.targets.set(as ?? of, [...known, target]);
    }
  }
  return locked;
}
