import { textOf } from '../../inventory/text/fields.ts';
import { folderOf, type Manager } from '../manager.ts';
import { bumpManifest, overrideManifest } from '../npm/manifest.ts';
import { rangeLike } from '../npm/specifier.ts';
import { readWorkspaces, rootsOfWorkspaces } from '../npm/workspaces.ts';
import { idOf, type LockedPackage, type Project, type Resolution, type Wish } from '../project.ts';
import type { PublishedVersion, Requirement } from '../registry.ts';
import { resolveMany } from '../resolve/many.ts';
import { groupText, readYarnLock, requestOf, writeYarnLock, type YarnLock } from './lock-file.ts';

const hasWorkspaces = (value: Record<string, unknown>) => value['workspaces'] !== undefined;

/** yarn, classic and modern: package.json with `resolutions`, and yarn.lock. */
export const yarnManager: Manager = {
  id: 'yarn',
  ecosystem: 'npm',
  owns: (name) => name === 'yarn.lock',
  overrides: 'below',
  resolve: (world, project, wish, leave) => resolveMany(world, project, wish, leave),
  read: (files, path) => {
    const folder = folderOf(path);
    const lock = readYarnLock(files.read(path));
    const versions = new Map(
      lock.entries.flatMap(({ requests, version }) => requests.map((one) => [one, version] as const)),
    );
    const roots = rootsOfWorkspaces(readWorkspaces(files, folder, hasWorkspaces), (_, key, range) =>
      versions.get(requestOf(lock, key, range)),
    );
    const locked = new Map<string, LockedPackage>();
    for (const { name, version, requirements, isForeign } of lock.entries) {
      const targets = new Map(
        requirements.flatMap((one) => {
          const as = one.as ?? one.name;
          const target = versions.get(requestOf(lock, as, rangeOf(one)));
          return target === undefined ? [] : [[as, [target]] as const];
        }),
      );
      locked.set(idOf(name, version), { name, version, requirements, targets, ...(isForeign && { foreign: true }) });
    }
    return { manager: 'yarn', ecosystem: 'npm', folder, roots, locked };
  },
  write: async (files, path, { world, wish, resolution, project }) => {
    const text = files.read(path) ?? '';
    const lock = readYarnLock(text);
    const manifests = readWorkspaces(files, project.folder, hasWorkspaces).map((one, at) => {
      const bumped = bumpManifest(one.text, one.path, project, wish);
      return {
        path: one.path,
        before: one.text,
        after:
          at === 0 ? overrideManifest(bumped, ['resolutions'], wish, (parent, name) => [`${parent}/${name}`]) : bumped,
      };
    });
    const answers = answersOf(lock, project, resolution, wish);
    const next = await relock(lock, answers, project, resolution, async (name, version) =>
      world.describe(name, version),
    );
    if (lock.isModern)
      for (const entry of next.entries) if (entry.isForeign) entry.body = bumpWorkspace(entry.body, project, wish);
    const changes = [...manifests, { path, before: text, after: writeYarnLock(next) }].filter(
      ({ before, after }) => before !== after,
    );
    // The modern form keeps a checksum of yarn's own archives, which only yarn can make.
    return { changes, commands: lock.isModern ? ['yarn install --mode=update-lockfile'] : [] };
  },
};

function rangeOf({ as, name, range }: Requirement): string {
  return as === undefined ? range : `npm:${name}${range === '' ? '' : `@${range}`}`;
}

/** Which version answers each request from now on. */
function answersOf(lock: YarnLock, project: Project, resolution: Resolution, wish: Wish): Map<string, string> {
  const answers = new Map<string, string>();
  for (const root of project.roots) {
    const version = resolution.roots.get(root.key);
    if (version === undefined) continue;
    const isBumped = wish.bumps.has(root.key);
    answers.set(
      requestOf(lock, root.as ?? root.name, isBumped ? rangeLike(rangeOf(root), version) : rangeOf(root)),
      idOf(root.name, version),
    );
  }
  for (const { requirements, targets } of resolution.packages.values()) {
    for (const one of requirements) {
      const version = targets.get(one.as ?? one.name);
      if (version !== undefined && one.kind !== 'peer')
        answers.set(requestOf(lock, one.as ?? one.name, rangeOf(one)), idOf(one.name, version));
    }
  }
  return answers;
}

async function relock(
  lock: YarnLock,
  answers: ReadonlyMap<string, string>,
  project: Project,
  resolution: Resolution,
  describe: (name: string, version: string) => Promise<PublishedVersion>,
): Promise<YarnLock> {
  const entries = lock.entries.map((entry) => ({ ...entry, requests: [...entry.requests] }));
  const asked = new Set(answers.keys());
  const before = answersOf(lock, project, toResolution(project), {
    avoid: new Set(),
    tolerate: new Map(),
    bumps: new Map(),
    overrides: [],
  });
  for (const entry of entries) {
    // What was asked for before and is not any more goes; what we could not follow stays.
    if (!entry.isForeign)
      entry.requests = entry.requests.filter(
        (one) => answers.get(one) === idOf(entry.name, entry.version) || (!asked.has(one) && !before.has(one)),
      );
  }
  for (const [request, id] of answers) {
    const { name, version } = resolution.packages.get(id) ?? { name: '', version: '' };
    const entry = entries.find((one) => one.name === name && one.version === version);
    if (entry) {
      if (!entry.requests.includes(request)) entry.requests.push(request);
    } else if (name !== '') {
      const published = await describe(name, version);
      entries.push({
        requests: [request],
        name,
        version,
        requirements: [],
        isForeign: false,
        body: bodyOf(published, name, version, lock.isModern),
      });
    }
  }
  return { ...lock, entries: entries.filter(({ requests }) => requests.length > 0) };
}

/** The project as it stands, in the form of a resolution. */
function toResolution(project: Project): Resolution {
  const packages = new Map(
    [...project.locked].map(([id, { name, version, requirements = [], targets }]) => [
      id,
      { name, version, requirements, targets: new Map([...targets].map(([as, [first = '']]) => [as, first])) },
    ]),
  );
  return {
    outcome: 'resolved',
    packages,
    roots: new Map(project.roots.flatMap(({ key, locked }) => (locked === undefined ? [] : [[key, locked]]))),
  };
}

function bodyOf({ fields, files: [file] }: PublishedVersion, name: string, version: string, isModern: boolean): string {
  const groups = groupText(fields['dependencies'], 'dependencies', isModern);
  if (isModern)
    return `  version: ${version}\n  resolution: "${name}@npm:${version}"\n${groups}${groupText(fields['peerDependencies'], 'peerDependencies', true).replaceAll('"npm:', '"')}  languageName: node\n  linkType: hard\n`;
  const sha1 = file?.hashes['sha1'];
  const integrity = textOf(file?.hashes['integrity']);
  const optional = groupText(fields['optionalDependencies'], 'optionalDependencies', false);
  return `  version ${JSON.stringify(version)}\n  resolved "${file?.url ?? ''}${sha1 ? `#${sha1}` : ''}"\n${integrity ? `  integrity ${integrity}\n` : ''}${groups}${optional}`;
}

/** The modern form repeats what each workspace asks for. */
function bumpWorkspace(body: string, project: Project, wish: Wish): string {
  let result = body;
  for (const [key, version] of wish.bumps) {
    const root = project.roots.find((one) => one.key === key);
    if (!root) continue;
    const name = root.as ?? root.name;
    const old = new RegExp(
      `^( {4}"?${name.replaceAll(/[.*+?^$()|/]/g, '\\$&')}"?: )"npm:${root.range.replaceAll(/[.*+?^$()|]/g, '\\$&')}"$`,
      'm',
    );
    result = result.replace(old, `$1"npm:${rangeLike(root.range, version)}"`);
  }
  return result;
}
