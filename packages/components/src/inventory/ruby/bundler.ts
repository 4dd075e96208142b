import type { ComponentInput, ComponentScope } from '@stoa/model';
import { requirementOf } from '../declared.ts';
import { hexHash } from '../hashes.ts';
import { beside, type Nearby } from '../nearby.ts';
import { purlOf, toPackage } from '../package.ts';
import { reachScopes, type Edge } from '../reach.ts';
import { LockfileError, type LockfileReader } from '../reader.ts';
import { numberedLines } from '../text/lines.ts';
import { parseGemfile } from './gemfile.ts';

/** Gemfile.lock; the Gemfile beside it says what each group is for. */
export const bundler: LockfileReader = {
  id: 'bundler',
  files: ['Gemfile.lock', 'gems.locked'],
  read: (text, path, nearby) => {
    if (!/^(?:GEM|GIT|PATH|PLUGIN SOURCE|DEPENDENCIES|PLATFORMS)\s*$/m.test(text)) {
      throw new LockfileError('no section of bundler: not a Gemfile.lock');
    }
    return toComponents(parse(text), path, nearby);
  },
};

interface Gem {
  name: string;
  version: string;
  platform: string;
  dependencies: string[];
  line: number;
}

interface GemLock {
  gems: Gem[];
  /** Of the repository itself: gemspecs, and their dependencies. */
  own: Gem[];
  direct: Map<string, string>;
  sums: Map<string, string>;
}

function parse(text: string): GemLock {
  const lock: GemLock = { gems: [], own: [], direct: new Map(), sums: new Map() };
  let section = '';
  let gem: Gem | null = null;
  for (const { row, line } of numberedLines(text)) {
    if (row.length > 5000) continue;
    if (/^[A-Z]/.test(row)) {
      section = row.trim();
      continue;
    }
    const spec = /^ {4}([^\s(!]+) \(([^)]*)\)/.exec(row);
    const inner = /^ {6}([^\s(!]+)/.exec(row);
    if (section === 'DEPENDENCIES') {
      const one = /^ {2}([^\s(!]+)!?(?: \(([^)]*)\))?/.exec(row);
      if (one) lock.direct.set(one[1]!, one[2] ?? '');
    } else if (section === 'CHECKSUMS') {
      const one = /^ {2}(\S+) \(([^)]*)\) sha256=([0-9a-f]{64})/.exec(row);
      if (one) lock.sums.set(`${one[1]} ${one[2]}`, one[3]!);
    } else if (spec) {
      const [version = '', ...platform] = spec[2]!.split('-');
      gem = { name: spec[1]!, version, platform: platform.join('-'), dependencies: [], line };
      (section === 'PATH' ? lock.own : lock.gems).push(gem);
    } else if (inner && gem) gem.dependencies.push(inner[1]!);
  }
  return lock;
}

async function* toComponents(lock: GemLock, path: string, nearby: Nearby): AsyncGenerator<ComponentInput> {
  const manifestPath = path.endsWith('gems.locked') ? beside(path, 'gems.rb')! : beside(path, 'Gemfile')!;
  const manifest = await nearby.parsed(manifestPath, parseGemfile);
  const byName = new Map([...lock.gems, ...lock.own].map((gem) => [gem.name, gem]));
  const roots: [string, ComponentScope][] = [...lock.direct.keys()].map((name) => [
    name,
    manifest?.get(name)?.scope ?? 'required',
  ]);
  const scopes = reachScopes(roots, (name): Edge[] => (byName.get(name)?.dependencies ?? []).map((to) => ({ to })));
  // What the repository's own gems ask for is asked for by the project.
  const ofOwn = new Set(lock.own.flatMap(({ dependencies }) => dependencies));
  for (const gem of lock.gems) {
    const declared = manifest?.get(gem.name);
    const range = declared?.range || lock.direct.get(gem.name);
    const sum = lock.sums.get(`${gem.name} ${gem.version}${gem.platform && `-${gem.platform}`}`);
    yield toPackage(
      'RubyGems',
      gem.name,
      gem.version,
      { path, line: gem.line },
      {
        direct: lock.direct.has(gem.name) || ofOwn.has(gem.name),
        scope: scopes.get(gem.name) ?? 'required',
        hashes: hexHash(sum),
        ...requirementOf(range),
        ...(declared && { declaredAt: { path: manifestPath, line: declared.line } }),
        dependsOn: gem.dependencies.flatMap((name) => {
          const other = byName.get(name);
          return other ? purlOf('RubyGems', other.name, other.version) || [] : [];
        }),
      },
    );
  }
}
