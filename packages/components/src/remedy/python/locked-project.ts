import { folderOf, type RepositoryFiles } from '../manager.ts';
import type { LockedPackage, Project } from '../project.ts';
import { readPyproject, rootsOfPyproject, runtimeOf } from './pyproject.ts';

/**
 * A project of pyproject.toml with the lock file beside it.
 * @throws {RemedyError} when one of them is missing or broken
 */
export function readLockedProject(
  manager: string,
  files: RepositoryFiles,
  path: string,
  readPackages: (text: string | null, path: string) => Map<string, LockedPackage>,
): Project {
  const folder = folderOf(path);
  const manifest = readPyproject(files.read(`${folder}pyproject.toml`), `${folder}pyproject.toml`);
  const locked = readPackages(files.read(path), path);
  const versions = new Map([...locked.values()].map(({ name, version }) => [name, version]));
  const runtime = runtimeOf(manifest);
  const roots = rootsOfPyproject(manifest, (name) => versions.get(name));
  return { manager, ecosystem: 'PyPI', folder, roots, locked, ...(runtime && { runtime }) };
}
