import { fileNameOf, type RepositoryFiles } from '../manager.ts';
import type { Root } from '../project.ts';
import { parseManifest, rootsOf, type Manifest } from './manifest.ts';

export interface WorkspaceManifest {
  /** From the root of the repository. */
  path: string;
  text: string;
  value: Manifest;
}

/**
 * The manifest of a project and, where it says that it has workspaces, those of the folders below. Which of them the
 * patterns mean does not matter here: a lock file has nothing of the others.
 * @throws {RemedyError} when the project's own is missing or broken
 */
export function readWorkspaces(
  files: RepositoryFiles,
  folder: string,
  hasWorkspaces: (value: Manifest) => boolean,
): WorkspaceManifest[] {
  const read = (path: string): WorkspaceManifest => {
    const text = files.read(path);
    return { path, text: text ?? '', value: parseManifest(text, path) };
  };
  const own = read(`${folder}package.json`);
  if (!hasWorkspaces(own.value)) return [own];
  const others = [...files.paths()].filter(
    (path) =>
      path.startsWith(folder) &&
      path !== own.path &&
      fileNameOf(path) === 'package.json' &&
      !path.includes('node_modules/'),
  );
  return [own, ...others.slice(0, 5000).flatMap((path) => readIfWhole(() => read(path)))];
}

export function rootsOfWorkspaces(
  manifests: readonly WorkspaceManifest[],
  locked: (path: string, key: string, range: string) => string | undefined,
): Root[] {
  return manifests.flatMap(({ path, value }) =>
    rootsOf(value, path, () => undefined).flatMap((root): Root[] => {
      const version = locked(path, root.as ?? root.name, root.range);
      // What the lock file does not know is of another project.
      return version === undefined ? [] : [{ ...root, locked: version }];
    }),
  );
}

/** A broken manifest below is its own project's trouble. */
function readIfWhole<T>(read: () => T): T[] {
  try {
    return [read()];
  } catch {
    return [];
  }
}
