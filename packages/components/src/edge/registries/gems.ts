import { join } from 'node:path';
import { RegistryError, type Registry, type Requirement } from '../../remedy/registry.ts';
import { toAddress, type Address } from './address.ts';
import { basic, type Fetcher } from './fetcher.ts';
import type { Machine } from './machine.ts';
import { once } from './once.ts';

/**
 * Where Bundler looks: a mirror of its configuration, else what Gemfile.lock and Gemfile themselves name.
 * @see https://bundler.io/man/bundle-config.1.html
 */
export function readGemSource(machine: Machine, folder: string): Address {
  const text = [machine.readText(join(folder, 'Gemfile.lock')), machine.readText(join(folder, 'gems.locked'))].find(
    (one) => one !== null,
  );
  const named =
    /^GEM\n {2}remote: (\S+)/m.exec(text ?? '')?.[1] ??
    /^\s*source\s*\(?\s*["']([^"']+)["']/m.exec(machine.readText(join(folder, 'Gemfile')) ?? '')?.[1];
  const settings = [join(folder, '.bundle', 'config'), join(machine.home, '.bundle', 'config')]
    .map((path) => machine.readText(path) ?? '')
    .join('\n');
  const mirror =
    /^BUNDLE_MIRROR__\S+:\s*"?([^"\s]+)"?$/m.exec(settings)?.[1] ?? machine.environment['BUNDLE_MIRROR__ALL'];
  const address = mirror ?? named;
  const host =
    address && URL.canParse(address)
      ? new URL(address).host.replaceAll('.', '__').replaceAll('-', '___').toUpperCase()
      : '';
  const credentials =
    machine.environment[`BUNDLE_${host}`] ?? new RegExp(`^BUNDLE_${host}:\\s*"?([^"\\s]+)"?$`, 'm').exec(settings)?.[1];
  const [user = '', password = ''] = credentials?.split(':') ?? [];
  return toAddress(
    address,
    'No source of gems is configured: name one in the Gemfile.',
    credentials ? basic(user, password) : undefined,
  );
}

/** The compact index: a line a version. @see https://guides.rubygems.org/rubygems-org-compact-index-api/ */
export function gemRegistry(fetcher: Fetcher, { address, authorization }: Address): Registry {
  const linesOf = once(async (name): Promise<GemLine[]> => {
    if (!/^[\w.-]+$/.test(name)) throw new RegistryError('not-found', `"${name.slice(0, 100)}" is no name of a gem.`);
    const text = await fetcher.getText(`${address}info/${name}`, { authorization });
    return text.split('\n').flatMap((line) => readLine(line) ?? []);
  });
  return {
    releases: async (name) =>
      (await linesOf(name)).map(({ version, runtime }) => ({ version, ...(runtime && { runtime }) })),
    describe: async (name, version) => {
      const line = (await linesOf(name)).find((one) => one.version === version);
      if (!line) throw new RegistryError('not-found', `${name} ${version} is not at its source.`);
      return {
        requirements: line.requirements,
        files: [
          { name: `${name}-${version}.gem`, url: '', hashes: { ...(line.checksum && { sha256: line.checksum }) } },
        ],
        fields: {},
      };
    },
  };
}

interface GemLine {
  version: string;
  requirements: Requirement[];
  checksum: string;
  runtime: string;
}

/** `1.2.0 needs:>= 1.0&< 2,other:= 3|checksum:…,ruby:>= 2.7`; a platform behind a dash is left to those that ask for it. */
function readLine(line: string): GemLine | null {
  const [, version, needs = '', about = ''] = /^(\d[\w.]*) ([^|]*)\|(.*)$/.exec(line) ?? [];
  if (version === undefined) return null;
  const requirements = needs.split(',').flatMap((one): Requirement[] => {
    const at = one.indexOf(':');
    return at < 1 ? [] : [{ name: one.slice(0, at), range: one.slice(at + 1).replaceAll('&', ', '), kind: 'required' }];
  });
  const field = (key: string) => new RegExp(`(?:^|,)${key}:([^,]*)`).exec(about)?.[1]?.replaceAll('&', ', ') ?? '';
  return { version, requirements, checksum: field('checksum'), runtime: field('ruby') };
}
