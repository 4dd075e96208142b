import type { FileChange, Leave, Project, Resolution, Unresolved, Wish } from './project.ts';
import type { World } from './world.ts';

/** The files of a repository that package managers write, as text. */
export interface RepositoryFiles {
  /** Null: there is none, or it is no text. */
  read(path: string): string | null;
  paths(): Iterable<string>;
}

/** What one package manager's files mean, and how they are changed. */
export interface Manager {
  id: string;
  ecosystem: string;
  /** Which files findings point to: judged by the name alone. */
  owns: (fileName: string, path: string) => boolean;
  /** @throws {RemedyError} when the files are not what they say, or are of a kind we cannot change */
  read: (files: RepositoryFiles, path: string) => Project;
  /** Where no lock file says what comes along: the project with that found out from the registry. */
  expand?: (world: World, project: Project) => Promise<Project>;
  resolve: (world: World, project: Project, wish: Wish, leave: Leave | null) => Promise<Resolution | Unresolved>;
  /** Can the project lay down the version of what others ask for: everywhere, or below some packages only? */
  overrides: 'none' | 'everywhere' | 'below';
  /** The files with a resolution in them: only what has changed is touched. */
  write: (files: RepositoryFiles, path: string, change: Change) => Promise<Writing>;
}

/** From one resolution to another. */
export interface Change {
  world: World;
  project: Project;
  wish: Wish;
  resolution: Resolution;
}

export interface Writing {
  changes: FileChange[];
  /** What only the package manager itself can do, to be run in the project's folder. */
  commands: string[];
  /** The lock file is not written: it is the package manager's to make, and what is proved is the resolution only. */
  isLockLeft?: boolean;
}

/** Why there is no plan for a project, in a sentence. */
export class RemedyError extends Error {
  override name = 'RemedyError';
}

export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
