import type { ComponentInput } from '@stoa/model';
import { beside, type Nearby } from '../nearby.ts';
import { toPackage } from '../package.ts';
import { LockfileError, type LockfileReader } from '../reader.ts';
import { parseGoFile } from './go-file.ts';
import { parseGoSum } from './go-sum.ts';

/**
 * go.mod: the modules that a build chooses from (Go 1.17 and later list the indirect ones too; for earlier ones go.sum
 * tells), `replace` and `exclude` applied; and the toolchain's own standard library, which has advisories of its own.
 * @see https://go.dev/ref/mod#go-mod-file
 */
export const go: LockfileReader = {
  id: 'go',
  files: ['go.mod'],
  companions: ['go.sum'],
  read: (text, path, nearby) => {
    if (!/^\s*module\s+\S/m.test(text)) throw new LockfileError('no module line: not a go.mod');
    return readGoMod(text, path, nearby);
  },
};

async function* readGoMod(text: string, path: string, nearby: Nearby): AsyncGenerator<ComponentInput> {
  const sums = await nearby.parsed(beside(path, 'go.sum')!, parseGoSum);
  const file = parseGoFile(text);
  const named = new Set<string>();
  for (const { name, version, isIndirect, line } of file.required) {
    named.add(name);
    const replacement = file.replaced.get(`${name} ${version}`) ?? file.replaced.get(name);
    if (replacement && /^[./]/.test(replacement.name)) continue;
    if (file.excluded.has(`${name} ${version}`)) continue;
    const real = replacement ?? { name, version };
    yield toModule(
      real.name,
      real.version,
      { path, line },
      { direct: !isIndirect, sum: sums?.get(`${real.name} ${real.version}`) },
    );
  }
  if (file.toolchain) {
    yield toPackage('Go', 'stdlib', file.toolchain.version, { path, line: file.toolchain.line }, { direct: true });
  }
  // Before 1.17 a go.mod is silent on most of what is built in; go.sum has at least what was ever fetched for it.
  if (!file.isPruned) for (const one of newest(sums, named)) yield toModule(...one, { path }, { direct: false });
}

function toModule(
  name: string,
  version: string,
  location: ComponentInput['location'],
  { direct, sum }: { direct: boolean; sum?: string | undefined },
): ComponentInput {
  const component = toPackage('Go', name, version, location, { direct, ...(sum && { hashes: { h1: sum } }) });
  return { ...component, version: version.replace(/^v/, '') };
}

function* newest(sums: ReadonlyMap<string, string> | null, named: ReadonlySet<string>): Generator<[string, string]> {
  const versions = new Map<string, string>();
  // go.sum is sorted by version as text is; the last one that was fetched whole is as near as one can tell.
  for (const key of sums?.keys() ?? []) {
    const [name = '', version = ''] = key.split(' ');
    if (!named.has(name)) versions.set(name, version);
  }
  yield* versions;
}
