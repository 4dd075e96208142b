import { childrenOf, childText, parseXml } from '../../inventory/text/xml.ts';
import { toEffective } from '../../remedy/maven/effective.ts';
import { RegistryError, type Registry } from '../../remedy/registry.ts';
import type { Fetcher } from './fetcher.ts';
import type { MavenRepository } from './maven-config.ts';
import { once } from './once.ts';

/** Maven's repositories: `maven-metadata.xml` for versions, a pom for each. @see https://maven.apache.org/repository/layout.html */
export function mavenRegistry(fetcher: Fetcher, repositories: readonly MavenRepository[]): Registry {
  const get = async (path: string): Promise<string> => {
    let last: unknown = null;
    for (const { address, authorization } of repositories) {
      try {
        return await fetcher.getText(`${address}${path}`, { authorization });
      } catch (error) {
        last = error;
        if (!(error instanceof RegistryError) || error.code !== 'not-found') throw error;
      }
    }
    throw last;
  };
  const getOnce = once(get);
  const pomOf = (group: string, artifact: string, version: string): Promise<string> =>
    getOnce(`${pathOf(group, artifact)}/${version}/${artifact}-${version}.pom`);
  const find = (group: string, artifact: string, version: string) =>
    pomOf(group, artifact, version).catch((error: unknown) => {
      if (error instanceof RegistryError && error.code === 'not-found') return null;
      throw error;
    });
  return {
    releases: async (name) => {
      const [group = '', artifact = ''] = name.split(':');
      const versioning = readMetadata(await get(`${pathOf(group, artifact)}/maven-metadata.xml`), name);
      const newest = childText(versioning, 'release');
      const at = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(childText(versioning, 'lastUpdated') ?? '');
      return childrenOf(versioning, 'versions', 'version').map(({ text: version }) => ({
        version,
        // Only of the newest is it told, by when the list changed last.
        ...(version === newest && at && { publishedAt: `${at[1]}-${at[2]}-${at[3]}T${at[4]}:${at[5]}:${at[6]}Z` }),
      }));
    },
    describe: async (name, version) => {
      const [group = '', artifact = ''] = name.split(':');
      const { dependencies } = await toEffective(await pomOf(group, artifact, version), find);
      // What is for tests, given by a container, or optional does not come along.
      const needed = dependencies.filter(
        ({ scope, isOptional, version: asked }) =>
          !isOptional && /^(?:compile|runtime|)$/.test(scope) && /^[\w.-]+$/.test(asked),
      );
      return {
        requirements: needed.map((one) => ({
          name: `${one.group}:${one.artifact}`,
          range: one.version,
          kind: 'required' as const,
        })),
        files: [],
        fields: {},
      };
    },
  };
}

function readMetadata(text: string, name: string) {
  try {
    const [versioning] = childrenOf(parseXml(text), 'versioning');
    if (versioning) return versioning;
  } catch {
    // Said below.
  }
  throw new RegistryError('bad-answer', `What the repository says of ${name} is no list of versions.`);
}

function pathOf(group: string, artifact: string): string {
  return `${group.replaceAll('.', '/')}/${artifact}`;
}
