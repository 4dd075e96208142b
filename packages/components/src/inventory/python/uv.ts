import type { ComponentInput, ComponentScope } from '@stoa/model';
import { posix } from 'node:path';
import { normaliseName } from '../../purl.ts';
import { hexHash } from '../hashes.ts';
import type { Nearby } from '../nearby.ts';
import type { LockfileReader } from '../reader.ts';
import { fieldOf, fieldsOf, listOf, textOf, type Fields } from '../text/fields.ts';
import { tomlTables } from '../text/toml.ts';
import { withDeclared, type LockedPython } from './locked.ts';
import { parsePyproject, type DeclaredPython } from './pyproject.ts';

/**
 * uv.lock. The project and its workspace members are packages of their own in it, with what they ask for; pyproject.toml
 * adds lines.
 * @see https://docs.astral.sh/uv/concepts/projects/layout/
 */
export const uv: LockfileReader = {
  id: 'uv',
  files: ['uv.lock'],
  read: (text, path, nearby) => readUv([...tomlTables(text)], path, nearby),
};

async function* readUv(
  tables: { entry: Fields; line: number }[],
  path: string,
  nearby: Nearby,
): AsyncGenerator<ComponentInput> {
  const declared = new Map<string, DeclaredPython>();
  let manifestPath = posix.join(posix.dirname(path), 'pyproject.toml');
  for (const { entry } of tables) {
    const folder = localFolder(entry);
    if (folder === null) continue;
    const at = posix.join(posix.dirname(path), folder, 'pyproject.toml');
    const manifest = at.startsWith('..') ? null : await nearby.parsed(at, parsePyproject);
    if (folder === '.' && manifest) manifestPath = at;
    for (const [name, one] of askedFor(entry)) {
      if (!declared.has(name)) declared.set(name, { ...one, ...manifest?.get(name), scope: one.scope });
    }
  }
  const packages = tables.flatMap(toLocked);
  const isTold = tables.some(({ entry }) => localFolder(entry) !== null);
  yield* withDeclared(packages, path, isTold ? { path: manifestPath, declared } : null);
}

/** Where the project's own packages lie; `null` for those of others. */
function localFolder(entry: Fields): string | null {
  const source = fieldsOf(entry['source']);
  return textOf(source['virtual']) ?? textOf(source['editable']) ?? textOf(source['directory']) ?? null;
}

function* askedFor(entry: Fields): Generator<[string, DeclaredPython]> {
  const groups: [unknown, ComponentScope][] = [[entry['dependencies'], 'required']];
  for (const list of Object.values(fieldsOf(entry['optional-dependencies']))) groups.push([list, 'optional']);
  for (const list of Object.values(fieldsOf(entry['dev-dependencies']))) groups.push([list, 'development']);
  const ranges = rangesOf(entry);
  for (const [list, scope] of groups) {
    for (const { name } of namesOf(list)) {
      const normal = normaliseName('PyPI', name);
      yield [normal, { name, range: ranges.get(normal) ?? '', version: '', scope }];
    }
  }
}

/** `metadata.requires-dist = [{ name, specifier }]`, and the same for groups. */
function rangesOf(entry: Fields): Map<string, string> {
  const metadata = fieldsOf(entry['metadata']);
  const lists = [metadata['requires-dist'], ...Object.values(fieldsOf(metadata['requires-dev']))];
  return new Map(
    lists.flatMap(listOf).flatMap((one) => {
      const [name, range] = [textOf(fieldOf(one, 'name')), textOf(fieldOf(one, 'specifier'))];
      return name && range ? [[normaliseName('PyPI', name), range] as const] : [];
    }),
  );
}

function toLocked({ entry, line }: { entry: Fields; line: number }): LockedPython[] {
  const name = textOf(entry['name']);
  if (!name) return [];
  const optional = Object.values(fieldsOf(entry['optional-dependencies'])).flatMap(namesOf);
  return [
    {
      name,
      version: textOf(entry['version']) ?? '',
      line,
      hashes: hexHash(fieldOf(entry['sdist'], 'hash') ?? fieldOf(listOf(entry['wheels'])[0], 'hash')),
      dependencies: [...namesOf(entry['dependencies']), ...optional],
      isLocal: localFolder(entry) !== null,
    },
  ];
}

function namesOf(list: unknown): { name: string; version?: string }[] {
  return listOf(list).flatMap((one) => {
    const [name, version] = [textOf(fieldOf(one, 'name')), textOf(fieldOf(one, 'version'))];
    return name ? [{ name, ...(version && { version }) }] : [];
  });
}
