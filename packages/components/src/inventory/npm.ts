import type { ComponentInput, ComponentMark } from '@stoa/model';
import { toPurl } from '../purl.ts';
import { integrityHashes, isRecord, lineCounter, parseJson, textOf, type LockfileReader } from './reader.ts';

/**
 * package-lock.json and npm-shrinkwrap.json, versions 1 to 3.
 * @see https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json
 */
export const npm: LockfileReader = {
  id: 'npm',
  files: ['package-lock.json', 'npm-shrinkwrap.json'],
  read: (text, path) => {
    const lock = parseJson(text);
    return isRecord(lock['packages']) ? readPackages(lock['packages'], text, path) : readTree(lock, text, path);
  },
};

type Entry = Record<string, unknown>;

function* readPackages(packages: Record<string, unknown>, text: string, path: string): Generator<ComponentInput> {
  const lineOf = lineCounter(text);
  let offset = 0;
  const direct = new Set<string>();
  for (const [key, root] of Object.entries(packages)) {
    if (key.includes('node_modules/') || !isRecord(root)) continue;
    for (const group of ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']) {
      for (const name of Object.keys(isRecord(root[group]) ? root[group] : {})) direct.add(name);
    }
  }
  for (const [key, entry] of Object.entries(packages)) {
    const at = text.indexOf(`${JSON.stringify(key)}:`, offset);
    if (at >= 0) offset = at + 1;
    const installed = key.lastIndexOf('node_modules/');
    // '' is the project itself; what stands outside node_modules or is a link is a workspace of the project.
    if (installed < 0 || !isRecord(entry) || entry['link'] === true) continue;
    const name = textOf(entry['name']) ?? key.slice(installed + 13);
    yield toComponent(
      name,
      entry,
      { path, line: at < 0 ? 1 : lineOf(at) },
      installed === 0 && direct.has(key.slice(13)),
      (dependency) => resolveNearest(packages, key, dependency),
    );
  }
}

/** As Node looks it up: in this folder's node_modules, then in the one above. */
function resolveNearest(packages: Record<string, unknown>, from: string, name: string): Entry | null {
  for (let base = from; ;) {
    const found = packages[`${base}${base && '/'}node_modules/${name}`];
    if (isRecord(found)) return found;
    if (base === '') return null;
    const up = base.lastIndexOf('/node_modules/');
    base = up < 0 ? '' : base.slice(0, up);
  }
}

function* readTree(lock: Entry, text: string, path: string): Generator<ComponentInput> {
  const lineOf = lineCounter(text);
  let offset = 0;
  const stack: { dependencies: unknown; depth: number }[] = [{ dependencies: lock['dependencies'], depth: 0 }];
  while (stack.length > 0) {
    const { dependencies, depth } = stack.pop()!;
    if (!isRecord(dependencies)) continue;
    for (const [name, entry] of Object.entries(dependencies)) {
      if (!isRecord(entry)) continue;
      const at = text.indexOf(`${JSON.stringify(name)}: {`, offset);
      if (at >= 0 && depth === 0) offset = at + 1;
      yield toComponent(
        name,
        entry,
        { path, ...(depth === 0 && at >= 0 && { line: lineOf(at) }) },
        undefined,
        () => null,
      );
      if (entry['dependencies']) stack.push({ dependencies: entry['dependencies'], depth: depth + 1 });
    }
  }
}

function toComponent(
  name: string,
  entry: Entry,
  location: ComponentInput['location'],
  direct: boolean | undefined,
  resolve: (name: string) => Entry | null,
): ComponentInput {
  const version = textOf(entry['version']) ?? '';
  // `npm:other@1.0.0`: an alias; git and file sources are no versions of the registry.
  const alias = /^npm:((?:@[^/]+\/)?[^@]+)@(.+)$/.exec(version);
  const [realName, realVersion] = alias
    ? [alias[1]!, alias[2]!]
    : [name, /^(git|https?|file|github):?/.test(version) ? '' : version];
  const requires = isRecord(entry['dependencies']) ? Object.keys(entry['dependencies']) : [];
  return {
    purl: toPurl('npm', realName, realVersion),
    name: realName,
    version: realVersion,
    ecosystem: 'npm',
    ...(direct !== undefined && { direct }),
    scope:
      entry['dev'] === true || entry['devOptional'] === true
        ? 'development'
        : entry['optional'] === true
          ? 'optional'
          : 'required',
    licences: textOf(entry['license']) ? [textOf(entry['license'])!] : [],
    hashes: integrityHashes(entry['integrity']),
    ...marksOf(entry),
    location,
    dependsOn: requires.flatMap((dependency) => {
      const found = resolve(dependency);
      return found && textOf(found['version'])
        ? [toPurl('npm', textOf(found['name']) ?? dependency, textOf(found['version'])!)]
        : [];
    }),
  };
}

/** What is fetched from a registry has a digest; what a folder or an archive inside the package is made of has none. */
function marksOf(entry: Entry): Pick<ComponentInput, 'marks'> {
  const resolved = textOf(entry['resolved']) ?? '';
  const marks: ComponentMark[] = [];
  if (entry['hasInstallScript'] === true) marks.push('install-script');
  if (textOf(entry['deprecated'])) marks.push('deprecated');
  if (/^(http|git):\/\//.test(resolved) && !/^\w+:\/\/(localhost|127\.|\[::1\])/.test(resolved))
    marks.push('insecure-source');
  if (/^https?:/.test(resolved) && !textOf(entry['integrity'])) marks.push('no-digest');
  return marks.length > 0 ? { marks } : {};
}
