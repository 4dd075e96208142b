import { z } from 'zod';
import { readRequirements } from '../../remedy/npm/specifier.ts';
import { RegistryError, type Registry } from '../../remedy/registry.ts';
import type { Fetcher } from './fetcher.ts';
import { once } from './once.ts';
import type { NpmSettings } from './npmrc.ts';

const Version = z.looseObject({
  version: z.string(),
  dist: z
    .object({
      tarball: z.string().catch(''),
      integrity: z.string().optional().catch(undefined),
      shasum: z.string().optional().catch(undefined),
    })
    .catch({ tarball: '' })
    .default({ tarball: '' }),
});

/** What npm's registries answer for a package, only what we use. @see https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md */
const Packument = z.object({
  versions: z.record(z.string(), z.unknown()).default({}),
  time: z.record(z.string(), z.unknown()).catch({}).default({}),
});

/** npm's registry protocol: everything about a package is one document. */
export function npmRegistry(fetcher: Fetcher, settings: NpmSettings): Registry {
  const documentOf = once(fetchDocument);
  async function fetchDocument(name: string): Promise<z.infer<typeof Packument>> {
    if (!/^(?:@[\w.~-]+\/)?[\w.~-]+$/.test(name))
      throw new RegistryError('not-found', `"${name.slice(0, 100)}" is no name of npm's.`);
    const registry = settings.registryOf(name);
    const authorization = settings.authorizationFor(registry);
    const value = await fetcher.getJson(`${registry}${name.replace('/', '%2F')}`, { authorization });
    const document = Packument.safeParse(value);
    if (!document.success)
      throw new RegistryError(
        'bad-answer',
        `What ${new URL(registry).host} says of ${name} is no package's description.`,
      );
    return document.data;
  }
  return {
    releases: async (name) => {
      const { versions, time } = await documentOf(name);
      return Object.keys(versions).flatMap((version) => {
        if (!/^\d+\.\d+\.\d+/.test(version)) return [];
        // Deprecated is not withdrawn: the last version of an old line is often both, and a way out all the same.
        const publishedAt = time[version];
        return [{ version, ...(typeof publishedAt === 'string' && { publishedAt }) }];
      });
    },
    describe: async (name, version) => {
      const { versions } = await documentOf(name);
      const about = Version.safeParse(Object.hasOwn(versions, version) ? versions[version] : undefined);
      if (!about.success) throw new RegistryError('not-found', `${name} ${version} is not in its registry.`);
      const { dist } = about.data;
      const integrity =
        dist.integrity ?? (dist.shasum ? `sha1-${Buffer.from(dist.shasum, 'hex').toString('base64')}` : undefined);
      return {
        requirements: readRequirements(about.data),
        files: [
          {
            name: dist.tarball.split('/').at(-1) ?? '',
            url: dist.tarball,
            hashes: { ...(integrity && { integrity }), ...(dist.shasum && { sha1: dist.shasum }) },
          },
        ],
        fields: about.data,
      };
    },
  };
}
