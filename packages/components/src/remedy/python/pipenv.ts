import { createHash } from 'node:crypto';
import { isRecord, textOf } from '../../inventory/text/fields.ts';
import { parseJson } from '../../inventory/text/json.ts';
import { normaliseName } from '../../purl.ts';
import { rewriteJson } from '../edit/json.ts';
import { editTomlEntry, parseToml } from '../edit/toml.ts';
import { folderOf, RemedyError, type Manager } from '../manager.ts';
import { idOf, type LockedPackage, type Root } from '../project.ts';
import { resolveOne } from '../resolve/one.ts';
import { oldestOf, pythonRangeLike } from './requirement.ts';

const groups = [
  ['packages', 'default'],
  ['dev-packages', 'develop'],
] as const;

/** Pipenv: Pipfile and Pipfile.lock. */
export const pipenvManager: Manager = {
  id: 'pipenv',
  ecosystem: 'PyPI',
  owns: (name) => name === 'Pipfile.lock',
  overrides: 'none',
  resolve: (world, project, wish, leave) => resolveOne(world, project, wish, leave),
  read: (files, path) => {
    const folder = folderOf(path);
    const manifest = parseToml(files.read(`${folder}Pipfile`), `${folder}Pipfile`);
    const locked = new Map<string, LockedPackage>();
    for (const { name, version, isForeign } of lockedIn(parseJson(files.read(path) ?? ''))) {
      locked.set(idOf(name, version), { name, version, targets: new Map(), ...(isForeign && { foreign: true }) });
    }
    const versions = new Map([...locked.values()].map((one) => [one.name, one.version]));
    const roots = groups.flatMap(([group]) =>
      Object.entries(isRecord(manifest[group]) ? manifest[group] : {}).flatMap(([key, value]): Root[] => {
        const name = normaliseName('PyPI', key);
        const range = (textOf(value) ?? (isRecord(value) ? textOf(value['version']) : undefined) ?? '').replace(
          /^\*$/,
          '',
        );
        const version = versions.get(name);
        return [
          {
            key: `${group}\n${key}`,
            name,
            range,
            kind: 'required',
            editable: true,
            ...(version !== undefined && { locked: version }),
          },
        ];
      }),
    );
    const requires = isRecord(manifest['requires']) ? manifest['requires'] : {};
    const runtime =
      textOf(requires['python_full_version']) ?? oldestOf(`==${textOf(requires['python_version']) ?? ''}`);
    return { manager: 'pipenv', ecosystem: 'PyPI', folder, roots, locked, ...(runtime && { runtime }) };
  },
  write: async (files, path, { world, resolution, project, wish }) => {
    const manifestPath = `${project.folder}Pipfile`;
    const [manifest, text] = [files.read(manifestPath) ?? '', files.read(path) ?? ''];
    let bumped = manifest;
    for (const [key, version] of wish.bumps) {
      const [section = '', name = ''] = key.split('\n');
      bumped = editTomlEntry(bumped, section, name, (value) =>
        value.replace(
          /(["'])([^"']*)\1/,
          (_, quote: string, old: string) => `${quote}${pythonRangeLike(old, version)}${quote}`,
        ),
      );
    }
    const before = parseJson(text);
    const after = structuredClone(before);
    const chosen = new Map([...resolution.packages.values()].map((one) => [one.name, one.version]));
    const known = new Set([...project.locked.values()].map(({ name }) => name));
    for (const [, group] of groups) {
      const entries = isRecord(after[group]) ? after[group] : {};
      for (const [key, entry] of Object.entries(entries)) {
        const version = chosen.get(normaliseName('PyPI', key));
        if (!isRecord(entry) || version === undefined || entry['version'] === `==${version}`) continue;
        entries[key] = { ...entry, hashes: await hashesOf(world, key, version), version: `==${version}` };
      }
    }
    for (const [name, version] of chosen) {
      if (known.has(name) || !isRecord(after['default'])) continue;
      const grown = {
        ...after['default'],
        [name]: { hashes: await hashesOf(world, name, version), version: `==${version}` },
      };
      after['default'] = Object.fromEntries(Object.entries(grown).sort(([a], [b]) => (a < b ? -1 : 1)));
    }
    const commands: string[] = [];
    if (bumped !== manifest && !renewHash(after, manifest, bumped, manifestPath)) commands.push('pipenv lock');
    const written = rewriteJson(text, after, before);
    if (written === null) throw new RemedyError('Pipfile.lock is not laid out as Pipenv writes it.');
    const changes = [
      { path: manifestPath, before: manifest, after: bumped },
      { path, before: text, after: written },
    ];
    return { changes: changes.filter((one) => one.before !== one.after), commands };
  },
};

function lockedIn(lock: Record<string, unknown>): { name: string; version: string; isForeign: boolean }[] {
  return groups.flatMap(([, group]) =>
    Object.entries(isRecord(lock[group]) ? lock[group] : {}).map(([key, entry]) => {
      const version = isRecord(entry) ? textOf(entry['version'])?.replace(/^==/, '') : undefined;
      return { name: normaliseName('PyPI', key), version: version ?? '', isForeign: version === undefined };
    }),
  );
}

async function hashesOf(
  world: {
    describe: (
      name: string,
      version: string,
    ) => Promise<{ files: readonly { hashes: Readonly<Record<string, string>> }[] }>;
  },
  name: string,
  version: string,
): Promise<string[]> {
  const { files } = await world.describe(normaliseName('PyPI', name), version);
  return files.flatMap(({ hashes }) => (hashes['sha256'] ? [`sha256:${hashes['sha256']}`] : [])).sort();
}

/** The lock file has a digest of the manifest; false when we cannot make the old one again, so not the new one either. */
function renewHash(lock: Record<string, unknown>, before: string, after: string, path: string): boolean {
  const meta = lock['_meta'];
  const hash = isRecord(meta) && isRecord(meta['hash']) ? meta['hash'] : null;
  if (!hash || hash['sha256'] !== digestOf(parseToml(before, path))) return false;
  hash['sha256'] = digestOf(parseToml(after, path));
  return true;
}

/** @see https://github.com/pypa/pipfile: the digest is over JSON with sorted keys and no blanks. */
function digestOf(value: Record<string, unknown>): string {
  const content = {
    _meta: { requires: value['requires'] ?? {}, sources: value['source'] ?? [] },
    default: value['packages'] ?? {},
    develop: value['dev-packages'] ?? {},
  };
  return createHash('sha256')
    .update(JSON.stringify(sortKeys(content)))
    .digest('hex');
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sortKeys(value[key])]),
  );
}
