import { Component, drain, type FileTree } from '@stoa/model';
import type { AdvisoryIndex } from '../advisories/index-port.ts';
import { matchAdvisories } from '../match.ts';
import { toPurl } from '../purl.ts';
import { scanInventory } from '../scan-inventory.ts';
import type { VulnerableUse } from './action.ts';
import { folderOf, type RepositoryFiles } from './manager.ts';
import type { FileChange } from './project.ts';

/** What is vulnerable in one file: it is read and matched as `stoa scan` does. Null when nothing of it could be read. */
export async function rescan(
  files: RepositoryFiles,
  path: string,
  index: AdvisoryIndex,
): Promise<VulnerableUse[] | null> {
  if (files.read(path) === null) return null;
  const components: Component[] = [];
  const { coverage } = await drain(scanInventory(treeBeside(files, path)), (item) => {
    if (item.type === 'component' && item.component.location.path === path) components.push(item.component);
  });
  return coverage.roots.includes(path) ? matchUses(components, index) : null;
}

/** The same of packages that were chosen but are written nowhere yet. */
export function matchPackages(
  packages: Iterable<{ name: string; version: string }>,
  ecosystem: string,
  path: string,
  index: AdvisoryIndex,
): Promise<VulnerableUse[]> {
  const components = [...packages].map(({ name, version }) =>
    Component.parse({ purl: toPurl(ecosystem, name, version), name, version, ecosystem, location: { path } }),
  );
  return matchUses(components, index);
}

/** What is known against an inventory, one entry a package, version and vulnerability. */
export async function matchUses(components: readonly Component[], index: AdvisoryIndex): Promise<VulnerableUse[]> {
  const byPurl = new Map(components.map((component) => [`${component.location.path}\n${component.purl}`, component]));
  const uses = new Map<string, VulnerableUse>();
  await drain(matchAdvisories(components, index, { roots: [], skipped: [] }), (item) => {
    if (item.type !== 'observation' || !item.observation.affected) return;
    const { affected, location } = item.observation;
    const component = byPurl.get(`${location?.path ?? ''}\n${affected.purl}`);
    if (!component) return;
    const { ecosystem, name, version } = component;
    const use = { ecosystem, name, version, advisory: affected.advisoryIds[0]!, path: component.location.path };
    uses.set(`${use.path}\n${keyOfUse(use)}`, use);
  });
  return [...uses.values()];
}

export function keyOfUse({ name, version, advisory }: VulnerableUse): string {
  return `${name}\n${version}\n${advisory}`;
}

/** The files with some of them changed. */
export function withChanges(files: RepositoryFiles, changes: readonly FileChange[]): RepositoryFiles {
  const changed = new Map(changes.map(({ path, after }) => [path, after]));
  return {
    read: (path) => changed.get(path) ?? files.read(path),
    paths: () => new Set([...files.paths(), ...changed.keys()]),
  };
}

/** The file, those beside it, and those above: they say what the project itself asks for, and which versions it has centrally. */
function treeBeside(files: RepositoryFiles, path: string): FileTree {
  const folder = folderOf(path);
  return {
    name: path,
    async *files() {
      for (const one of files.paths()) {
        if (!folder.startsWith(folderOf(one))) continue;
        const bytes = new TextEncoder().encode(files.read(one) ?? '');
        yield { path: one, size: bytes.length, executable: false, read: async () => bytes };
      }
    },
  };
}
