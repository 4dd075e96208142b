import type { ComponentInput, ComponentScope } from '@stoa/model';
import { asDeclared, placeAt } from '../declared.ts';
import { integrityHashes } from '../hashes.ts';
import { beside, type Nearby } from '../nearby.ts';
import { purlOf, toPackage } from '../package.ts';
import { reachScopes, type Edge } from '../reach.ts';
import { LockfileError, type LockfileReader } from '../reader.ts';
import { fieldOf, fieldsOf, isRecord, listOf, textOf, type Fields } from '../text/fields.ts';
import { keyLines, parseJsonc } from '../text/json.ts';
import { declaredOf, parsePackageJson } from './manifest.ts';

/**
 * bun.lock, the text form. `packages` maps a place in node_modules (`parent/child` where there are two versions) to
 * `[name@version, registry, { dependencies … }, integrity]`.
 * @see https://bun.com/docs/install/lockfile
 */
export const bun: LockfileReader = {
  id: 'bun',
  files: ['bun.lock'],
  read: (text, path, nearby) => {
    const lock = parseJsonc(text);
    if (!isRecord(lock['packages']) && !isRecord(lock['workspaces'])) {
      throw new LockfileError('neither packages nor workspaces: not a bun lock file');
    }
    return toComponents(lock, text, path, nearby);
  },
};

async function* toComponents(lock: Fields, text: string, path: string, nearby: Nearby): AsyncGenerator<ComponentInput> {
  const packages = fieldsOf(lock['packages']);
  const direct = await directPlaces(lock, path, nearby);
  const edges = (place: string): Edge[] => {
    const about = listOf(fieldOf(packages, place)).find(isRecord) ?? {};
    return ['dependencies', 'optionalDependencies', 'peerDependencies'].flatMap((group) =>
      Object.keys(fieldsOf(about[group])).flatMap((name) => {
        const to = resolve(packages, place, name);
        return to === null ? [] : [{ to, optional: group === 'optionalDependencies' }];
      }),
    );
  };
  const scopes = reachScopes(
    [...direct].map(([place, { scope }]) => [place, scope] as const),
    edges,
  );
  const start = text.indexOf('"packages"');
  const lineOf = keyLines(text);
  if (start >= 0) lineOf('packages');
  for (const [place, value] of Object.entries(packages)) {
    const line = lineOf(place);
    const locked = identify(value);
    if (!locked) continue;
    const integrity = listOf(value).find((one) => typeof one === 'string' && /^sha\d+-/.test(one));
    yield toPackage('npm', locked.name, locked.version, placeAt(path, line), {
      direct: false,
      hashes: integrityHashes(integrity),
      dependsOn: edges(place).flatMap(({ to }) => {
        const other = identify(fieldOf(packages, to));
        return other ? purlOf('npm', other.name, other.version) || [] : [];
      }),
      ...direct.get(place)?.more,
      scope: scopes.get(place) ?? 'required',
    });
  }
}

/** The first member is `name@version`; of the repository and of git there is no version of a registry. */
function identify(value: unknown): { name: string; version: string } | null {
  const id = textOf(listOf(value)[0]) ?? '';
  const at = id.indexOf('@', 1);
  const version = id.slice(at + 1);
  return at > 0 && /^\d/.test(version) ? { name: id.slice(0, at), version } : null;
}

/** `a/b` is b as a sees it; scopes have a slash of their own. */
function resolve(packages: Fields, from: string, name: string): string | null {
  for (let base = from, steps = 0; steps < 100; steps += 1) {
    const place = base === '' ? name : `${base}/${name}`;
    if (Object.hasOwn(packages, place)) return place;
    if (base === '') return null;
    const parts = base.split('/');
    parts.pop();
    if (parts.at(-1)?.startsWith('@')) parts.pop();
    base = parts.join('/');
  }
  return null;
}

async function directPlaces(lock: Fields, path: string, nearby: Nearby) {
  const direct = new Map<string, { scope: ComponentScope; more: Partial<ComponentInput> }>();
  const packages = fieldsOf(lock['packages']);
  for (const [folder, workspace] of Object.entries(fieldsOf(lock['workspaces']))) {
    const manifestPath = beside(path, `${folder || '.'}/package.json`);
    const manifest = manifestPath === null ? null : await nearby.parsed(manifestPath, parsePackageJson);
    const workspaceName = textOf(fieldOf(workspace, 'name')) ?? '';
    for (const [name, declared] of declaredOf(workspace)) {
      const place = resolve(packages, workspaceName, name);
      const known = place === null ? undefined : direct.get(place);
      if (place === null || (known && known.scope !== 'development')) continue;
      const { declaredAt, ...more } = asDeclared(
        { ...declared, ...manifest?.declared.get(name) },
        manifestPath ?? path,
      );
      direct.set(place, { scope: declared.scope, more: { ...more, ...(manifest && { declaredAt }) } });
    }
  }
  return direct;
}
