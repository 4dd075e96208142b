import type { ComponentInput } from '@stoa/model';
import { placeAt } from '../declared.ts';
import { integrityHashes } from '../hashes.ts';
import { purlOf, toPackage } from '../package.ts';
import { LockfileError, type LockfileReader } from '../reader.ts';
import { fieldOf, fieldsOf, isRecord, textOf, type Fields } from '../text/fields.ts';
import { keyLines, parseJsonc } from '../text/json.ts';

/** project.assets.json: what a restore has chosen for a project. */
export const projectAssets: LockfileReader = {
  id: 'nuget-assets',
  files: ['project.assets.json'],
  origin: 'built',
  *read(text, path) {
    const assets = parseJsonc(text);
    const direct = new Map<string, string>();
    for (const framework of Object.values(fieldsOf(fieldOf(assets['project'], 'frameworks')))) {
      for (const [name, about] of Object.entries(fieldsOf(fieldOf(framework, 'dependencies')))) {
        direct.set(name.toLowerCase(), textOf(fieldOf(about, 'version')) ?? '');
      }
    }
    yield* librariesOf(assets, text, path, direct);
  },
};

/** *.deps.json: what a built application loads. */
export const depsJson: LockfileReader = {
  id: 'nuget-deps',
  files: [/\.deps\.json$/],
  origin: 'built',
  *read(text, path) {
    const deps = parseJsonc(text);
    const direct = new Map<string, string>();
    const libraries = fieldsOf(deps['libraries']);
    for (const target of Object.values(fieldsOf(deps['targets']))) {
      for (const [key, about] of Object.entries(fieldsOf(target))) {
        if (textOf(fieldOf(fieldOf(libraries, key), 'type')) !== 'project') continue;
        for (const name of Object.keys(fieldsOf(fieldOf(about, 'dependencies')))) direct.set(name.toLowerCase(), '');
      }
    }
    yield* librariesOf(deps, text, path, direct);
  },
};

/** `libraries: { "name/version": { type: "package", sha512 } }`, with `targets` telling who needs whom. */
function* librariesOf(
  file: Fields,
  text: string,
  path: string,
  direct: ReadonlyMap<string, string>,
): Generator<ComponentInput> {
  if (!isRecord(file['libraries'])) throw new LockfileError('no libraries: not a file of .NET');
  const versions = new Map(Object.keys(file['libraries']).map((key) => [nameOf(key).toLowerCase(), key] as const));
  const edges = new Map<string, Set<string>>();
  for (const target of Object.values(fieldsOf(file['targets']))) {
    for (const [key, about] of Object.entries(fieldsOf(target))) {
      const names = Object.keys(fieldsOf(fieldOf(about, 'dependencies')));
      const known = edges.get(key) ?? new Set();
      for (const name of names) known.add(name.toLowerCase());
      edges.set(key, known);
    }
  }
  const lineOf = keyLines(text);
  lineOf('libraries');
  for (const [key, about] of Object.entries(file['libraries'])) {
    const line = lineOf(key);
    if (textOf(fieldOf(about, 'type')) !== 'package') continue;
    const hash = textOf(fieldOf(about, 'sha512'));
    const requirement = direct.get(nameOf(key).toLowerCase());
    yield toPackage('NuGet', nameOf(key), key.slice(nameOf(key).length + 1), placeAt(path, line), {
      direct: requirement !== undefined,
      ...(requirement && { requirement }),
      hashes: hash ? integrityHashes(hash.startsWith('sha512-') ? hash : `sha512-${hash}`) : {},
      dependsOn: [...(edges.get(key) ?? [])].flatMap((name) => {
        const other = versions.get(name);
        return other ? purlOf('NuGet', nameOf(other), other.slice(nameOf(other).length + 1)) || [] : [];
      }),
    });
  }
}

function nameOf(key: string): string {
  return key.split('/', 1)[0]!;
}
