import { applyEdits } from '../edit/json.ts';
import { folderOf, RemedyError, type Manager, type RepositoryFiles } from '../manager.ts';
import {
  idOf,
  type FileChange,
  type Leave,
  type LockedPackage,
  type Project,
  type Resolution,
  type Root,
  type Unresolved,
  type Wish,
} from '../project.ts';
import type { World } from '../world.ts';

/** A version that stands in a file. */
export interface ListedPlace {
  /** As the ecosystem names it. */
  name: string;
  version: string;
  path: string;
  start: number;
  end: number;
}

/** How files that list packages with their versions are read. */
export interface ListedKind {
  id: string;
  ecosystem: string;
  owns: (fileName: string, path: string) => boolean;
  /** Where versions stand that this file uses, in this file and in those that it refers to. */
  places: (files: RepositoryFiles, path: string) => ListedPlace[];
  /** How a version is written in the place of another one: `v1.2` for `v1.1`. */
  write?: (old: string, version: string) => string;
  /** To be run when something has changed and a lock file beside it is the tool's to write. */
  commands?: (files: RepositoryFiles, folder: string) => string[];
}

/**
 * The manager for files that list what they use, each with one version and nothing that says what comes along: what is
 * named moves, and only that is proved.
 */
export function listedManager(kind: ListedKind): Manager {
  return {
    id: kind.id,
    ecosystem: kind.ecosystem,
    owns: kind.owns,
    overrides: 'none',
    resolve: resolveListed,
    read: (files, path) => {
      const places = kind.places(files, path);
      const roots = places.map(({ name, version }, at): Root => ({
        key: `${at}\n${name}`,
        name,
        range: version,
        kind: 'required',
        locked: version,
        editable: true,
      }));
      const locked = new Map(
        places.map(({ name, version }): [string, LockedPackage] => [
          idOf(name, version),
          { name, version, targets: new Map(), requirements: [] },
        ]),
      );
      return { manager: kind.id, ecosystem: kind.ecosystem, folder: folderOf(path), roots, locked, isPartial: true };
    },
    write: async (files, path, { project, resolution }) => {
      const edits = new Map<string, Map<number, { start: number; end: number; text: string }>>();
      for (const [at, place] of kind.places(files, path).entries()) {
        const version = resolution.roots.get(project.roots[at]?.key ?? '');
        if (version === undefined || version === place.version) continue;
        const own = edits.get(place.path) ?? new Map();
        // Two names may share one place: a property, a reference.
        own.set(place.start, {
          start: place.start,
          end: place.end,
          text: kind.write?.(place.version, version) ?? version,
        });
        edits.set(place.path, own);
      }
      const changes = [...edits].map(([at, own]): FileChange => {
        const before = files.read(at);
        if (before === null) throw new RemedyError(`${at} cannot be read.`);
        return { path: at, before, after: applyEdits(before, [...own.values()]) };
      });
      return { changes, commands: changes.length > 0 ? (kind.commands?.(files, project.folder) ?? []) : [] };
    },
  };
}

/** Each on its own: the lowest version that is free of what is known. */
async function resolveListed(
  world: World,
  project: Project,
  wish: Wish,
  leave: Leave | null,
): Promise<Resolution | Unresolved> {
  const roots = new Map<string, string>();
  const packages: Resolution['packages'] extends ReadonlyMap<infer K, infer V> ? Map<K, V> : never = new Map();
  for (const { key, name, locked } of project.roots) {
    let version = wish.bumps.get(key) ?? locked!;
    if (!world.isWished(wish, name, version)) {
      const candidates = leave?.roots.has(key) ? await world.candidates(name, { above: locked, far: leave.far }) : [];
      const next = candidates.find((one) => world.isWished(wish, name, one));
      if (next === undefined)
        return {
          outcome: 'unresolved',
          why: `No newer version of ${name} ${leave?.far === 'any' ? '' : 'in its line '}is free of known vulnerabilities.`,
        };
      version = next;
    }
    roots.set(key, version);
    packages.set(idOf(name, version), { name, version, requirements: [], targets: new Map() });
  }
  return { outcome: 'resolved', packages, roots };
}
