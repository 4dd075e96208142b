import { createHash } from 'node:crypto';
import { isRecord, textOf } from '../../inventory/text/fields.ts';
import { normaliseName } from '../../purl.ts';
import { cutBlocks, joinBlocks, parseToml, setList } from '../edit/toml.ts';
import type { Manager } from '../manager.ts';
import { idOf, type LockedPackage } from '../project.ts';
import type { PublishedVersion, Requirement } from '../registry.ts';
import { resolveOne } from '../resolve/one.ts';
import { updateBlocks } from './blocks.ts';
import { readLockPackages } from './lock-packages.ts';
import { readLockedProject } from './locked-project.ts';
import { bumpPyproject } from './pyproject.ts';
import { fromPoetry } from './requirement.ts';

/** Poetry: pyproject.toml and poetry.lock. */
export const poetryManager: Manager = {
  id: 'poetry',
  ecosystem: 'PyPI',
  owns: (name) => name === 'poetry.lock',
  overrides: 'none',
  resolve: (world, project, wish, leave) => resolveOne(world, project, wish, leave),
  read: (files, path) => readLockedProject('poetry', files, path, readPackages),
  write: async (files, path, { world, resolution, project, wish }) => {
    const manifestPath = `${project.folder}pyproject.toml`;
    const [manifest, lock] = [files.read(manifestPath) ?? '', files.read(path) ?? ''];
    const blocks = cutBlocks(lock);
    await updateBlocks(blocks, resolution, project, async (old, name, version) =>
      toBlock(old ?? freshBlock(name, version, /^groups = /m.test(lock)), version, await world.describe(name, version)),
    );
    const bumped = bumpPyproject(manifest, wish);
    const commands: string[] = [];
    if (bumped !== manifest) {
      const tail = withContentHash(blocks.tail, manifest, bumped, manifestPath);
      if (tail === null) commands.push('poetry lock');
      else blocks.tail = tail;
    }
    const changes = [
      { path: manifestPath, before: manifest, after: bumped },
      { path, before: lock, after: joinBlocks(blocks) },
    ];
    return { changes: changes.filter(({ before, after }) => before !== after), commands };
  },
};

function readPackages(text: string | null, path: string): Map<string, LockedPackage> {
  const locked = new Map<string, LockedPackage>();
  const packages = readLockPackages(text, path);
  for (const { name, version, fields: entry } of packages.entries) {
    const requirements = Object.entries(isRecord(entry['dependencies']) ? entry['dependencies'] : {}).flatMap(
      ([key, value]) => toRequirements(key, value),
    );
    const targets = packages.targetsOf(requirements.map((one) => one.name));
    const source = isRecord(entry['source']) ? textOf(entry['source']['type']) : undefined;
    const isForeign = source !== undefined && source !== 'legacy' && source !== 'pypi';
    locked.set(idOf(name, version), {
      name,
      version,
      requirements: requirements.filter((one) => packages.has(one.name)),
      targets,
      ...(isForeign && { foreign: true }),
    });
  }
  return locked;
}

/** `"^1.2"`, `{ version = …, markers = … }`, or a list of such for different platforms: of those any may hold. */
function toRequirements(key: string, value: unknown): Requirement[] {
  const name = normaliseName('PyPI', key);
  if (typeof value === 'string') return [{ name, range: fromPoetry(value), kind: 'required' }];
  if (isRecord(value)) return [{ name, range: fromPoetry(textOf(value['version']) ?? ''), kind: 'optional' }];
  if (!Array.isArray(value)) return [];
  const ranges = value.flatMap((one: unknown) => (isRecord(one) ? fromPoetry(textOf(one['version']) ?? '') : []));
  return [{ name, range: ranges.includes('') ? '' : ranges.join('||'), kind: 'optional' }];
}

function toBlock(old: string, version: string, published: PublishedVersion): string {
  const files = published.files
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((file) => `{file = "${file.name}", hash = "sha256:${file.hashes['sha256']}"}`);
  const python = textOf(published.fields['requires-python']) ?? '*';
  const base = old
    .replace(/^version = ".*"$/m, `version = "${version}"`)
    .replace(/^python-versions = ".*"$/m, `python-versions = "${python}"`);
  return setTable(
    setList(base, 'files', files),
    'package.dependencies',
    published.requirements.map(toDependency).sort(),
  );
}

function freshBlock(name: string, version: string, withGroups: boolean): string {
  const groups = withGroups ? 'groups = ["main"]\n' : '';
  return `[[package]]\nname = "${name}"\nversion = "${version}"\ndescription = ""\noptional = false\npython-versions = "*"\n${groups}files = [\n]\n`;
}

function toDependency({ name, range, kind }: Requirement): string {
  const key = /^[\w-]+$/.test(name) ? name : `"${name}"`;
  const version = range === '' ? '*' : range;
  return kind === 'required' ? `${key} = "${version}"` : `${key} = {version = "${version}", optional = true}`;
}

/** Replaces a table of a block, or takes it away. */
function setTable(text: string, name: string, lines: readonly string[]): string {
  const old = new RegExp(`^\\[${name.replace('.', '\\.')}\\]\\n(?:[^\\[\\n][^\\n]*\\n)*\\n?`, 'm').exec(text);
  const table = lines.length === 0 ? '' : `[${name}]\n${lines.join('\n')}\n\n`;
  if (old) return `${text.slice(0, old.index)}${table}${text.slice(old.index + old[0].length)}`;
  if (table === '') return text;
  const next = /\n\[package\./.exec(text)?.index;
  return next === undefined
    ? `${text.trimEnd()}\n\n${table}`
    : `${text.slice(0, next + 1)}${table}${text.slice(next + 1)}`;
}

/**
 * Poetry keeps a digest of what the manifest asks for. How it is made differs between Poetry's versions: whichever way
 * gives the old one gives the new one; null when none does.
 */
function withContentHash(tail: string, before: string, after: string, path: string): string | null {
  const known = /^content-hash = "([0-9a-f]+)"$/m.exec(tail)?.[1];
  for (const digest of contentHashes) {
    if (digest(parseToml(before, path)) === known)
      return tail.replace(/^content-hash = ".*"$/m, `content-hash = "${digest(parseToml(after, path))}"`);
  }
  return null;
}

const contentHashes: readonly ((value: Record<string, unknown>) => string)[] = [
  (value) => digestOf(poetryPart(value, ['dependencies', 'source', 'extras', 'dev-dependencies'], ['group'])),
  (value) => digestOf(poetryPart(value, ['dependencies', 'dev-dependencies', 'source', 'extras'], [])),
  (value) => {
    const part = poetryPart(value, ['dependencies', 'source', 'extras', 'dev-dependencies'], ['group']);
    const project = pick(value['project'], ['requires-python', 'dependencies', 'optional-dependencies']);
    return digestOf(Object.keys(project).length > 0 ? { project, tool: { poetry: part } } : part);
  },
  (value) => {
    const part = poetryPart(value, ['dependencies', 'source', 'extras', 'dev-dependencies'], ['group']);
    const project = pick(value['project'], ['requires-python', 'dependencies', 'optional-dependencies']);
    const groups = value['dependency-groups'];
    if (Object.keys(project).length === 0 && groups === undefined) return digestOf(part);
    return digestOf({ project, ...(groups !== undefined && { 'dependency-groups': groups }), tool: { poetry: part } });
  },
];

function poetryPart(
  value: Record<string, unknown>,
  always: readonly string[],
  where: readonly string[],
): Record<string, unknown> {
  const tool = isRecord(value['tool']) ? value['tool'] : {};
  const poetry = isRecord(tool['poetry']) ? tool['poetry'] : {};
  return { ...Object.fromEntries(always.map((key) => [key, poetry[key] ?? null])), ...pick(poetry, where) };
}

function pick(value: unknown, keys: readonly string[]): Record<string, unknown> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(keys.flatMap((key) => (value[key] === undefined ? [] : [[key, value[key]]])));
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(pythonJson(value)).digest('hex');
}

/** As Python's json.dumps writes it with sorted keys: a blank after `:` and `,`, everything in ASCII. */
function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (isRecord(value)) {
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${pythonJson(key)}: ${pythonJson(value[key])}`).join(', ')}}`;
  }
  const text = JSON.stringify(value) ?? 'null';
  return text.replaceAll(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
