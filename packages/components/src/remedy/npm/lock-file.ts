import { isRecord, textOf } from '../../inventory/text/fields.ts';
import { parseJson } from '../../inventory/text/json.ts';
import { rewriteJson } from '../edit/json.ts';
import { RemedyError } from '../manager.ts';
import { isInstalled, type Entries } from './tree.ts';

type Entry = Record<string, unknown>;

/** package-lock.json of any version as places and entries. */
export interface NpmLock {
  text: string;
  value: Entry;
  /** Of version 2 and 3 as they are; of version 1 made from its tree. */
  entries: Entries;
}

/** @throws {LockfileError} when it is no JSON */
export function readLock(text: string): NpmLock {
  const value = parseJson(text);
  const packages = value['packages'];
  const entries: Entries = new Map();
  if (isRecord(packages)) {
    for (const [path, entry] of Object.entries(packages)) if (isRecord(entry)) entries.set(path, entry);
  } else readLegacy(value['dependencies'], '', entries, 0);
  return { text, value, entries };
}

/** Version 1: a tree of `dependencies`, each with what it `requires`. */
function readLegacy(tree: unknown, base: string, entries: Entries, depth: number): void {
  if (!isRecord(tree) || depth > 200) return;
  for (const [name, one] of Object.entries(tree)) {
    if (!isRecord(one)) continue;
    const path = `${base}${base && '/'}node_modules/${name}`;
    const { requires, dependencies, bundled, version, ...rest } = one;
    const alias = /^npm:((?:@[^/]+\/)?[^@]+)@(.+)$/.exec(textOf(version) ?? '');
    const isElsewhere = /^(?:git|https?|file|github)[+:]/.test(textOf(version) ?? '');
    entries.set(path, {
      ...(alias && { name: alias[1] }),
      version: alias ? alias[2] : isElsewhere ? '' : version,
      ...rest,
      ...(isElsewhere && { resolved: version }),
      ...(isRecord(requires) && { dependencies: requires }),
      ...(bundled === true && { inBundle: true }),
    });
    readLegacy(dependencies, path, entries, depth + 1);
  }
}

/**
 * The text with other entries in it, written as npm writes it.
 * @throws {RemedyError} when the file was not written by npm: it would come out another file.
 */
export function writeLock({ text, value, entries }: NpmLock, after: Entries): string {
  const written: Entry = { ...value };
  if (isRecord(value['packages'])) {
    const keys = [...after.keys()];
    const wasSorted = isSorted([...entries.keys()].filter(Boolean));
    const order = wasSorted
      ? keys.sort((a, b) => Number(a !== '') - Number(b !== '') || a.localeCompare(b, 'en'))
      : keys;
    written['packages'] = Object.fromEntries(order.map((key) => [key, after.get(key)!]));
  }
  if (isRecord(value['dependencies'])) written['dependencies'] = writeLegacy(value['dependencies'], entries, after);
  const result = rewriteJson(text, written, value);
  if (result === null) throw new RemedyError('The lock file is not laid out as npm writes it.');
  return result;
}

function isSorted(keys: readonly string[]): boolean {
  return keys.every((key, at) => at === 0 || keys[at - 1]!.localeCompare(key, 'en') <= 0);
}

/** Only the places that changed are touched: the tree says the same as the places otherwise. */
function writeLegacy(tree: Entry, before: Entries, after: Entries): Entry {
  const result = structuredClone(tree);
  for (const path of before.keys()) {
    if (!isInstalled(path) || after.has(path)) continue;
    const { parent, name } = legacyPlace(result, path) ?? {};
    if (parent && name !== undefined) delete parent[name];
  }
  for (const [path, entry] of after) {
    if (!isInstalled(path) || before.get(path) === entry) continue;
    const place = legacyPlace(result, path);
    if (!place) continue;
    const old = place.parent[place.name];
    const requires = {
      ...(isRecord(entry['dependencies']) && entry['dependencies']),
      ...(isRecord(entry['optionalDependencies']) && entry['optionalDependencies']),
    };
    const fields = Object.fromEntries(
      ['version', 'resolved', 'integrity', 'dev', 'optional', 'devOptional', 'peer'].flatMap((key) =>
        entry[key] === undefined ? [] : [[key, entry[key]]],
      ),
    );
    if (typeof entry['name'] === 'string') fields['version'] = `npm:${entry['name']}@${String(entry['version'])}`;
    place.parent[place.name] = {
      ...fields,
      ...(Object.keys(requires).length > 0 && { requires }),
      ...(isRecord(old) && isRecord(old['dependencies']) && { dependencies: old['dependencies'] }),
    };
  }
  dropEmpty(result);
  return result;
}

function legacyPlace(tree: Entry, path: string): { parent: Entry; name: string } | null {
  const names = path.split(/(?:^|\/)node_modules\//).slice(1);
  let parent = tree;
  for (const name of names.slice(0, -1)) {
    const one = parent[name];
    if (!isRecord(one)) return null;
    if (!isRecord(one['dependencies'])) one['dependencies'] = {};
    parent = one['dependencies'] as Entry;
  }
  return { parent, name: names.at(-1)! };
}

function dropEmpty(tree: Entry): void {
  for (const one of Object.values(tree)) {
    if (!isRecord(one) || !isRecord(one['dependencies'])) continue;
    dropEmpty(one['dependencies']);
    if (Object.keys(one['dependencies']).length === 0) delete one['dependencies'];
  }
}
