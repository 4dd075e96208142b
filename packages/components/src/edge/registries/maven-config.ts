import { join } from 'node:path';
import yauzl from 'yauzl';
import { childrenOf, childText, parseXml } from '../../inventory/text/xml.ts';
import { RegistryError } from '../../remedy/registry.ts';
import { basic } from './fetcher.ts';
import type { Machine } from './machine.ts';

export interface MavenRepository {
  address: string;
  authorization: string | undefined;
}

/**
 * Where Maven looks: a mirror of settings.xml before all, else the repositories of settings.xml and of the pom, at last
 * the one that Maven's own super POM names, read from the installation.
 * @throws {RegistryError} `not-configured`
 * @see https://maven.apache.org/settings.html
 */
export async function readMavenRepositories(machine: Machine, folder: string): Promise<MavenRepository[]> {
  const home = await mavenHome(machine);
  const settings = [
    join(machine.home, '.m2', 'settings.xml'),
    ...(home ? [join(home, 'conf', 'settings.xml')] : []),
  ].flatMap((path) => parseIfThere(machine.readText(path)));
  const authorizationOf = (id: string) => {
    const server = settings
      .flatMap((one) => childrenOf(one, 'servers', 'server'))
      .find((one) => childText(one, 'id') === id);
    const [user, password] = [childText(server, 'username'), childText(server, 'password')];
    return user && password ? basic(expand(user, machine), expand(password, machine)) : undefined;
  };
  const mirror = settings
    .flatMap((one) => childrenOf(one, 'mirrors', 'mirror'))
    .find((one) => /(?:^|,)\s*(?:\*|external:\*|central)\s*(?:,|$)/.test(childText(one, 'mirrorOf') ?? ''));
  const poms = parseIfThere(machine.readText(join(folder, 'pom.xml')));
  const named = [
    ...settings.flatMap((one) =>
      childrenOf(one, 'profiles', 'profile').flatMap((profile) => childrenOf(profile, 'repositories', 'repository')),
    ),
    ...poms.flatMap((one) => childrenOf(one, 'repositories', 'repository')),
  ];
  const chosen = mirror ? [mirror] : named;
  const repositories = chosen.flatMap((one): MavenRepository[] => {
    const address = expand(childText(one, 'url') ?? '', machine);
    return /^https?:/.test(address)
      ? [{ address: withSlash(address), authorization: authorizationOf(childText(one, 'id') ?? '') }]
      : [];
  });
  const own = mirror ? null : await superPomRepository(machine, home);
  if (own !== null) repositories.push({ address: withSlash(own), authorization: undefined });
  if (repositories.length === 0)
    throw new RegistryError(
      'not-configured',
      'No repository is configured for Maven: name a mirror in ~/.m2/settings.xml.',
    );
  return repositories;
}

async function mavenHome({ environment, ask }: Machine): Promise<string | null> {
  const named = environment['MAVEN_HOME'] ?? environment['M2_HOME'];
  if (named) return named;
  return /^Maven home: (.+)$/m.exec((await ask('mvn', ['--version'])) ?? '')?.[1]?.trim() ?? null;
}

async function superPomRepository(machine: Machine, home: string | null): Promise<string | null> {
  const name =
    home === null ? undefined : machine.list(join(home, 'lib')).find((one) => /^maven-model-builder.*\.jar$/.test(one));
  const bytes = name === undefined ? null : machine.readBytes(join(home!, 'lib', name));
  if (!bytes) return null;
  const zip = await yauzl.fromBufferPromise(Buffer.from(bytes));
  for await (const entry of zip.eachEntry()) {
    if (!/^org\/apache\/maven\/model\/pom-.*\.xml$/.test(entry.fileName)) continue;
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    const [pom] = parseIfThere(Buffer.concat(chunks).toString('utf8'));
    return childText(childrenOf(pom, 'repositories', 'repository')[0], 'url') ?? null;
  }
  return null;
}

function parseIfThere(text: string | null) {
  try {
    return text === null ? [] : [parseXml(text)];
  } catch {
    // Maven itself says what is wrong with its settings.
    return [];
  }
}

function expand(text: string, { environment }: Machine): string {
  return text.replaceAll(/\$\{env\.(\w+)\}/g, (all, name: string) => environment[name] ?? all);
}

function withSlash(address: string): string {
  return address.endsWith('/') ? address : `${address}/`;
}
