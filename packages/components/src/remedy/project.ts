import type { PublishedVersion, Requirement } from './registry.ts';

/** What one package manager knows of one folder: its manifest and its lock file. */
export interface Project {
  /** `npm`, `poetry`, `cargo` … */
  manager: string;
  ecosystem: string;
  /** Folder from the root of the repository, `''` or with a slash at its end. */
  folder: string;
  roots: readonly Root[];
  /** By `name@version`. */
  locked: ReadonlyMap<string, LockedPackage>;
  /** The lock file tells which packages ask for which, though not in which range: what it leaves out is not asked for. */
  tellsTargets?: boolean;
  /** Which of a new version's requirements hold here, where that is more than the version's own word (features). */
  narrow?: (
    published: PublishedVersion,
    locked: LockedPackage | undefined,
    old: PublishedVersion | undefined,
    wanted: ReadonlySet<string>,
  ) => readonly Requirement[];
  /** The file names some of the packages only: what it does not name is none of its business. */
  isPartial?: boolean;
  /** Versions that the project lays down for whatever comes along, by name. */
  pins?: ReadonlyMap<string, string>;
  /** The oldest version of the language that it must run on. */
  runtime?: string;
}

/** Something the project itself asks for. */
export interface Root extends Requirement {
  /** Unique in the project: which entry of which file. */
  key: string;
  /** The version it stands at now; undefined where nothing is locked. */
  locked?: string;
  /** False where the manifest has no place to write a version in. */
  editable: boolean;
}

export interface LockedPackage {
  name: string;
  version: string;
  /** Undefined where the lock file does not tell: the registry is asked. */
  requirements?: readonly Requirement[];
  /** Which versions its requirements stand at, by the name they are imported by. */
  targets: ReadonlyMap<string, readonly string[]>;
  /** It comes from no registry (a folder, git, an archive): it stays as it is. */
  foreign?: boolean;
}

/** What is asked of a new resolution, on top of what the manifest says. */
export interface Wish {
  /** What is in use and may not stay, as `name@version`. What comes anew has nothing known against it in any case. */
  avoid: ReadonlySet<string>;
  /** But for these advisories, of which no newer version is free: by name. */
  tolerate: ReadonlyMap<string, ReadonlySet<string>>;
  /** What the project asks for from now on, by the key of the root: a version. */
  bumps: ReadonlyMap<string, string>;
  overrides: readonly Override[];
}

/** A version that holds whatever others ask for. */
export interface Override {
  name: string;
  /** Only what comes in through these packages; null: everywhere. */
  under: readonly string[] | null;
  to: string;
}

/** How far roots may leave their ranges while a way is looked for. */
export interface Leave {
  roots: ReadonlySet<string>;
  far: 'compatible' | 'any';
}

export interface Resolved {
  name: string;
  version: string;
  requirements: readonly Requirement[];
  /** What each requirement became, by the name it is imported by. */
  targets: ReadonlyMap<string, string>;
}

export interface Resolution {
  outcome: 'resolved';
  /** By `name@version`. */
  packages: ReadonlyMap<string, Resolved>;
  /** What each root became, by its key. */
  roots: ReadonlyMap<string, string>;
}

/** No set of versions does it; why, in a sentence, and which root is in the way where it is one. */
export interface Unresolved {
  outcome: 'unresolved';
  why: string;
}

/** A package with something known against it, in one project. */
export interface Target {
  name: string;
  version: string;
}

export function idOf(name: string, version: string): string {
  return `${name}@${version}`;
}

/** The new text of a file. */
export interface FileChange {
  path: string;
  before: string;
  after: string;
}
