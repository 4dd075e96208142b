import type { ComponentInput, ComponentScope } from '@stoa/model';
import { posix } from 'node:path';
import { requirementOf } from '../declared.ts';
import { hexHash } from '../hashes.ts';
import type { Nearby } from '../nearby.ts';
import { purlOf, toPackage } from '../package.ts';
import { reachScopes, type Edge } from '../reach.ts';
import type { LockfileReader } from '../reader.ts';
import { fieldsOf, textOf, textsOf } from '../text/fields.ts';
import { parseToml, tomlTables } from '../text/toml.ts';
import { parseCargoToml, type DeclaredCrate } from './cargo-toml.ts';

interface Crate {
  id: string;
  name: string;
  version: string;
  /** A registry or git; the workspace's own crates have none. */
  source: string;
  checksum: string;
  dependencies: string[];
  line: number;
}

/** Cargo.lock; the manifests of the workspace's crates say what each dependency is for. */
export const cargo: LockfileReader = {
  id: 'cargo',
  files: ['Cargo.lock'],
  async *read(text, path, nearby) {
    const crates = parseCrates(text);
    const byName = new Map<string, Crate[]>();
    for (const crate of crates) {
      const known = byName.get(crate.name);
      if (known) known.push(crate);
      else byName.set(crate.name, [crate]);
    }
    // `name`, `name 1.0.0` where there are several, or `name 1.0.0 (registry…)` in old files.
    const resolve = (reference: string) => {
      const [name = '', version] = reference.split(' ');
      const found = byName.get(name);
      return version === undefined ? found?.[0] : found?.find((one) => one.version === version);
    };
    const direct = await directCrates(crates, path, nearby, resolve);
    const byId = new Map(crates.map((crate) => [crate.id, crate]));
    const scopes = reachScopes(
      [...direct].map(([id, { scope }]) => [id, scope] as const),
      (id): Edge[] => (byId.get(id)?.dependencies ?? []).flatMap((one) => resolve(one)?.id ?? []).map((to) => ({ to })),
    );
    for (const crate of crates) {
      if (!crate.source) continue;
      const declared = direct.get(crate.id);
      yield toPackage(
        'crates.io',
        crate.name,
        crate.version,
        { path, line: crate.line },
        {
          direct: declared !== undefined,
          scope: scopes.get(crate.id) ?? 'required',
          hashes: hexHash(crate.checksum),
          dependsOn: crate.dependencies.flatMap((one) => {
            const other = resolve(one);
            return other?.source ? purlOf('crates.io', other.name, other.version) || [] : [];
          }),
          ...declared?.more,
        },
      );
    }
  },
};

function parseCrates(text: string): Crate[] {
  // Version 1 keeps the checksums in a table of their own, by `checksum name version (source)`.
  const sums = /^\[metadata\]/m.test(text) ? fieldsOf(parseToml(text)['metadata']) : {};
  return [...tomlTables(text)].flatMap(({ entry, line }) => {
    const [name, version] = [textOf(entry['name']), textOf(entry['version'])];
    const source = textOf(entry['source']) ?? '';
    if (!name || !version) return [];
    const checksum = textOf(entry['checksum']) ?? textOf(sums[`checksum ${name} ${version} (${source})`]) ?? '';
    const dependencies = textsOf(entry['dependencies']);
    return [{ id: `${name} ${version} ${source}`, name, version, source, checksum, dependencies, line }];
  });
}

async function directCrates(
  crates: readonly Crate[],
  path: string,
  nearby: Nearby,
  resolve: (text: string) => Crate | undefined,
) {
  const direct = new Map<string, { scope: ComponentScope; more: Partial<ComponentInput> }>();
  const manifests = await manifestsBelow(path, nearby);
  const shared = (await nearby.parsed(posix.join(posix.dirname(path), 'Cargo.toml'), parseCargoToml))?.shared;
  for (const own of crates) {
    if (own.source) continue;
    const manifest = manifests.get(own.name);
    for (const dependency of own.dependencies) {
      const crate = resolve(dependency);
      if (!crate?.source) continue;
      const declared: DeclaredCrate = manifest?.declared.get(crate.name) ?? { range: '', scope: 'required' };
      const known = direct.get(crate.id);
      if (known && (known.scope === 'required' || declared.scope !== 'required')) continue;
      const range = declared.range || (shared?.get(crate.name) ?? '');
      direct.set(crate.id, {
        scope: declared.scope,
        more: {
          ...requirementOf(range),
          ...(manifest && {
            declaredAt: { path: manifest.path, ...(declared.line !== undefined && { line: declared.line }) },
          }),
        },
      });
    }
  }
  return direct;
}

async function manifestsBelow(path: string, nearby: Nearby) {
  const folder = posix.dirname(path);
  const manifests = new Map<string, { path: string; declared: ReadonlyMap<string, DeclaredCrate> }>();
  for (const one of nearby.named('Cargo.toml')) {
    if (folder !== '.' && !one.startsWith(`${folder}/`)) continue;
    const manifest = await nearby.parsed(one, parseCargoToml);
    if (manifest?.name) manifests.set(manifest.name, { path: one, declared: manifest.declared });
  }
  return manifests;
}
