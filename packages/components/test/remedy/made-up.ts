import {
  planRemedies,
  RegistryError,
  matchUses,
  scanInventory,
  type AdvisoryIndex,
  type PackageAdvisory,
  type ProjectRemedy,
} from '@stoa/components';
import { drain, type Component, type FileTree } from '@stoa/model';
import type { Registry, Requirement } from '../../src/remedy/registry.ts';

/** `{ 'left': { '1.0.0': { needs: { right: '^1.0.0' } } } }` */
export type Packages = Record<
  string,
  Record<string, { needs?: Record<string, string>; peers?: Record<string, string>; at?: string; withdrawn?: boolean }>
>;

/** A registry that nobody has to reach. */
export function registryOf(packages: Packages): Registry & { asked: Set<string> } {
  const asked = new Set<string>();
  const of = (name: string) => {
    asked.add(name);
    if (!Object.hasOwn(packages, name)) throw new RegistryError('not-found', `${name} is not there.`);
    return packages[name]!;
  };
  return {
    asked,
    releases: async (name) =>
      Object.entries(of(name)).map(([version, { at, withdrawn }]) => ({
        version,
        ...(at && { publishedAt: at }),
        ...(withdrawn && { withdrawn }),
      })),
    describe: async (name, version) => {
      const { needs = {}, peers = {} } = of(name)[version]!;
      const list = (group: Record<string, string>, kind: Requirement['kind']) =>
        Object.entries(group).map(([one, range]) => ({ name: one, range, kind }));
      return {
        requirements: [...list(needs, 'required'), ...list(peers, 'peer')],
        files: [
          {
            name: `${name}-${version}.tgz`,
            url: `https://registry.example/${name}-${version}.tgz`,
            hashes: { integrity: `sha512-${name}${version}`, sha256: 'ab'.repeat(32) },
          },
        ],
        fields: { name, version, dependencies: needs, peerDependencies: peers },
      };
    },
  };
}

/** `{ right: [['MADE-1', '0', '1.2.0']] }`: affected from, up to but without; no end where nothing fixes it. */
export function indexOf(
  ecosystem: string,
  known: Record<string, [id: string, from: string, fixed?: string][]>,
): AdvisoryIndex {
  const status = { name: ecosystem, advisories: 1, asOf: '2030-01-01T00:00:00Z' };
  return {
    ecosystems: [status],
    sources: [],
    asOf: status.asOf,
    lookUp: (asked, name) =>
      asked === ecosystem ? (Object.hasOwn(known, name) ? known[name]! : []).map(toAdvisory) : null,
    exploited: () => null,
    predicted: () => null,
  };
}

function toAdvisory([id, introduced, fixed]: [string, string, string?]): PackageAdvisory {
  return {
    id,
    isWithdrawn: false,
    release: null,
    ranges: [{ type: 'SEMVER', events: [{ introduced }, ...(fixed === undefined ? [] : [{ fixed }])] }],
    versions: [],
    uses: [],
    text: () => ({
      id,
      source: 'made up',
      aliases: [],
      summary: 'made up',
      details: '',
      cvss: null,
      word: 'high',
      cwe: [],
      url: null,
      modified: '',
      withdrawn: null,
    }),
  };
}

export interface Asked {
  packages: Packages;
  ecosystem?: string;
  known: Record<string, [string, string, string?][]>;
  files: Record<string, string>;
  allowMajor?: boolean;
  cooldownDays?: number;
}

/** What `stoa fix` would find out about some files. */
export async function remedies({
  packages,
  ecosystem = 'npm',
  known,
  files,
  allowMajor = false,
  cooldownDays = 0,
}: Asked): Promise<ProjectRemedy[]> {
  const index = indexOf(ecosystem, known);
  const components: Component[] = [];
  await drain(scanInventory(treeOf(files)), (item) => {
    if (item.type === 'component') components.push(item.component);
  });
  const registry = registryOf(packages);
  return Array.fromAsync(
    planRemedies(
      {
        files: { read: (path) => files[path] ?? null, paths: () => Object.keys(files) },
        index,
        registryOf: async () => registry,
        allowMajor,
        cooldownDays,
        now: Date.parse('2030-01-10T00:00:00Z'),
      },
      await matchUses(components, index),
    ),
  );
}

function treeOf(files: Record<string, string>): FileTree {
  return {
    name: 'made up',
    async *files() {
      for (const [path, text] of Object.entries(files)) {
        const bytes = new TextEncoder().encode(text);
        yield { path, size: bytes.length, executable: false, read: async () => bytes };
      }
    },
  };
}
