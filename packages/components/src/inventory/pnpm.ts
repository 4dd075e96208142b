import type { ComponentInput } from '@stoa/model';
import { toPurl } from '../purl.ts';
import { integrityHashes, LockfileError, type LockfileReader } from './reader.ts';

/**
 * pnpm-lock.yaml, versions 5 to 9. The file is written by a machine, line by line, so it is read line by line: no YAML
 * bomb can do anything here, and a file of any size costs what its lines cost.
 * @see https://github.com/pnpm/spec/tree/master/lockfile
 */
export const pnpm: LockfileReader = {
  id: 'pnpm',
  files: ['pnpm-lock.yaml'],
  read: readPnpm,
};

function* readPnpm(text: string, path: string): Generator<ComponentInput> {
  if (!/^lockfileVersion:/m.test(text)) throw new LockfileError('no lockfileVersion: not a pnpm lock file');
  const direct = new Set<string>();
  let section = '';
  let inDependencies = false;
  let current: (ComponentInput & { scope: string }) | null = null;
  let lineNumber = 0;
  for (const line of text.split('\n')) {
    lineNumber += 1;
    const top = /^(\w+):/.exec(line);
    if (top) {
      section = top[1]!;
      inDependencies = section.endsWith('ependencies');
      continue;
    }
    if (section === 'importers' || inDependencies) {
      const group = /^ {4}(\w+):$/.exec(line);
      if (group && section === 'importers') inDependencies = false;
      const named = /^ {2,6}'?((?:@[^/'\s]+\/)?[^@:'\s]+)'?:/.exec(line);
      if (named) direct.add(named[1]!);
      if (section !== 'importers') continue;
    }
    if (section !== 'packages') continue;
    const key = /^ {2}(['"]?)([^\s'"].*?)\1:\s*$/.exec(line);
    if (key) {
      if (current) yield current;
      current = toComponent(key[2]!, { path, line: lineNumber }, direct);
    } else if (current) {
      if (/^ {4}dev: true/.test(line)) current.scope = 'development';
      else if (/^ {4}optional: true/.test(line)) current.scope = 'optional';
      else if (/^ {4}requiresBuild: true/.test(line)) current.marks = [...(current.marks ?? []), 'install-script'];
      else if (/^ {4}deprecated: /.test(line)) current.marks = [...(current.marks ?? []), 'deprecated'];
      const integrity = /integrity: ([^,}\s]+)/.exec(line);
      if (integrity) current.hashes = integrityHashes(integrity[1]);
    }
  }
  if (current) yield current;
}

/** `/name/1.0.0_peer` (5), `/name@1.0.0(peer)` (6), `name@1.0.0` (9); what is not of the registry has no version. */
function toComponent(
  key: string,
  location: ComponentInput['location'],
  direct: ReadonlySet<string>,
): (ComponentInput & { scope: string }) | null {
  const bare = key.replace(/^\//, '').replace(/\(.*$/s, '');
  const match = /^((?:@[^/]+\/)?[^/@]+)[@/](\d[^/_]*)(?:_.*)?$/.exec(bare);
  if (!match) return null;
  const [, name = '', version = ''] = match;
  return {
    purl: toPurl('npm', name, version),
    name,
    version,
    ecosystem: 'npm',
    direct: direct.has(name),
    scope: 'required',
    hashes: {},
    location,
  };
}
