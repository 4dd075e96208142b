import { posix } from 'node:path';
import { z } from 'zod';
import type { Component } from '@stoa/model';
import type { Registry } from '../../remedy/registry.ts';
import type { PublishedFacts } from '../../signals/risk.ts';
import type { Fetcher } from './fetcher.ts';
import type { Machine } from './machine.ts';
import { openRegistry } from './open.ts';

/** What npm's registry says of a version beside what it needs. */
const Fields = z.object({
  deprecated: z.string().optional().catch(undefined),
  hasInstallScript: z.boolean().optional().catch(undefined),
  maintainers: z.array(z.unknown()).optional().catch(undefined),
});

/** Registries that describe a version without one more request. */
const talkative = new Set(['npm']);

/**
 * Asks the registries that the project's package managers are configured with, each package once. Throws
 * a `RegistryError` where one cannot tell; where there is none to ask, nothing is known.
 * @param root folder of the repository
 */
export function publishedFacts(
  root: string,
  fetcher: Fetcher,
  machine: Machine,
): (component: Component) => Promise<PublishedFacts | undefined> {
  const registries = new Map<string, Promise<Registry>>();
  const registryFor = (ecosystem: string, path: string) => {
    const folder = posix.dirname(path) === '.' ? '' : `${posix.dirname(path)}/`;
    const key = `${ecosystem} ${folder}`;
    const known = registries.get(key) ?? openRegistry({ ecosystem, folder }, root, fetcher, machine, null);
    registries.set(key, known);
    return known;
  };
  return async ({ ecosystem, name, version, location }) => {
    if (version === '' || !asked.has(ecosystem)) return undefined;
    const registry = await registryFor(ecosystem, location.path);
    const releases = await registry.releases(name);
    const times = releases.flatMap(({ publishedAt }) => publishedAt ?? []).sort();
    const own = releases.find((one) => one.version === version)?.publishedAt;
    const fields = talkative.has(ecosystem)
      ? Fields.safeParse((await registry.describe(name, version)).fields).data
      : undefined;
    return {
      ...(own !== undefined && { publishedAt: own }),
      ...(times.length > 0 && { lastPublishedAt: times.at(-1)! }),
      ...(fields?.deprecated && { deprecated: fields.deprecated }),
      ...(fields?.hasInstallScript !== undefined && { installScripts: fields.hasInstallScript }),
      ...(fields?.maintainers && { maintainers: fields.maintainers.length }),
    };
  };
}

const asked = new Set(['npm', 'PyPI', 'Go', 'crates.io', 'RubyGems', 'NuGet']);
