import { idOf, type Resolution } from '../project.ts';
import type { Requirement } from '../registry.ts';
import { findFrom, followLink, isForeign, isInstalled, versionIn, type Entries } from './tree.ts';

type Entry = Record<string, unknown>;

export interface Placement {
  entries: Entries;
  resolution: Resolution;
  /** What a place asks for: the project, one of its workspaces, or an installed package. */
  requirementsAt: (path: string, entry: Entry) => readonly Requirement[];
  /** The version that a requirement of a place became; undefined: nothing was decided. */
  wantedAt: (path: string, entry: Entry, requirement: Requirement) => string | undefined;
  /** Would this version do in its place, though another one was chosen? */
  does: (requirement: Requirement, version: string) => boolean;
  /** The lock entry of a version that is not there yet. */
  entryOf: (name: string, version: string, as: string) => Promise<Entry>;
}

const mostSteps = 500_000;

/**
 * Puts the packages of a resolution where Node finds them, with as few places changed as will do: what is found and does
 * stays; else the place it was found in takes the new version when all who find it there can live with it; else the new
 * version stands right below who asks for it. What nobody finds any more is taken away.
 */
export async function placeTree(placement: Placement): Promise<Entries> {
  const before = reach(placement, new Map(placement.entries));
  const entries: Entries = new Map(placement.entries);
  const queue = projectPaths(entries);
  const visited = new Set(queue);
  const revisit = (path: string) => {
    visited.add(path);
    queue.push(path);
  };
  for (let at = 0; at < queue.length; at += 1) {
    if (at > mostSteps) throw new RangeError('The tree of packages does not come to rest.');
    const path = queue[at]!;
    const entry = entries.get(path);
    if (!entry) continue;
    for (const requirement of placement.requirementsAt(path, entry)) {
      const as = requirement.as ?? requirement.name;
      const found = findFrom(entries, path, as);
      const wanted = placement.wantedAt(path, entry, requirement);
      const there = found === undefined ? undefined : followLink(entries, found);
      if (wanted === undefined || (there !== undefined && isRight(placement, entries, there, requirement, wanted))) {
        if (there !== undefined && !visited.has(there)) revisit(there);
        continue;
      }
      const place = choosePlace(placement, entries, path, found, requirement, wanted);
      const old = entries.get(place);
      const fresh = await placement.entryOf(requirement.name, wanted, as);
      entries.set(place, { ...fresh, ...flagsOf(old ?? entry) });
      revisit(place);
    }
  }
  for (const path of before) if (!visited.has(path) && isInstalled(path)) entries.delete(path);
  return entries;
}

function projectPaths(entries: Entries): string[] {
  return [...entries.keys()].filter((path) => !isInstalled(path));
}

function isRight(
  { does, resolution }: Placement,
  entries: Entries,
  path: string,
  requirement: Requirement,
  wanted: string,
): boolean {
  const entry = entries.get(path);
  if (!entry) return false;
  const version = versionIn(entry);
  if (!isInstalled(path) || isForeign(entry) || version === wanted) return true;
  return resolution.packages.has(idOf(requirement.name, version)) && does(requirement, version);
}

function choosePlace(
  placement: Placement,
  entries: Entries,
  from: string,
  found: string | undefined,
  requirement: Requirement,
  wanted: string,
): string {
  const as = requirement.as ?? requirement.name;
  if (found === undefined) return `node_modules/${as}`;
  const own = `${from}${from && '/'}node_modules/${as}`;
  // A peer stands beside who asks for it, never below.
  if (found === own || requirement.kind === 'peer') return found;
  for (const [path, entry] of entries) {
    for (const other of placement.requirementsAt(path, entry)) {
      if ((other.as ?? other.name) !== as || findFrom(entries, path, as) !== found) continue;
      const theirs = placement.wantedAt(path, entry, other);
      if (theirs !== undefined && theirs !== wanted && !placement.does(other, wanted)) return own;
    }
  }
  return found;
}

/** The installed places that are found from the project. */
function reach(placement: Placement, entries: Entries): Set<string> {
  const queue = projectPaths(entries);
  const seen = new Set(queue);
  for (const path of queue) {
    const entry = entries.get(path);
    if (!entry) continue;
    for (const { name, as } of placement.requirementsAt(path, entry)) {
      const found = findFrom(entries, path, as ?? name);
      const there = found === undefined ? undefined : followLink(entries, found);
      if (there === undefined || seen.has(there)) continue;
      seen.add(there);
      queue.push(there);
    }
  }
  return seen;
}

function flagsOf(entry: Entry): Entry {
  return Object.fromEntries(
    ['dev', 'optional', 'devOptional', 'peer'].flatMap((key) => (entry[key] === true ? [[key, true]] : [])),
  );
}

/** What the registry says of a version, as package-lock.json writes it. */
export function toEntry(
  fields: Readonly<Record<string, unknown>>,
  file: { url: string; integrity: string | undefined },
  { as, withAddress }: { as: string; withAddress: boolean },
): Entry {
  const entry: Entry = {};
  if (fields['name'] !== as) entry['name'] = fields['name'];
  entry['version'] = fields['version'];
  if (withAddress) entry['resolved'] = file.url;
  if (file.integrity !== undefined) entry['integrity'] = file.integrity;
  const scripts = fields['scripts'];
  const hasScript =
    fields['hasInstallScript'] === true ||
    (typeof scripts === 'object' &&
      scripts !== null &&
      ['preinstall', 'install', 'postinstall'].some((name) => Object.hasOwn(scripts, name)));
  if (typeof fields['deprecated'] === 'string') entry['deprecated'] = fields['deprecated'];
  if (hasScript) entry['hasInstallScript'] = true;
  if (typeof fields['license'] === 'string') entry['license'] = fields['license'];
  for (const key of copied) {
    const value = fields[key];
    if (value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0))
      continue;
    entry[key] = key === 'bin' && typeof value === 'string' ? { [nameOfBinary(fields)]: value } : value;
  }
  const optional = entry['optionalDependencies'];
  if (typeof optional === 'object' && optional !== null && typeof entry['dependencies'] === 'object') {
    const rest = Object.entries(entry['dependencies'] as Entry).filter(([key]) => !Object.hasOwn(optional, key));
    if (rest.length > 0) entry['dependencies'] = Object.fromEntries(rest);
    else delete entry['dependencies'];
  }
  return entry;
}

const copied = [
  'os',
  'cpu',
  'libc',
  'dependencies',
  'bin',
  'engines',
  'funding',
  'optionalDependencies',
  'peerDependencies',
  'peerDependenciesMeta',
] as const;

function nameOfBinary(fields: Readonly<Record<string, unknown>>): string {
  return String(fields['name'] ?? '').replace(/^@[^/]+\//, '');
}
