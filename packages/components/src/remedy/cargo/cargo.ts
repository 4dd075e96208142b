import { isRecord, textOf } from '../../inventory/text/fields.ts';
import { activeRequirements } from './features.ts';
import { classOf } from '../distance.ts';
import { cutBlocks, editTomlEntry, insertBlock, joinBlocks, parseToml, setList, type TomlBlock } from '../edit/toml.ts';
import { folderOf, type Manager, type RepositoryFiles } from '../manager.ts';
import { idOf, type LockedPackage, type Resolution, type Root, type Wish } from '../project.ts';
import type { PublishedVersion } from '../registry.ts';
import { resolveOne } from '../resolve/one.ts';

const groups = ['dependencies', 'dev-dependencies', 'build-dependencies'] as const;

/** Cargo: the manifests of a workspace and Cargo.lock. */
export const cargoManager: Manager = {
  id: 'cargo',
  ecosystem: 'crates.io',
  owns: (name) => name === 'Cargo.lock',
  // `[patch]` takes sources, no versions.
  overrides: 'none',
  resolve: (world, project, wish, leave) => resolveOne(world, project, wish, leave, 'families'),
  read: (files, path) => {
    const folder = folderOf(path);
    const locked = readPackages(parseToml(files.read(path), path));
    const manifests = manifestsBelow(files, folder);
    const roots = manifests.flatMap(({ path: at, value }) => rootsOf(at, value, locked));
    const runtime = manifests.flatMap(({ value }) =>
      isRecord(value['package']) ? (textOf(value['package']['rust-version']) ?? []) : [],
    )[0];
    return {
      manager: 'cargo',
      ecosystem: 'crates.io',
      folder,
      roots,
      locked,
      tellsTargets: true,
      narrow: activeRequirements,
      ...(runtime && { runtime }),
    };
  },
  write: async (files, path, { world, resolution, project, wish }) => {
    const lock = files.read(path) ?? '';
    const blocks = cutBlocks(lock);
    const source = /^source = "(registry\+.*)"$/m.exec(lock)?.[1] ?? '';
    const known = new Map(blocks.blocks.map((block) => [idOf(block.name, block.version), block]));
    const reachable = reachedBefore(project.locked, project.roots);
    for (const [id, block] of known) {
      const isGone = project.locked.has(id) && !resolution.packages.has(id) && reachable.has(id);
      if (isGone) blocks.blocks.splice(blocks.blocks.indexOf(block), 1);
    }
    for (const [id, { name, version }] of resolution.packages) {
      if (known.has(id)) continue;
      const old = [...known.values()].find(
        (block) => block.name === name && classOf('crates.io', block.version) === classOf('crates.io', version),
      );
      insertBlock(blocks, {
        name,
        version,
        text: toBlock(old, name, version, source, await world.describe(name, version), resolution),
      });
    }
    // Which features a new crate has is Cargo's to say: it takes what is written, and adds what is missing.
    const isGrown = [...resolution.packages.keys()].some(
      (id) =>
        !known.has(id) &&
        !project.locked.has(id) &&
        ![...project.locked.values()].some(({ name }) => id.startsWith(`${name}@`)),
    );
    const counts = Map.groupBy(blocks.blocks, ({ name }) => name);
    for (const block of blocks.blocks) block.text = withDependencies(block.text, counts, resolution);
    const changes = [
      ...manifestsBelow(files, project.folder).map(({ path: at, text }) => ({
        path: at,
        before: text,
        after: bumpManifest(text, at, wish),
      })),
      { path, before: lock, after: joinBlocks(blocks) },
    ];
    return {
      changes: changes.filter(({ before, after }) => before !== after),
      commands: isGrown ? ['cargo update --workspace'] : [],
    };
  },
};

function readPackages(value: Record<string, unknown>): Map<string, LockedPackage> {
  const list = Array.isArray(value['package']) ? value['package'].filter(isRecord) : [];
  const versions = Map.groupBy(list, (one) => textOf(one['name']) ?? '');
  const locked = new Map<string, LockedPackage>();
  for (const entry of list) {
    const [name, version, source] = [
      textOf(entry['name']) ?? '',
      textOf(entry['version']) ?? '',
      textOf(entry['source']),
    ];
    // Without a source it is a part of the workspace.
    if (source === undefined) continue;
    const targets = new Map<string, string[]>();
    for (const dependency of Array.isArray(entry['dependencies']) ? entry['dependencies'] : []) {
      const [of = '', exact] = String(dependency).split(' ');
      const target = exact ?? textOf(versions.get(of)?.[0]?.['version']);
      if (target !== undefined) targets.set(of, [...(targets.get(of) ?? []), target]);
    }
    locked.set(idOf(name, version), {
      name,
      version,
      targets,
      ...(!/^(?:registry|sparse)\+/.test(source) && { foreign: true }),
    });
  }
  return locked;
}

interface ManifestFile {
  path: string;
  text: string;
  value: Record<string, unknown>;
}

function manifestsBelow(files: RepositoryFiles, folder: string): ManifestFile[] {
  return [...files.paths()]
    .filter((path) => path.startsWith(folder) && /(?:^|\/)Cargo\.toml$/.test(path))
    .slice(0, 2000)
    .map((path) => {
      const text = files.read(path);
      return { path, text: text ?? '', value: parseToml(text, path) };
    });
}

function rootsOf(path: string, value: Record<string, unknown>, locked: ReadonlyMap<string, LockedPackage>): Root[] {
  const workspace = isRecord(value['workspace']) ? value['workspace'] : {};
  const targets = isRecord(value['target']) ? Object.entries(value['target']) : [];
  const tables: [section: string, table: unknown][] = [
    ...groups.map((group): [string, unknown] => [group, value[group]]),
    ['workspace.dependencies', workspace['dependencies']],
    ...targets.flatMap(([name, target]) =>
      groups.map((group): [string, unknown] => [`target.${name}.${group}`, isRecord(target) ? target[group] : null]),
    ),
  ];
  return tables.flatMap(([section, table]) =>
    Object.entries(isRecord(table) ? table : {}).flatMap(([key, entry]): Root[] => {
      const range = textOf(entry) ?? (isRecord(entry) ? textOf(entry['version']) : undefined);
      if (range === undefined) return [];
      const name = (isRecord(entry) ? textOf(entry['package']) : undefined) ?? key;
      const versions = [...locked.values()].filter((one) => one.name === name).map(({ version }) => version);
      const version =
        versions.findLast((one) => classOf('crates.io', one) === classOf('crates.io', range.replace(/^\D+/, ''))) ??
        versions.at(-1);
      // What a feature would switch on and nobody has is not in the lock file.
      if (version === undefined) return [];
      return [
        {
          key: `${path}\n${section}\n${key}`,
          name,
          range,
          kind: 'required',
          editable: !section.startsWith('target.'),
          locked: version,
        },
      ];
    }),
  );
}

function bumpManifest(text: string, path: string, wish: Wish): string {
  let result = text;
  for (const [key, version] of wish.bumps) {
    const [at, section = '', name = ''] = key.split('\n');
    if (at !== path) continue;
    result = editTomlEntry(result, section, name, (value) =>
      value.trimStart().startsWith('{')
        ? value.replace(
            /(version\s*=\s*")([^"]*)"/,
            (_, before: string, old: string) => `${before}${rangeLike(old, version)}"`,
          )
        : value.replace(/"([^"]*)"/, (_, old: string) => `"${rangeLike(old, version)}"`),
    );
    result = editTomlEntry(result, `${section}.${name}`, 'version', (value) =>
      value.replace(/"([^"]*)"/, (_, old: string) => `"${rangeLike(old, version)}"`),
    );
  }
  return result;
}

/** `1.2` becomes `1.4` when that says enough, `=1.2.0` `=1.4.1`. */
function rangeLike(old: string, version: string): string {
  const sign = /^\s*([=^~]?)\s*\d/.exec(old)?.[1] ?? '';
  return `${sign}${version.replace(/\+.*$/, '')}`;
}

function reachedBefore(locked: ReadonlyMap<string, LockedPackage>, roots: readonly Root[]): Set<string> {
  const seen = new Set(
    roots.flatMap(({ name, locked: version }) => (version === undefined ? [] : [idOf(name, version)])),
  );
  for (const id of seen) {
    for (const [name, versions] of locked.get(id)?.targets ?? [])
      for (const version of versions) seen.add(idOf(name, version));
  }
  return seen;
}

function toBlock(
  old: TomlBlock | undefined,
  name: string,
  version: string,
  source: string,
  published: PublishedVersion,
  resolution: Resolution,
): string {
  const { requirements, targets } = resolution.packages.get(idOf(name, version))!;
  const dependencies = [
    ...new Set(requirements.map((one) => `${one.name} ${targets.get(one.as ?? one.name) ?? ''}`.trim())),
  ].sort();
  const lines = [
    '[[package]]',
    `name = "${name}"`,
    `version = "${version}"`,
    `source = "${source}"`,
    `checksum = "${published.files[0]?.hashes['sha256'] ?? ''}"`,
  ];
  return `${lines.join('\n')}\n${dependencies.length === 0 ? '' : `dependencies = [\n${dependencies.map((one) => ` "${one}",\n`).join('')}]\n`}`;
}

/** A dependency is named alone where one version of it is locked, with its version where there are more. */
function withDependencies(
  text: string,
  counts: ReadonlyMap<string, readonly TomlBlock[]>,
  resolution: Resolution,
): string {
  const list = /^dependencies = \[\n((?: "[^"]*",\n)*)\]/m.exec(text);
  if (!list) return text;
  const own = /^name = "([^"]*)"\nversion = "([^"]*)"/m.exec(text);
  const targets = resolution.packages.get(idOf(own?.[1] ?? '', own?.[2] ?? ''))?.targets;
  const names = [...list[1]!.matchAll(/^ "([^" ]+)(?: ([^" ]+))?(?: (\([^"]*\)))?",$/gm)].map(
    ([, name = '', version, source]) => {
      const there = counts.get(name) ?? [];
      if (there.length <= 1) return name;
      const isThere = (one: string | undefined) => one !== undefined && there.some((block) => block.version === one);
      const near = there.find(
        (block) => version !== undefined && classOf('crates.io', block.version) === classOf('crates.io', version),
      )?.version;
      const next = [version, targets?.get(name), near].find(isThere) ?? there.at(-1)!.version;
      return `${name} ${next}${source && next === version ? ` ${source}` : ''}`;
    },
  );
  const sorted = [...new Set(names)];
  return setList(
    text,
    'dependencies',
    sorted.map((name) => `"${name}"`),
    ' ',
  );
}
