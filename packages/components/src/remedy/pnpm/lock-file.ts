import { isRecord, textOf } from '../../inventory/text/fields.ts';
import { literal } from '../edit/literal.ts';
import { RemedyError } from '../manager.ts';
import { readRequirements } from '../npm/specifier.ts';
import { idOf, type LockedPackage, type Resolution } from '../project.ts';
import type { PublishedVersion } from '../registry.ts';

export interface PnpmLock {
  text: string;
  /** Versions by importer and name. */
  importers: Map<string, Map<string, string>>;
  packages: Map<string, LockedPackage>;
}

/** @throws {RemedyError} for versions before 9: their keys say something else */
export function readPnpmLock(text: string | null): PnpmLock {
  if (text === null || !/^lockfileVersion: '?9/m.test(text))
    throw new RemedyError('pnpm-lock.yaml is not of version 9: update it with "pnpm install --lockfile-only" first.');
  const importers = new Map<string, Map<string, string>>();
  const packages = new Map<string, LockedPackage & { targets: Map<string, string[]> }>();
  let [section, importer, name] = ['', '', ''];
  let current: (LockedPackage & { targets: Map<string, string[]> }) | null = null;
  let inDependencies = false;
  for (const line of text.split('\n')) {
    if (/^\w/.test(line)) section = line.replace(/:.*$/, '');
    else if (section === 'importers') {
      const place = /^ {2}(\S.*?):\s*(?:\{\})?$/.exec(line)?.[1];
      if (place) importers.set((importer = unquote(place)), new Map());
      name = unquote(/^ {6}(\S.*?):$/.exec(line)?.[1] ?? '') || name;
      const version = /^ {8}version: (.+)$/.exec(line)?.[1];
      if (version) importers.get(importer)?.set(name, bare(unquote(version)));
    } else if (section === 'snapshots') {
      const key = /^ {2}(\S.*?):\s*(?:\{\})?$/.exec(line)?.[1];
      if (key) {
        const [of, version] = divide(unquote(key));
        current = packages.get(idOf(of, version)) ?? {
          name: of,
          version,
          targets: new Map(),
          ...(!/^\d/.test(version) && { foreign: true }),
        };
        packages.set(idOf(of, version), current);
      }
      if (/^ {4}\S/.test(line)) inDependencies = /^ {4}(?:dependencies|optionalDependencies):/.test(line);
      const [, dependency, version] = (inDependencies && /^ {6}(\S.*?): (\S+)$/.exec(line)) || [];
      if (dependency && version && current) {
        const target = bare(unquote(version)).replace(/^(?:@[^/]+\/)?[^@]+@/, '');
        const known = current.targets.get(unquote(dependency)) ?? [];
        if (!known.includes(target)) current.targets.set(unquote(dependency), [...known, target]);
      }
    }
  }
  return { text, importers, packages };
}

/**
 * The lock file with the versions that moved put in the places of the old ones.
 * @throws {RemedyError} when that is more than a change of versions: what peers are seen by is pnpm's to find out
 */
export function writePnpmLock(
  lock: PnpmLock,
  resolution: Resolution,
  published: ReadonlyMap<string, PublishedVersion>,
): string {
  const gone = [...lock.packages.values()].filter(({ name, version }) => !resolution.packages.has(idOf(name, version)));
  let text = lock.text;
  for (const [id, about] of published) {
    const { name, version } = resolution.packages.get(id)!;
    const old = gone.find((one) => one.name === name);
    const needs = readRequirements(about.fields);
    const targets = resolution.packages.get(id)!.targets;
    const same = needs.every(({ kind, name: of }) => kind === 'required' && targets.get(of) !== undefined);
    if (!old || !same || hasPeers(text, name, old.version))
      throw new RemedyError(`${name} ${version} changes more than its version.`);
    text = moveVersion(text, name, old.version, version, about, targets);
    gone.splice(gone.indexOf(old), 1);
  }
  if (gone.length > 0) throw new RemedyError(`${gone[0]!.name} ${gone[0]!.version} is not needed any more.`);
  for (const [id, { targets }] of resolution.packages) text = moveTargets(text, lock.packages.get(id), id, targets);
  return text;
}

function moveTargets(
  text: string,
  before: LockedPackage | undefined,
  id: string,
  targets: ReadonlyMap<string, string>,
): string {
  let result = text;
  for (const [name, version] of targets) {
    const old = before?.targets.get(name)?.[0];
    if (old === undefined || old === version) continue;
    const [, block = ''] =
      new RegExp(`^ {2}'?${literal(id)}'?:\\n((?: {4}.*\\n)+)`, 'm').exec(
        result.slice(result.search(/^snapshots:/m)),
      ) ?? [];
    if (block.includes(`${name}: ${old}`) || block.includes(`'${name}': ${old}`)) {
      result = result.replace(
        block,
        block.replace(`${name}: ${old}`, `${name}: ${version}`).replace(`'${name}': ${old}`, `'${name}': ${version}`),
      );
    }
  }
  return result;
}

function hasPeers(text: string, name: string, version: string): boolean {
  return text.includes(`(${name}@${version}`) || text.includes(`${name}@${version}(`);
}

function moveVersion(
  text: string,
  name: string,
  from: string,
  to: string,
  { fields, files: [file] }: PublishedVersion,
  targets: ReadonlyMap<string, string>,
): string {
  const [at, after] = [idOf(name, from), idOf(name, to)];
  const key = (id: string) => (id.startsWith('@') ? `'${id}'` : id);
  const integrity = textOf(file?.hashes['integrity']) ?? '';
  const engines =
    isRecord(fields['engines']) && textOf(fields['engines']['node'])
      ? `    engines: {node: '${String(fields['engines']['node'])}'}\n`
      : '';
  const [head = '', snapshots = ''] = text.split(/^(?=snapshots:)/m);
  const needs = [...targets]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([of, version]) => `      ${key(of)}: ${version}\n`);
  const entry = (id: string) => new RegExp(`^ {2}'?${literal(id)}'?:.*\\n(?: {4}.*\\n)*`, 'm');
  const importers = new RegExp(
    `(^ {6}'?${literal(name)}'?:\\n {8}specifier: .*\\n {8}version: )${literal(from)}$`,
    'gm',
  );
  return (
    head
      .replace(entry(at), `  ${key(after)}:\n    resolution: {integrity: ${integrity}}\n${engines}`)
      .replaceAll(importers, `$1${to}`) +
    snapshots
      .replace(
        entry(at),
        needs.length === 0 ? `  ${key(after)}: {}\n` : `  ${key(after)}:\n    dependencies:\n${needs.join('')}`,
      )
      .replaceAll(new RegExp(`(^ {6}'?${literal(name)}'?: )${literal(from)}$`, 'gm'), `$1${to}`)
  );
}

function divide(key: string): [name: string, version: string] {
  const at = key.indexOf('@', 1);
  return at < 0 ? [key, ''] : [key.slice(0, at), bare(key.slice(at + 1))];
}

/** Without the peers it is seen with. */
function bare(version: string): string {
  return version.replace(/\(.*$/s, '');
}

function unquote(text: string): string {
  return text.replace(/^'(.*)'$/, '$1');
}
