import type { ComponentInput } from '@stoa/model';
import { asDeclared } from '../declared.ts';
import { beside, type Nearby } from '../nearby.ts';
import { purlOf } from '../package.ts';
import type { LockfileReader } from '../reader.ts';
import { fieldOf, fieldsOf, isRecord, textOf, type Fields } from '../text/fields.ts';
import { parseJson } from '../text/json.ts';
import { lineCounter } from '../text/lines.ts';
import { declaredOf, parsePackageJson } from './manifest.ts';
import { realPackage, toComponent } from './npm-entry.ts';
import { readNpmTree } from './npm-tree.ts';

/**
 * package-lock.json and npm-shrinkwrap.json, versions 1 to 3.
 * @see https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json
 */
export const npm: LockfileReader = {
  id: 'npm',
  files: ['package-lock.json', 'npm-shrinkwrap.json'],
  read: (text, path, nearby) => {
    const lock = parseJson(text);
    return isRecord(lock['packages'])
      ? readPackages(lock['packages'], text, path, nearby)
      : readNpmTree(lock, text, path, nearby);
  },
};

async function* readPackages(
  packages: Fields,
  text: string,
  path: string,
  nearby: Nearby,
): AsyncGenerator<ComponentInput> {
  const lineOf = lineCounter(text);
  const direct = await directEntries(packages, path, nearby);
  let offset = 0;
  for (const [key, entry] of Object.entries(packages)) {
    const found = text.indexOf(`${JSON.stringify(key)}:`, offset);
    if (found >= 0) offset = found + 1;
    const installed = key.lastIndexOf('node_modules/');
    // '' is the project itself; what stands outside node_modules or is a link is a workspace of the project.
    if (installed < 0 || !isRecord(entry) || entry['link'] === true) continue;
    yield toComponent(
      textOf(entry['name']) ?? key.slice(installed + 13),
      entry,
      { path, line: found < 0 ? 1 : lineOf(found) },
      direct.get(entry) ?? { direct: false },
      dependenciesOf(entry).flatMap((name) => {
        const other = resolveNearest(packages, key, name);
        return other ? purlOfEntry(textOf(other['name']) ?? name, other) : [];
      }),
    );
  }
}

/** The project and its workspaces name these themselves; their manifests say on which line. */
async function directEntries(packages: Fields, path: string, nearby: Nearby) {
  const direct = new Map<Fields, ReturnType<typeof asDeclared>>();
  for (const [key, project] of Object.entries(packages)) {
    if (key.includes('node_modules/') || !isRecord(project)) continue;
    const manifestPath = beside(path, `${key || '.'}/package.json`);
    const manifest = manifestPath === null ? null : await nearby.parsed(manifestPath, parsePackageJson);
    for (const [name, locked] of declaredOf(project)) {
      const entry = resolveNearest(packages, key, name);
      if (!entry || direct.has(entry)) continue;
      const declared = { ...locked, ...manifest?.declared.get(name) };
      const { declaredAt, ...more } = asDeclared(declared, manifestPath ?? path);
      direct.set(entry, { ...more, ...(manifest && { declaredAt }) });
    }
  }
  return direct;
}

/** As Node looks it up: in this folder's node_modules, then in the one above. */
function resolveNearest(packages: Fields, from: string, name: string): Fields | null {
  for (let base = from, steps = 0; steps < 200; steps += 1) {
    const found = fieldOf(packages, `${base}${base && '/'}node_modules/${name}`);
    if (isRecord(found)) return found['link'] === true ? null : found;
    if (base === '') return null;
    const up = Math.max(base.lastIndexOf('/node_modules/'), base.includes('node_modules/') ? 0 : base.lastIndexOf('/'));
    base = up <= 0 ? '' : base.slice(0, up);
  }
  return null;
}

function dependenciesOf(entry: Fields): string[] {
  return ['dependencies', 'optionalDependencies', 'peerDependencies'].flatMap((group) =>
    Object.keys(fieldsOf(entry[group])),
  );
}

function purlOfEntry(name: string, entry: Fields): string[] {
  const real = realPackage(name, entry);
  const purl = purlOf('npm', real.name, real.version);
  return purl && real.version ? [purl] : [];
}
