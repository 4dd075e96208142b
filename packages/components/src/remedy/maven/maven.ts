import { applyEdits, type TextEdit } from '../edit/json.ts';
import { folderOf, RemedyError, type Manager, type RepositoryFiles } from '../manager.ts';
import { idOf, type FileChange, type LockedPackage, type Project, type Root } from '../project.ts';
import { manage, placesIn, propertyIn, type PomPlace } from './pom-places.ts';
import { resolveNearest, walk } from './resolve.ts';

/** Maven: pom.xml, its parents in the tree, properties and dependency management. There is no lock file. */
export const mavenManager: Manager = {
  id: 'maven',
  ecosystem: 'Maven',
  owns: (name) => name === 'pom.xml',
  overrides: 'everywhere',
  resolve: resolveNearest,
  read: (files, path) => {
    const chain = chainOf(files, path);
    const own = placesIn(chain[0]!.text);
    const named = [...own.filter(({ isManaged }) => !isManaged), ...unversioned(chain[0]!.text, chain)];
    const roots = named.flatMap((place): Root[] => {
      const version = valueOf(chain, place.version);
      if (version === null || !/^[\w.-]+$/.test(version)) return [];
      return [{ key: place.name, name: place.name, range: version, kind: 'required', locked: version, editable: true }];
    });
    const pins = new Map(
      chain
        .flatMap(({ text }) => placesIn(text))
        .filter(({ isManaged }) => isManaged)
        .flatMap((place) => {
          const version = valueOf(chain, place.version);
          return version === null ? [] : [[place.name, version] as const];
        }),
    );
    const locked = new Map(
      roots.map(({ name, locked: version }): [string, LockedPackage] => [
        idOf(name, version!),
        { name, version: version!, targets: new Map() },
      ]),
    );
    return { manager: 'maven', ecosystem: 'Maven', folder: folderOf(path), roots, locked, pins };
  },
  expand: async (world, project) => ({ ...project, locked: await lockedBy(world, project) }),
  write: async (files, path, { wish }) => {
    const chain = chainOf(files, path);
    const edits = new Map<string, TextEdit[]>();
    for (const [name, version] of wish.bumps) {
      const found = placeOf(chain, name);
      if (!found)
        throw new RemedyError(
          `Where the version of ${name} stands is not seen: a parent outside of the repository may say it.`,
        );
      edits.set(found.path, [
        ...(edits.get(found.path) ?? []).filter(({ start }) => start !== found.edit.start),
        { ...found.edit, text: version },
      ]);
    }
    const texts = new Map(chain.map((one) => [one.path, applyEdits(one.text, edits.get(one.path) ?? [])]));
    for (const { name, to } of wish.overrides) {
      const place = placesIn(texts.get(path)!).find((one) => one.isManaged && one.name === name);
      const text = texts.get(path)!;
      texts.set(
        path,
        place ? applyEdits(text, [{ start: place.start, end: place.end, text: to }]) : manage(text, name, to),
      );
    }
    const changes = chain.flatMap((one): FileChange[] =>
      texts.get(one.path) === one.text ? [] : [{ path: one.path, before: one.text, after: texts.get(one.path)! }],
    );
    return { changes, commands: [] };
  },
};

interface PomFile {
  path: string;
  text: string;
}

/** The pom and its parents, as far as they lie in the repository. */
function chainOf(files: RepositoryFiles, path: string): PomFile[] {
  const chain: PomFile[] = [];
  for (let at: string | null = path; at !== null && chain.length < 20;) {
    const text = files.read(at);
    if (text === null || chain.some((one) => one.path === at)) break;
    chain.push({ path: at, text });
    at = parentOf(at, text);
  }
  if (chain.length === 0) throw new RemedyError(`${path} cannot be read.`);
  return chain;
}

function parentOf(path: string, text: string): string | null {
  const [, parent] = /<parent>([\s\S]*?)<\/parent>/.exec(text) ?? [];
  if (parent === undefined) return null;
  const relative = /<relativePath>\s*([^<]*?)\s*<\/relativePath>/.exec(parent)?.[1] ?? '../pom.xml';
  if (relative === '' || /<relativePath\s*\/>/.test(parent)) return null;
  const parts: string[] = [];
  for (const part of `${folderOf(path)}${relative.endsWith('.xml') ? relative : `${relative}/pom.xml`}`.split('/')) {
    if (part === '..') {
      if (parts.length === 0) return null;
      parts.pop();
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function valueOf(chain: readonly PomFile[], version: string): string | null {
  let value = version;
  for (let round = 0; round < 10 && value.includes('${'); round += 1) {
    const name = /\$\{([^}]+)\}/.exec(value)?.[1] ?? '';
    const property = chain.map(({ text }) => propertyIn(text, name)).find((one) => one !== null);
    if (!property) return null;
    value = value.replace(`\${${name}}`, property.text);
  }
  return value;
}

/** Named without a version: the dependency management of the pom or of a parent has it. */
function unversioned(text: string, chain: readonly PomFile[]): PomPlace[] {
  const managed = chain.flatMap((one) => placesIn(one.text)).filter(({ isManaged }) => isManaged);
  const bare = text
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/<(dependencyManagement|build|exclusions)>[\s\S]*?<\/\1>/g, '');
  return [...bare.matchAll(/<dependency>([\s\S]*?)<\/dependency>/g)].flatMap(([, block = '']) => {
    if (/<version>/.test(block)) return [];
    const name = `${/<groupId>\s*([^<\s]+)/.exec(block)?.[1]}:${/<artifactId>\s*([^<\s]+)/.exec(block)?.[1]}`;
    return managed.find((one) => one.name === name) ?? [];
  });
}

/** Where the version of a dependency is to be changed: its own element, or the property that it names. */
function placeOf(chain: readonly PomFile[], name: string): { path: string; edit: Omit<TextEdit, 'text'> } | null {
  const [own] = chain as [PomFile];
  const candidates = [
    ...placesIn(own.text)
      .filter((one) => !one.isManaged)
      .map((place) => ({ place, path: own.path })),
    ...chain.flatMap(({ path, text }) =>
      placesIn(text)
        .filter((one) => one.isManaged)
        .map((place) => ({ place, path })),
    ),
  ];
  const found = candidates.find(({ place }) => place.name === name);
  if (!found) return null;
  const property = /^\$\{([^}]+)\}$/.exec(found.place.version)?.[1];
  if (property === undefined) return { path: found.path, edit: { start: found.place.start, end: found.place.end } };
  for (const { path, text } of chain) {
    const place = propertyIn(text, property);
    if (place) return { path, edit: { start: place.start, end: place.end } };
  }
  return null;
}

async function lockedBy(
  world: Parameters<NonNullable<Manager['expand']>>[0],
  project: Project,
): Promise<Map<string, LockedPackage>> {
  const packages = await walk(world, project, new Map(), project.pins ?? new Map());
  return new Map(
    [...packages].map(([id, { name, version, requirements, targets }]) => [
      id,
      { name, version, requirements, targets: new Map([...targets].map(([one, target]) => [one, [target]])) },
    ]),
  );
}
