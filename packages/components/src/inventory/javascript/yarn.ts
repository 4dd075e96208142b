import { asDeclared } from '../declared.ts';
import { posix } from 'node:path';
import type { ComponentInput, ComponentScope } from '@stoa/model';
import { integrityHashes } from '../hashes.ts';
import { beside, type Nearby } from '../nearby.ts';
import { purlOf, toPackage } from '../package.ts';
import { reachScopes, type Edge } from '../reach.ts';
import { LockfileError, type LockfileReader } from '../reader.ts';
import { parsePackageJson, workspacesOf } from './manifest.ts';
import { parseYarnEntries, type YarnEntry } from './yarn-entries.ts';

/**
 * yarn.lock, classic and berry. The file does not say what is direct, or for development only: the manifests of the
 * project and its workspaces do.
 * @see https://classic.yarnpkg.com/lang/en/docs/yarn-lock/
 */
export const yarn: LockfileReader = {
  id: 'yarn',
  files: ['yarn.lock'],
  async *read(text, path, nearby) {
    if (!/^# yarn lockfile v1|^__metadata:/m.test(text)) {
      throw new LockfileError('neither of yarn 1 nor of yarn 2 and later');
    }
    yield* toComponents([...parseYarnEntries(text)], path, nearby);
  },
};

type Direct = Map<YarnEntry, { scope: ComponentScope; more: ReturnType<typeof asDeclared> }>;

async function* toComponents(entries: YarnEntry[], path: string, nearby: Nearby): AsyncGenerator<ComponentInput> {
  const byDescriptor = new Map<string, YarnEntry>();
  for (const entry of entries) for (const descriptor of entry.descriptors) byDescriptor.set(descriptor, entry);
  const resolve = (name: string, range: string) =>
    byDescriptor.get(`${name}@${range}`) ?? byDescriptor.get(`${name}@npm:${range}`);
  const direct = await directEntries(entries, path, nearby, resolve);
  const ids = new Map(entries.map((entry) => [entry.descriptors[0]!, entry]));
  const edgesOf = (id: string): Edge[] =>
    (ids.get(id)?.dependencies ?? []).flatMap(({ name, range, optional }) => {
      const to = resolve(name, range)?.descriptors[0];
      return to === undefined ? [] : [{ to, optional }];
    });
  const scopes = reachScopes(
    [...(direct ?? [])].map(([entry, { scope }]) => [entry.descriptors[0]!, scope] as const),
    edgesOf,
  );
  for (const entry of entries) {
    if (entry.isLocal || !entry.version) continue;
    const own = direct?.get(entry);
    yield toPackage(
      'npm',
      entry.name,
      entry.version,
      { path, line: entry.line },
      {
        hashes: integrityHashes(entry.integrity),
        dependsOn: entry.dependencies.flatMap(({ name, range }) => {
          const other = resolve(name, range);
          return other && !other.isLocal ? purlOf('npm', other.name, other.version) || [] : [];
        }),
        ...(direct && { direct: false }),
        ...own?.more,
        scope: scopes.get(entry.descriptors[0]!) ?? 'required',
      },
    );
  }
}

/** `null` where there is no manifest to ask. */
async function directEntries(
  entries: readonly YarnEntry[],
  path: string,
  nearby: Nearby,
  resolve: (name: string, range: string) => YarnEntry | undefined,
): Promise<Direct | null> {
  const rootPath = beside(path, 'package.json')!;
  const root = await nearby.parsed(rootPath, parsePackageJson);
  const named = entries.flatMap(({ workspace }) => (workspace === undefined ? [] : [workspace]));
  const manifests = root ? [rootPath, ...workspacesOf(rootPath, root.workspaces, nearby)] : [];
  for (const folder of named) manifests.push(posix.join(posix.dirname(path), folder, 'package.json'));
  const direct: Direct = new Map();
  let isTold = root !== null;
  for (const manifestPath of new Set(manifests)) {
    const manifest = await nearby.parsed(manifestPath, parsePackageJson);
    if (!manifest) continue;
    isTold = true;
    for (const [name, declared] of manifest.declared) {
      const entry = resolve(name, declared.range);
      if (!entry) continue;
      const known = direct.get(entry);
      if (!known || known.scope === 'development') {
        direct.set(entry, { scope: declared.scope, more: asDeclared(declared, manifestPath) });
      }
    }
  }
  // Berry lists its workspaces with what they ask for, whether or not their manifests are at hand.
  for (const entry of entries) {
    if (entry.workspace === undefined || manifests.length > 0) continue;
    isTold = true;
    for (const { name, range } of entry.dependencies) {
      const other = resolve(name, range);
      if (other && !direct.has(other)) {
        direct.set(other, { scope: 'required', more: { direct: true, requirement: range.replace(/^npm:/, '') } });
      }
    }
  }
  return isTold ? direct : null;
}
