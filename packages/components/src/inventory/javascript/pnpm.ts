import { asDeclared } from '../declared.ts';
import { posix } from 'node:path';
import type { ComponentInput, ComponentMark, ComponentScope } from '@stoa/model';
import { integrityHashes } from '../hashes.ts';
import type { Nearby } from '../nearby.ts';
import { purlOf, toPackage } from '../package.ts';
import { reachScopes, type Edge } from '../reach.ts';
import { LockfileError, type LockfileReader } from '../reader.ts';
import { flowField, plainRows } from '../text/plain-yaml.ts';
import { groups, parsePackageJson, type Declared } from './manifest.ts';

/**
 * pnpm-lock.yaml, versions 5 to 9.
 * @see https://github.com/pnpm/spec/tree/master/lockfile
 */
export const pnpm: LockfileReader = {
  id: 'pnpm',
  files: ['pnpm-lock.yaml'],
  read: (text, path, nearby) => {
    if (!/^lockfileVersion:/m.test(text)) throw new LockfileError('no lockfileVersion: not a pnpm lock file');
    return toComponents(parse(text), path, nearby);
  },
};

interface PnpmPackage {
  name: string;
  version: string;
  line: number;
  integrity: string;
  flag: ComponentScope | null;
  marks: ComponentMark[];
}

interface Importer {
  specifier: string;
  reference: string;
  scope: ComponentScope;
}

interface PnpmLock {
  /** By `name@version`, without the peers that pnpm tells apart. */
  packages: Map<string, PnpmPackage>;
  edges: Map<string, Edge[]>;
  /** Folder of the importer, name of the dependency. */
  importers: Map<string, Map<string, Importer>>;
}

const scopeOfGroup = new Map(groups);

function parse(text: string): PnpmLock {
  const lock: PnpmLock = { packages: new Map(), edges: new Map(), importers: new Map() };
  let isBefore6 = false;
  for (const { keys, value, line } of plainRows(text)) {
    const [section = '', ...rest] = keys;
    if (section === 'lockfileVersion') isBefore6 = Number.parseFloat(value) < 6;
    else if (section === 'importers') readImporter(lock, rest[0] ?? '.', rest.slice(1), value);
    else if (section === 'specifiers' || scopeOfGroup.has(section)) readImporter(lock, '.', keys, value);
    else if (section === 'packages' || section === 'snapshots') {
      const id = idOf(rest[0] ?? '', isBefore6);
      if (id !== null) readPackage(lock, id, rest.slice(1), value, { line, isBefore6, section });
    }
  }
  return lock;
}

/** `dependencies: name: 1.0.0` (5) or `dependencies: name: { specifier, version }` (6 and later). */
function readImporter(lock: PnpmLock, folder: string, keys: readonly string[], value: string): void {
  const [group = '', name, field] = keys;
  if (name === undefined) return;
  let importer = lock.importers.get(folder);
  if (!importer) lock.importers.set(folder, (importer = new Map()));
  let one = importer.get(name);
  if (!one) importer.set(name, (one = { specifier: '', reference: '', scope: 'required' }));
  const scope = scopeOfGroup.get(group);
  if (scope) one.scope = scope;
  if (group === 'specifiers' || field === 'specifier') one.specifier = value;
  else if (scope && value !== '' && (field === undefined || field === 'version')) one.reference = value;
}

function readPackage(
  lock: PnpmLock,
  id: string,
  keys: readonly string[],
  value: string,
  { line, isBefore6, section }: { line: number; isBefore6: boolean; section: string },
): void {
  const [field = '', name] = keys;
  if (!lock.packages.has(id)) {
    const at = id.indexOf('@', 1);
    lock.packages.set(id, {
      name: id.slice(0, at),
      version: id.slice(at + 1),
      line,
      integrity: '',
      flag: null,
      marks: [],
    });
  }
  const one = lock.packages.get(id)!;
  if (section === 'packages' && field === 'resolution') {
    one.integrity ||= name === 'integrity' ? value : (flowField(value, 'integrity') ?? '');
  } else if (field === 'dev' && value === 'true') one.flag = 'development';
  else if (field === 'optional' && value === 'true') one.flag ??= 'optional';
  else if (field === 'requiresBuild' && value === 'true') one.marks.push('install-script');
  else if (field === 'deprecated' && section === 'packages') one.marks.push('deprecated');
  else if ((field === 'dependencies' || field === 'optionalDependencies') && name !== undefined) {
    const to = referenceId(name, value, isBefore6);
    if (to === null) return;
    const edges = lock.edges.get(id);
    const edge: Edge = { to, optional: field === 'optionalDependencies' };
    if (edges) edges.push(edge);
    else lock.edges.set(id, [edge]);
  }
}

/**
 * `/name/1.0.0_peer` (5), `/name@1.0.0(peer)` (6), `name@1.0.0` (9) as `name@1.0.0`; `null` for what is not of the
 * registry.
 */
function idOf(key: string, isBefore6: boolean): string | null {
  const paren = key.indexOf('(');
  const bare = (paren < 0 ? key : key.slice(0, paren)).replace(/^\//, '');
  const match = isBefore6
    ? /^((?:@[^/]+\/)?[^/@]+)\/(\d[^/_]*)(?:_.*)?$/.exec(bare)
    : /^((?:@[^/]+\/)?[^/@]+)@(\d[^/]*)$/.exec(bare);
  return match ? `${match[1]}@${match[2]}` : null;
}

/** What a dependency's reference leads to: a version, or the key of another package (an alias). */
function referenceId(name: string, reference: string, isBefore6: boolean): string | null {
  const isVersion = /^\d/.test(reference);
  return idOf(isVersion ? `${name}${isBefore6 ? '/' : '@'}${reference}` : reference, isBefore6);
}

async function* toComponents(lock: PnpmLock, path: string, nearby: Nearby): AsyncGenerator<ComponentInput> {
  const direct = new Map<string, { scope: ComponentScope; more: Partial<ComponentInput> }>();
  for (const [folder, importer] of lock.importers) {
    const manifestPath = posix.join(posix.dirname(path), folder, 'package.json');
    const manifest = manifestPath.startsWith('..') ? null : await nearby.parsed(manifestPath, parsePackageJson);
    for (const [name, { specifier, reference, scope }] of importer) {
      const id = referenceId(name, reference, false) ?? referenceId(name, reference, true);
      if (id === null) continue;
      const known = direct.get(id);
      if (known && known.scope !== 'development') continue;
      const declared: Declared = { range: specifier, scope, ...manifest?.declared.get(name) };
      const { declaredAt, ...more } = asDeclared(declared, manifestPath);
      direct.set(id, { scope, more: { ...more, ...(manifest && { declaredAt }) } });
    }
  }
  const scopes = reachScopes(
    [...direct].map(([id, { scope }]) => [id, scope] as const),
    (id) => lock.edges.get(id) ?? [],
  );
  for (const [id, { name, version, line, integrity, flag, marks }] of lock.packages) {
    yield toPackage(
      'npm',
      name,
      version,
      { path, line },
      {
        direct: false,
        hashes: integrityHashes(integrity),
        ...(marks.length > 0 && { marks: [...new Set(marks)] }),
        dependsOn: (lock.edges.get(id) ?? []).flatMap(({ to }) => {
          const at = to.indexOf('@', 1);
          return lock.packages.has(to) ? purlOf('npm', to.slice(0, at), to.slice(at + 1)) || [] : [];
        }),
        ...direct.get(id)?.more,
        scope: scopes.get(id) ?? flag ?? 'required',
      },
    );
  }
}
