import { isRecord, textOf } from '../../inventory/text/fields.ts';
import { folderOf, RemedyError, type Change, type Manager, type RepositoryFiles, type Writing } from '../manager.ts';
import { idOf, type Root } from '../project.ts';
import type { Requirement } from '../registry.ts';
import { resolveMany } from '../resolve/many.ts';
import { readLock, writeLock, type NpmLock } from './lock-file.ts';
import { bumpManifest, groups, overrideManifest, parseManifest, rootsOf } from './manifest.ts';
import { placeTree, toEntry } from './place.ts';
import { readRequirements, readSpecifier } from './specifier.ts';
import { findFrom, followLink, isInstalled, nameIn, readTree, versionIn, type Entries } from './tree.ts';

/** npm: package.json, its workspaces, and package-lock.json (or npm-shrinkwrap.json) of every version. */
export const npmManager: Manager = {
  id: 'npm',
  ecosystem: 'npm',
  owns: (name) => name === 'package-lock.json' || name === 'npm-shrinkwrap.json',
  overrides: 'below',
  resolve: (world, project, wish, leave) => resolveMany(world, project, wish, leave),
  read: (files, path) => {
    const folder = folderOf(path);
    const { entries } = readLockAt(files, path);
    const roots = manifestsOf(files, folder, entries).flatMap(({ at, path: manifestPath, text, value }) =>
      rootsOf(value, manifestPath, (name) => {
        const found = findFrom(entries, at, name);
        const entry = found === undefined ? undefined : entries.get(followLink(entries, found));
        return entry && isInstalled(found!) && entries.get(found!)?.['link'] !== true ? versionIn(entry) : undefined;
      }).map((root) => (text === null ? { ...root, editable: false } : root)),
    );
    // A workspace of the same repository is none of a registry's packages.
    const linked = new Set([...entries].filter(([, entry]) => entry['link'] === true).map(([one]) => one));
    const isLinked = ({ name, as }: Root) => linked.has(`node_modules/${as ?? name}`);
    return {
      manager: 'npm',
      ecosystem: 'npm',
      folder,
      roots: roots.filter((root) => !isLinked(root)),
      locked: readTree(entries),
    };
  },
  write: writeNpm,
};

function readLockAt(files: RepositoryFiles, path: string): NpmLock {
  const text = files.read(path);
  if (text === null) throw new RemedyError(`${path} cannot be read.`);
  return readLock(text);
}

interface ManifestFile {
  /** In the lock file: `''`, or a workspace's folder. */
  at: string;
  path: string;
  /** Null: there is no such file here, and the lock file's copy of it serves for reading. */
  text: string | null;
  value: Record<string, unknown>;
}

/** The project's manifest and those of its workspaces: the places of the lock file outside node_modules. */
function manifestsOf(files: RepositoryFiles, folder: string, entries: Entries): ManifestFile[] {
  const places = ['', ...[...entries.keys()].filter((path) => path !== '' && !isInstalled(path))];
  return places.map((at) => {
    const path = `${folder}${at}${at && '/'}package.json`;
    const text = files.read(path);
    const copy = text === null ? entries.get(at) : undefined;
    return { at, path, text, value: copy ?? parseManifest(text, path) };
  });
}

async function writeNpm(files: RepositoryFiles, path: string, change: Change): Promise<Writing> {
  const { wish, resolution, project, world } = change;
  const lock = readLockAt(files, path);
  const manifests = manifestsOf(files, project.folder, lock.entries);
  const written = manifests.map((manifest) => {
    const { at, path: manifestPath, text } = manifest;
    if (text === null) return { ...manifest, after: null };
    const bumped = bumpManifest(text, manifestPath, project, wish);
    const after = at === '' ? overrideManifest(bumped, ['overrides'], wish, (parent, name) => [parent, name]) : bumped;
    return { ...manifest, after, value: parseManifest(after, manifestPath) };
  });
  const changes = written.flatMap(({ path: manifestPath, text, after }) =>
    text === null || after === null ? [] : [{ path: manifestPath, before: text, after }],
  );
  const places = new Map(written.map(({ at, path: manifestPath, value }) => [at, { path: manifestPath, value }]));
  const entries: Entries = new Map(
    [...lock.entries].map(([at, entry]) => [at, withRanges(entry, places.get(at)?.value)]),
  );
  const kept = new Map(
    [...lock.entries]
      .filter(([at]) => isInstalled(at))
      .map(([at, entry]) => [idOf(nameIn(at, entry), versionIn(entry)), entry]),
  );
  const withAddress = [...lock.entries].some(
    ([at, entry]) => isInstalled(at) && /^https?:/.test(textOf(entry['resolved']) ?? ''),
  );
  const requirements = new Map<string, readonly Requirement[]>();
  const placed = await placeTree({
    entries,
    resolution,
    requirementsAt: (at, entry) => {
      const manifest = places.get(at)?.value;
      if (manifest)
        return remember(requirements, `${at}\n`, () => groups.flatMap((group) => entriesOf(manifest, group)));
      if (!isInstalled(at) || entry['link'] === true) return [];
      return remember(requirements, idOf(nameIn(at, entry), versionIn(entry)), () =>
        readRequirements(entry).filter(({ kind }) => kind !== 'optional-peer'),
      );
    },
    wantedAt: (at, entry, requirement) => {
      const manifest = places.get(at);
      const as = requirement.as ?? requirement.name;
      if (!manifest) return resolution.packages.get(idOf(nameIn(at, entry), versionIn(entry)))?.targets.get(as);
      const group = groups.find(
        (one) => isRecord(manifest.value[one]) && Object.hasOwn(manifest.value[one] as object, as),
      );
      return resolution.roots.get(`${manifest.path}\n${group}\n${as}`);
    },
    does: ({ name, range }, version) =>
      !wish.overrides.some((one) => one.name === name) &&
      world.satisfies(version, range) &&
      world.isWished(wish, name, version),
    entryOf: async (name, version, as) => {
      const old = kept.get(idOf(name, version));
      if (old) return old;
      const { fields, files: published } = await world.describe(name, version);
      const [file] = published;
      return toEntry(
        fields,
        { url: file?.url ?? '', integrity: textOf(file?.hashes['integrity']) },
        { as, withAddress },
      );
    },
  });
  changes.push({ path, before: lock.text, after: writeLock(lock, placed) });
  return { changes: changes.filter(({ before, after }) => before !== after), commands: [] };
}

function entriesOf(manifest: Record<string, unknown>, group: string): Requirement[] {
  const entries = isRecord(manifest[group]) ? Object.entries(manifest[group]) : [];
  return entries.flatMap(
    ([key, value]) => readSpecifier(key, value, group === 'optionalDependencies' ? 'optional' : 'required') ?? [],
  );
}

/** The lock file repeats what the manifests ask for. */
function withRanges(
  entry: Record<string, unknown>,
  manifest: Record<string, unknown> | undefined,
): Record<string, unknown> {
  if (!manifest) return entry;
  const result = { ...entry };
  for (const group of groups) if (isRecord(entry[group]) && isRecord(manifest[group])) result[group] = manifest[group];
  return result;
}

function remember<T>(memory: Map<string, T>, key: string, make: () => T): T {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  memory.set(key, made);
  return made;
}
