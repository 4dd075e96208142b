import { folderOf, RemedyError, type Manager } from '../manager.ts';
import { bumpManifest, overrideManifest } from '../npm/manifest.ts';
import { rangeLike } from '../npm/specifier.ts';
import { readWorkspaces, rootsOfWorkspaces } from '../npm/workspaces.ts';
import { idOf, type Project, type Wish } from '../project.ts';
import { resolveMany } from '../resolve/many.ts';
import { literal } from '../edit/literal.ts';
import { readPnpmLock, writePnpmLock, type PnpmLock } from './lock-file.ts';

/** pnpm: package.json with `pnpm.overrides`, and pnpm-lock.yaml of version 9. */
export const pnpmManager: Manager = {
  id: 'pnpm',
  ecosystem: 'npm',
  owns: (name) => name === 'pnpm-lock.yaml',
  overrides: 'below',
  resolve: (world, project, wish, leave) => resolveMany(world, project, wish, leave),
  read: (files, path) => {
    const folder = folderOf(path);
    const lock = readPnpmLock(files.read(path));
    const manifests = readWorkspaces(files, folder, () => files.read(`${folder}pnpm-workspace.yaml`) !== null);
    const roots = rootsOfWorkspaces(manifests, (at, key) =>
      lock.importers.get(folderOf(at).slice(folder.length).replace(/\/$/, '') || '.')?.get(key),
    );
    return { manager: 'pnpm', ecosystem: 'npm', folder, roots, locked: lock.packages };
  },
  write: async (files, path, { world, project, wish, resolution }) => {
    const text = files.read(path) ?? '';
    const lock = readPnpmLock(text);
    const manifests = readWorkspaces(
      files,
      project.folder,
      () => files.read(`${project.folder}pnpm-workspace.yaml`) !== null,
    ).map((one, at) => {
      const bumped = bumpManifest(one.text, one.path, project, wish);
      return {
        path: one.path,
        before: one.text,
        after:
          at === 0
            ? overrideManifest(bumped, ['pnpm', 'overrides'], wish, (parent, name) => [`${parent}>${name}`])
            : bumped,
      };
    });
    const changed = manifests.filter(({ before, after }) => before !== after);
    const moved = [...resolution.packages].filter(([id]) => !project.locked.has(id)).map(([, one]) => one);
    try {
      const published = new Map(
        await Promise.all(
          moved.map(async ({ name, version }) => [idOf(name, version), await world.describe(name, version)] as const),
        ),
      );
      const written = writePnpmLock(lock, resolution, published);
      const after = withOverrides(withSpecifiers(written, lock, project, wish), wish);
      return {
        changes: [...changed, { path, before: text, after }],
        commands: wish.overrides.length > 0 ? ['pnpm install --lockfile-only'] : [],
      };
    } catch (error) {
      if (!(error instanceof RemedyError)) throw error;
      const names = [...new Set(moved.map(({ name }) => name))].sort().join(' ');
      return {
        changes: changed,
        commands: [
          changed.length > 0 ? 'pnpm install --lockfile-only' : `pnpm update --lockfile-only --depth Infinity ${names}`,
        ],
        isLockLeft: true,
      };
    }
  },
};

/** The lock file repeats what each manifest asks for. */
function withSpecifiers(text: string, lock: PnpmLock, project: Project, wish: Wish): string {
  let result = text;
  for (const [key, version] of wish.bumps) {
    const root = project.roots.find((one) => one.key === key);
    if (!root) continue;
    const name = root.as ?? root.name;
    const entry = new RegExp(`(^ {6}'?${literal(name)}'?:\\n {8}specifier: )'?${literal(root.range)}'?$`, 'gm');
    result = result.replaceAll(entry, (_, head: string) => `${head}${plain(rangeLike(root.range, version))}`);
  }
  return result;
}

function withOverrides(text: string, wish: Wish): string {
  let result = text;
  for (const { name, under, to } of wish.overrides) {
    for (const key of under === null ? [name] : under.map((parent) => `${parent}>${name}`)) {
      const line = `  ${plain(key)}: ${plain(to)}\n`;
      if (/^overrides:\n/m.test(result)) result = result.replace(/^overrides:\n/m, (head) => `${head}${line}`);
      else result = result.replace(/^importers:\n/m, (head) => `overrides:\n${line}\n${head}`);
    }
  }
  return result;
}

/** A scalar as YAML wants it: in quotes where it could be read as something else. */
function plain(text: string): string {
  return /^[\w.^~<>=/-][\w.^~<>= /-]*$/.test(text) && !/^[>=]/.test(text) ? text : `'${text}'`;
}
