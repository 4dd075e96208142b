/**
 * The inventory beside Trivy, Syft and OSV-Scanner in one run over one folder, package by package, and 300,000 components
 * in time and memory. Peers are found by name on the PATH, or as STOA_TRIVY, STOA_SYFT, STOA_OSV_SCANNER; what is not
 * there is said and left out.
 *
 *     node bench/inventory.ts ../shared/corpus/lockfiles   # beside the peers
 *     node --max-old-space-size=256 bench/inventory.ts      # 300,000 components
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { drain, type FileTree } from '@stoa/model';
import { parsePurl, scanInventory } from '@stoa/components';
import { openTree } from '@stoa/tree';
import { machine, printTable, type Row } from './measure.ts';

/** `path package@version`, with `path` from the folder and the package as its URL without qualifiers. */
type Listing = Set<string>;

async function ours(folder: string): Promise<Listing> {
  const listing: Listing = new Set();
  await drain(scanInventory(await openTree(folder)), (item) => {
    if (item.type === 'component') listing.add(`${item.component.location.path} ${toKey(item.component.purl)}`);
  });
  return listing;
}

/** Tools write the same package in other ways: `v` before a version, qualifiers, case. */
function toKey(purl: string): string {
  try {
    const { type, namespace, name, version = '' } = parsePurl(purl);
    const bare = type === 'golang' || type === 'composer' ? version.replace(/^v/, '') : version;
    return `${type}/${namespace ? `${namespace}/` : ''}${name}@${bare}`.toLowerCase();
  } catch {
    return purl;
  }
}

interface Peer {
  name: string;
  variable: string;
  command: string;
  version: string[];
  parameters: (folder: string, out: string) => string[];
  read: (report: Fields, folder: string) => Listing;
}

type Fields = Record<string, unknown>;
const listOf = (value: unknown) => (Array.isArray(value) ? (value as Fields[]) : []);

const peers: readonly Peer[] = [
  {
    name: 'Trivy',
    variable: 'STOA_TRIVY',
    command: 'trivy',
    version: ['--version'],
    parameters: (folder, out) => [
      ...['fs', '--format', 'json', '--list-all-pkgs', '--include-dev-deps', '--offline-scan', '--scanners', 'license'],
      ...['--quiet', '--output', out, folder],
    ],
    read: (report) =>
      new Set(
        listOf(report['Results']).flatMap(({ Target, Packages }) =>
          listOf(Packages).flatMap((one) => {
            const purl = (one['Identifier'] as Fields | undefined)?.['PURL'];
            return typeof purl === 'string' ? [`${String(Target)} ${toKey(purl)}`] : [];
          }),
        ),
      ),
  },
  {
    name: 'Syft',
    variable: 'STOA_SYFT',
    command: 'syft',
    version: ['--version'],
    parameters: (folder, out) => ['scan', `dir:${folder}`, '--output', `json=${out}`, '--quiet'],
    read: (report) =>
      new Set(
        listOf(report['artifacts']).flatMap(({ purl, locations }) =>
          typeof purl === 'string'
            ? listOf(locations).map(({ path }) => `${String(path).replace(/^\//, '')} ${toKey(purl)}`)
            : [],
        ),
      ),
  },
  {
    name: 'OSV-Scanner',
    variable: 'STOA_OSV_SCANNER',
    command: 'osv-scanner',
    version: ['--version'],
    parameters: (folder, out) => [
      ...['scan', 'source', '--recursive', '--all-packages', '--offline', '--no-ignore', '--format', 'json'],
      ...['--output', out, folder],
    ],
    read: (report, folder) =>
      new Set(
        listOf(report['results']).flatMap(({ source, packages }) => {
          const path = String((source as Fields)['path']).slice(folder.length + 1);
          return listOf(packages).map((one) => {
            const { name, version, ecosystem } = one['package'] as Record<string, string>;
            return `${path} ${toKey(`pkg:${purlTypes[ecosystem ?? ''] ?? ecosystem}/${name?.replace(':', '/')}@${version}`)}`;
          });
        }),
      ),
  },
];

const purlTypes: Readonly<Record<string, string>> = {
  'crates.io': 'cargo',
  Go: 'golang',
  Maven: 'maven',
  npm: 'npm',
  NuGet: 'nuget',
  Packagist: 'composer',
  Pub: 'pub',
  PyPI: 'pypi',
  RubyGems: 'gem',
};

async function compare(folder: string): Promise<void> {
  const begin = process.cpuUsage();
  const own = await ours(folder);
  const { user, system } = process.cpuUsage(begin);
  const rows: Row[] = [
    { what: 'Stoa', figure: `${own.size} packages, ${((user + system) / 1e6).toFixed(1)} s of CPU`, target: '' },
  ];
  for (const peer of peers) {
    const command = process.env[peer.variable] ?? peer.command;
    const { status, stdout } = spawnSync(command, peer.version, { encoding: 'utf8' });
    if (status !== 0) {
      rows.push({ what: peer.name, figure: 'not installed here', target: '' });
      continue;
    }
    const scratch = mkdtempSync(join(tmpdir(), 'stoa-bench-'));
    const out = join(scratch, 'report.json');
    const start = performance.now();
    spawnSync(command, peer.parameters(folder, out), { encoding: 'utf8' });
    const seconds = (performance.now() - start) / 1000;
    const theirs = peer.read(JSON.parse(readFileSync(out, 'utf8')) as Fields, folder);
    rmSync(scratch, { recursive: true });
    rows.push({
      what: `${peer.name} ${/\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? ''}`,
      figure: `${theirs.size} packages, ${seconds.toFixed(1)} s by the clock; only Stoa ${minus(own, theirs).length}, only ${peer.name} ${minus(theirs, own).length}`,
      target: 'every difference explained',
    });
    explain(`Only ${peer.name}`, minus(theirs, own));
    explain(`Only Stoa, not ${peer.name}`, minus(own, theirs));
  }
  printTable(`Inventory of ${folder}`, rows);
}

function minus(a: Listing, b: Listing): string[] {
  return [...a].filter((one) => !b.has(one));
}

/** By kind of file, the most first, with examples. */
function explain(title: string, differences: readonly string[]): void {
  const byKind = new Map<string, string[]>();
  for (const one of differences) {
    const kind = one.slice(0, one.indexOf(' ')).split('/').at(-1)!;
    byKind.set(kind, [...(byKind.get(kind) ?? []), one]);
  }
  console.log(`\n#### ${title}: ${differences.length}`);
  for (const [kind, list] of [...byKind].toSorted((a, b) => b[1].length - a[1].length)) {
    console.log(`- ${kind}: ${list.length}, such as`);
    for (const one of list.slice(0, Number(process.env['STOA_EXAMPLES'] ?? 3))) console.log(`  - ${one}`);
  }
}

/** Three thousand lock files of a hundred packages, then one of 300,000. */
async function large(): Promise<void> {
  const lock = (from: number, count: number) =>
    Buffer.from(
      JSON.stringify({
        lockfileVersion: 3,
        packages: Object.fromEntries(
          Array.from({ length: count }, (_, index) => [
            `node_modules/p${from + index}`,
            { version: '1.0.0', integrity: 'sha512-AQID', dependencies: { [`p${from}`]: '^1.0.0' } },
          ]),
        ),
      }),
    );
  const rows: Row[] = [];
  for (const [what, files, each] of [
    ['300,000 components in 3,000 lock files', 3000, 100],
    ['300,000 components in one lock file', 1, 300_000],
  ] as const) {
    if (process.env['STOA_LARGE'] && Number(process.env['STOA_LARGE']) !== files) continue;
    const tree: FileTree = {
      name: 'large',
      files: async function* () {
        for (let index = 0; index < files; index += 1) {
          const path = `m${index}/package-lock.json`;
          const read = async () => lock(index * each, each);
          yield { path, size: 1_000_000, executable: false, read };
        }
      },
    };
    globalThis.gc?.();
    let count = 0;
    let peak = 0;
    const begin = process.cpuUsage();
    await drain(scanInventory(tree), (item) => {
      if (item.type === 'component') count += 1;
      if (count % 5000 === 0) peak = Math.max(peak, process.memoryUsage().rss);
    });
    const { user, system } = process.cpuUsage(begin);
    rows.push({
      what: `${what} (${count})`,
      figure: `${((user + system) / 1e6).toFixed(1)} s of CPU, ${Math.round(peak / 1e6)} MB RSS`,
      target: 'bounded',
    });
  }
  printTable('A large inventory', rows);
}

console.log(machine());
const [folder] = process.argv.slice(2);
if (folder) await compare(resolve(folder));
else await large();
