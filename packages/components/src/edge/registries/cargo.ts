import { z } from 'zod';
import { RegistryError, type Registry, type Requirement } from '../../remedy/registry.ts';
import type { CargoSettings } from './cargo-config.ts';
import type { Fetcher } from './fetcher.ts';
import { once } from './once.ts';

const Dependency = z.object({
  name: z.string(),
  req: z.string(),
  optional: z.boolean().catch(false),
  default_features: z.boolean().catch(true).default(true),
  features: z.array(z.string()).catch([]).default([]),
  kind: z.string().nullish().catch(null),
  package: z.string().nullish().catch(null),
});
const Line = z.object({
  name: z.string(),
  vers: z.string(),
  deps: z.array(Dependency).catch([]),
  features: z.record(z.string(), z.array(z.string())).catch({}).default({}),
  features2: z.record(z.string(), z.array(z.string())).nullish().catch(null),
  cksum: z.string().catch(''),
  yanked: z.boolean().catch(false),
  rust_version: z.string().nullish().catch(null),
  pubtime: z.string().nullish().catch(null),
});
type Line = z.infer<typeof Line>;

/** Cargo's sparse indexes: one file a crate, one line a version. @see https://doc.rust-lang.org/cargo/reference/registry-index.html */
export function cargoRegistry(fetcher: Fetcher, { index, authorization }: CargoSettings): Registry {
  const linesOf = once(fetchLines);
  async function fetchLines(name: string): Promise<Line[]> {
    if (!/^[\w-]+$/.test(name)) throw new RegistryError('not-found', `"${name.slice(0, 100)}" is no name of a crate.`);
    const text = await fetcher.getText(`${index}${pathOf(name.toLowerCase())}`, { authorization });
    const lines = text.split('\n').flatMap((line) => readLine(line) ?? []);
    if (lines.length === 0)
      throw new RegistryError('bad-answer', `What ${new URL(index).host} says of ${name} is no index of a crate.`);
    return lines;
  }
  return {
    releases: async (name) =>
      (await linesOf(name)).map(({ vers, yanked, rust_version, pubtime }) => ({
        version: vers,
        ...(pubtime && { publishedAt: pubtime }),
        ...(yanked && { withdrawn: true }),
        ...(rust_version && { runtime: `>=${rust_version}` }),
      })),
    describe: async (name, version) => {
      const line = (await linesOf(name)).find(({ vers }) => vers === version);
      if (!line) throw new RegistryError('not-found', `${name} ${version} is not in its index.`);
      return {
        requirements: line.deps.filter(({ kind }) => kind !== 'dev').map(toRequirement),
        files: [{ name: `${name}-${version}.crate`, url: '', hashes: { sha256: line.cksum } }],
        fields: { features: { ...line.features, ...line.features2 } },
      };
    },
  };
}

function toRequirement({
  name,
  req,
  optional,
  package: real,
  features,
  default_features,
}: z.infer<typeof Dependency>): Requirement {
  return {
    name: real ?? name,
    range: req,
    kind: optional ? 'optional' : 'required',
    features: [...features, ...(default_features ? ['default'] : [])],
    ...(real && real !== name && { as: name }),
  };
}

function readLine(line: string): Line | null {
  try {
    return line.trim() === '' ? null : Line.parse(JSON.parse(line));
  } catch {
    // A line that we cannot read is a version that we do not choose.
    return null;
  }
}

function pathOf(name: string): string {
  if (name.length <= 2) return `${name.length}/${name}`;
  if (name.length === 3) return `3/${name[0]}/${name}`;
  return `${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`;
}
