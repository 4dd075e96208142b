import { literal } from '../edit/literal.ts';
import { folderOf, RemedyError, type Manager } from '../manager.ts';
import { idOf, type LockedPackage, type Root, type Wish } from '../project.ts';
import type { Requirement } from '../registry.ts';
import { resolveOne } from '../resolve/one.ts';

/** Bundler: Gemfile and Gemfile.lock. */
export const bundlerManager: Manager = {
  id: 'bundler',
  ecosystem: 'RubyGems',
  owns: (name) => name === 'Gemfile.lock' || name === 'gems.locked',
  overrides: 'none',
  resolve: (world, project, wish, leave) => resolveOne(world, project, wish, leave),
  read: (files, path) => {
    const { locked, direct, runtime } = readLock(files.read(path), path);
    const versions = new Map([...locked.values()].map(({ name, version }) => [name, version]));
    const manifest = files.read(manifestOf(path)) ?? '';
    const roots = [...direct].map(([name, range]): Root => {
      const version = versions.get(name);
      return {
        key: name,
        name,
        range,
        kind: 'required',
        editable: new RegExp(`^\\s*gem\\s*\\(?\\s*["']${literal(name)}["']`, 'm').test(manifest),
        ...(version !== undefined && { locked: version }),
      };
    });
    return {
      manager: 'bundler',
      ecosystem: 'RubyGems',
      folder: folderOf(path),
      roots,
      locked,
      ...(runtime && { runtime }),
    };
  },
  write: async (files, path, { world, project, resolution, wish }) => {
    const manifestPath = manifestOf(path);
    const [manifest, lock] = [files.read(manifestPath) ?? '', files.read(path) ?? ''];
    let after = lock;
    const versions = new Map([...project.locked.values()].map(({ name, version }) => [name, version]));
    for (const { name, version, requirements } of resolution.packages.values()) {
      const old = versions.get(name);
      if (old === version) continue;
      if (old !== undefined && new RegExp(`^ {4}${literal(name)} \\(${literal(old)}-`, 'm').test(lock))
        throw new RemedyError(`${name} is locked for single platforms: run "bundle lock --update ${name}".`);
      after =
        old === undefined
          ? addGem(after, gemLines(name, version, requirements))
          : after.replace(
              new RegExp(`^ {4}${literal(name)} \\(${literal(old)}\\)\\n(?: {6}.*\\n)*`, 'm'),
              gemLines(name, version, requirements),
            );
      if (/^CHECKSUMS$/m.test(after))
        after = await withChecksum(
          after,
          name,
          old,
          version,
          async () => (await world.describe(name, version)).files[0]?.hashes['sha256'],
        );
    }
    for (const name of versions.keys()) {
      if (![...resolution.packages.values()].some((one) => one.name === name))
        after = after
          .replace(new RegExp(`^ {4}${literal(name)} \\(.*\\)\\n(?: {6}.*\\n)*`, 'gm'), '')
          .replace(new RegExp(`^ {2}${literal(name)} \\(.*\\) sha256=.*\\n`, 'm'), '');
    }
    const bumped = bumpGemfile(manifest, wish);
    for (const [name, version] of wish.bumps)
      after = after.replace(
        new RegExp(`(\\nDEPENDENCIES\\n(?:.*\\n)*? {2}${literal(name)}!?) \\((.*)\\)`),
        (_, head: string, range: string) => `${head} (${rangeLike(range, version)})`,
      );
    const changes = [
      { path: manifestPath, before: manifest, after: bumped },
      { path, before: lock, after },
    ];
    return { changes: changes.filter((one) => one.before !== one.after), commands: [] };
  },
};

function manifestOf(path: string): string {
  return path.endsWith('gems.locked') ? path.replace(/gems\.locked$/, 'gems.rb') : path.replace(/\.lock$/, '');
}

function readLock(
  text: string | null,
  path: string,
): { locked: Map<string, LockedPackage>; direct: Map<string, string>; runtime: string | undefined } {
  if (text === null) throw new RemedyError(`${path} cannot be read.`);
  const locked = new Map<string, LockedPackage & { requirements: Requirement[]; targets: Map<string, string[]> }>();
  const direct = new Map<string, string>();
  let section = '';
  let current: (LockedPackage & { requirements: Requirement[] }) | null = null;
  for (const line of text.split('\n')) {
    if (/^[A-Z]/.test(line)) section = line.trim();
    const gem = /^ {4}(\S+) \(([^)]+)\)$/.exec(line);
    const needs = /^ {6}(\S+?)!?(?: \((.*)\))?$/.exec(line);
    const own = /^ {2}(\S+?)!?(?: \((.*)\))?$/.exec(line);
    if (gem && /^(?:GEM|GIT|PATH)$/.test(section)) {
      const [name, version] = [gem[1]!, gem[2]!.replace(/-.*$/, '')];
      current = { name, version, requirements: [], targets: new Map(), ...(section !== 'GEM' && { foreign: true }) };
      if (!locked.has(idOf(name, version))) locked.set(idOf(name, version), current as never);
    } else if (needs && current && section === 'GEM')
      current.requirements.push({ name: needs[1]!, range: needs[2] ?? '', kind: 'required' });
    else if (own && section === 'DEPENDENCIES') direct.set(own[1]!, own[2] ?? '');
  }
  const versions = new Map([...locked.values()].map(({ name, version }) => [name, version]));
  for (const one of locked.values())
    for (const { name } of one.requirements) if (versions.has(name)) one.targets.set(name, [versions.get(name)!]);
  for (const one of locked.values())
    one.requirements.splice(0, one.requirements.length, ...one.requirements.filter(({ name }) => versions.has(name)));
  return { locked, direct, runtime: /^RUBY VERSION\n\s+ruby (\d+\.\d+(?:\.\d+)?)/m.exec(text)?.[1] };
}

function gemLines(name: string, version: string, requirements: readonly Requirement[]): string {
  const needs = requirements
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((one) => `      ${one.name}${one.range === '' || one.range === '>= 0' ? '' : ` (${one.range})`}\n`);
  return `    ${name} (${version})\n${needs.join('')}`;
}

function addGem(text: string, lines: string): string {
  const start = /^GEM\n(?: {2}remote: .*\n)+ {2}specs:\n/m.exec(text);
  if (!start) return text;
  const from = start.index + start[0].length;
  const end = text.indexOf('\n\n', from) + 1;
  const gems = text.slice(from, end).split(/^(?= {4}\S)/m);
  return `${text.slice(0, from)}${[...gems, lines].sort().join('')}${text.slice(end)}`;
}

async function withChecksum(
  text: string,
  name: string,
  old: string | undefined,
  version: string,
  hash: () => Promise<string | undefined>,
): Promise<string> {
  const line = `  ${name} (${version})${await hash().then((one) => (one ? ` sha256=${one}` : ''))}\n`;
  const known =
    old === undefined ? null : new RegExp(`^ {2}${literal(name)} \\(${literal(old)}\\)(?: sha256=.*)?\\n`, 'm');
  if (known?.test(text)) return text.replace(known, line);
  const start = text.search(/^CHECKSUMS$/m) + 'CHECKSUMS\n'.length;
  const end = text.indexOf('\n\n', start) + 1 || text.length;
  return `${text.slice(0, start)}${[...text.slice(start, end).split(/^(?= {2}\S)/m), line].sort().join('')}${text.slice(end)}`;
}

function bumpGemfile(text: string, wish: Wish): string {
  let result = text;
  for (const [name, version] of wish.bumps) {
    const gem = new RegExp(
      `^(\\s*gem\\s*\\(?\\s*(["'])${literal(name)}\\2)((?:\\s*,\\s*(["'])[<>=~!\\d][^"']*\\4)*)`,
      'm',
    );
    result = result.replace(gem, (_, head: string, quote: string, ranges: string) => {
      const old = [...ranges.matchAll(/["']([^"']+)["']/g)].map(([, one]) => one!).join(', ');
      return `${head}, ${quote}${rangeLike(old, version)}${quote}`;
    });
  }
  return result;
}

function rangeLike(old: string, version: string): string {
  const sign = /^\s*(~>|>=|=)?\s*\d[\w.]*\s*$/.exec(old)?.[1];
  return sign === '~>' || sign === undefined
    ? /^\s*~>/.test(old) || old === '' || /[,<]/.test(old)
      ? `~> ${version}`
      : version
    : `${sign} ${version}`;
}
