import { dirname, join } from 'node:path';
import { z } from 'zod';
import { attributeOf, childrenOf, parseXml } from '../../inventory/text/xml.ts';
import { RegistryError, type Registry } from '../../remedy/registry.ts';
import { toAddress, type Address } from './address.ts';
import type { Fetcher } from './fetcher.ts';
import type { Machine } from './machine.ts';

/** The first package source of nuget.config: the project's folder and those above, then the user's. @see https://learn.microsoft.com/nuget/reference/nuget-config-file */
export function readNugetSource(machine: Machine, folder: string): Address {
  const folders = [folder];
  for (let at = folder; dirname(at) !== at && folders.length < 100; at = dirname(at)) folders.push(dirname(at));
  const paths = [
    ...folders.flatMap((one) => ['nuget.config', 'NuGet.Config', 'NuGet.config'].map((name) => join(one, name))),
    join(machine.home, '.nuget', 'NuGet', 'NuGet.Config'),
    join(machine.home, '.config', 'NuGet', 'NuGet.Config'),
  ];
  for (const path of paths) {
    const text = machine.readText(path);
    const source = text === null ? undefined : sourceIn(text);
    if (source) return toAddress(source, '');
  }
  return toAddress(null, 'No package source is configured for NuGet: add one to nuget.config (packageSources).');
}

function sourceIn(text: string): string | undefined {
  try {
    return childrenOf(parseXml(text), 'packageSources', 'add')
      .map((one) => attributeOf(one, 'value'))
      .find((one) => one && /^https?:/.test(one));
  } catch {
    // NuGet itself says what is wrong with it.
    return undefined;
  }
}

const Service = z.object({ resources: z.array(z.object({ '@id': z.string(), '@type': z.string() })) });
const Versions = z.object({ versions: z.array(z.string()) });

/** NuGet's V3 protocol: the service index names where versions are listed. @see https://learn.microsoft.com/nuget/api/package-base-address-resource */
export function nugetRegistry(fetcher: Fetcher, { address, authorization }: Address): Registry {
  let base: Promise<string> | null = null;
  const baseOf = async (): Promise<string> => {
    const service = Service.safeParse(await fetcher.getJson(address.replace(/\/$/, ''), { authorization }));
    const found = service.data?.resources.find((one) => one['@type'].startsWith('PackageBaseAddress'));
    if (!found)
      throw new RegistryError('bad-answer', `${new URL(address).host} is no package source of NuGet's third protocol.`);
    return found['@id'].endsWith('/') ? found['@id'] : `${found['@id']}/`;
  };
  return {
    releases: async (name) => {
      base ??= baseOf();
      const listed = Versions.safeParse(
        await fetcher.getJson(`${await base}${encodeURIComponent(name.toLowerCase())}/index.json`, { authorization }),
      );
      if (!listed.success)
        throw new RegistryError('bad-answer', `What the package source says of ${name} is no list of versions.`);
      return listed.data.versions.map((version) => ({ version }));
    },
    // What a project names is what is changed: what comes along is not asked for.
    describe: async () => ({ requirements: [], files: [], fields: {} }),
  };
}
