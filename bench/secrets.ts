/**
 * Secrets: speed on source trees by processor time, memory, and what share of the corpus' lines is found, beside
 * Gitleaks (`go install`) and other scanners where they are installed; in one run.
 *
 *     STOA_CORPUS=../shared/corpus node bench/secrets.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createScanner, readConfiguration, rules, type Scanner } from '@stoa/secrets';
import { machine, median, printTable, type Row } from './measure.ts';

const root = join(import.meta.dirname, '..');
const corpus = process.env['STOA_CORPUS'];
const trees = ['typescript', 'vite', 'vitest', 'zod', 'react-dom', 'playwright-core', 'fastify', 'axe-core'];

interface Text {
  path: string;
  bytes: Buffer;
}

console.log(`On ${machine()}`);
const files = textsOf(trees.map((name) => join(root, 'node_modules', name)));
const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
const rows: Row[] = [speedOf('own rules', createScanner(rules), 'above 60 MB/s')];
const configuration = corpus && readConfiguration(readFileSync(join(corpus, 'secrets', 'gitleaks.toml'), 'utf8'));
if (configuration) {
  const users = createScanner(configuration.rules, { isAllowed: configuration.isAllowed });
  rows.push(speedOf(`the ${configuration.rules.length} rules of Gitleaks’ configuration`, users, ''));
}
rows.push(memoryOf());
const gitleaks = peerSpeed('gitleaks', (folder) => ['dir', folder, '--exit-code', '0', '--no-banner', '-l', 'fatal']);
if (gitleaks) rows.push(gitleaks);
printTable('Secrets: speed', rows);
if (corpus) printTable('Secrets: lines of other scanners’ examples', await shares(corpus));

/** Processor time, the median of five runs after two that warm up: the wall's time is other people's too. */
function speedOf(name: string, scanner: Scanner, target: string): Row {
  const once = () => {
    const begin = process.cpuUsage();
    for (const { path, bytes } of files) scanner.scanBytes(path, bytes);
    const { user, system } = process.cpuUsage(begin);
    return (user + system) / 1000;
  };
  const runs = Array.from({ length: 7 }, once);
  const milliseconds = median(runs.slice(2));
  return {
    what: `${name}: ${files.length} files, ${(size / 1e6).toFixed(1)} MB`,
    figure: `${milliseconds.toFixed(0)} ms of one core, ${(size / 1000 / milliseconds).toFixed(0)} MB/s (first run ${runs[0]!.toFixed(0)} ms)`,
    target,
  };
}

/** Of the command itself, as the system counts it. */
function memoryOf(): Row {
  const folder = treeFolder();
  const script = `
    const { drain } = await import('@stoa/model');
    const { scanSecrets } = await import('@stoa/secrets');
    const { openTree } = await import('@stoa/tree');
    await drain(scanSecrets(await openTree(process.argv[1]), { key: new Uint8Array(32) }), () => undefined);
    console.log(process.resourceUsage().maxRSS / 1024);
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script, folder], {
    encoding: 'utf8',
    cwd: root,
  });
  rmSync(folder, { recursive: true });
  if (!stdout) throw new Error(stderr);
  return { what: 'memory at its highest', figure: `${Number(stdout).toFixed(0)} MB RSS`, target: '< 300 MB' };
}

function peerSpeed(command: string, parameters: (folder: string) => string[]): Row | undefined {
  if (spawnSync(command, ['version']).error) return undefined;
  const folder = treeFolder();
  const timed = spawnSync('bash', ['-c', `TIMEFORMAT='%U %S'; time ${command} "$@"`, command, ...parameters(folder)], {
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  const [user = 0, system = 0] = (timed.stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  const seconds = user + system;
  return {
    what: `${command}, the same files`,
    figure: `${(seconds * 1000).toFixed(0)} ms of all cores together, ${(size / 1e6 / seconds).toFixed(0)} MB/s`,
    target: '',
  };
}

/** The trees under a name that no scanner passes over. */
function treeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-secrets-'));
  files.forEach(({ path, bytes }, index) => {
    const under = join(folder, `part${index % 97}`);
    mkdirSync(under, { recursive: true });
    writeFileSync(join(under, `${index}-${path.split('/').at(-1)}`), bytes);
  });
  return folder;
}

function textsOf(folders: readonly string[]): Text[] {
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name)),
    )
    .map((path) => ({ path, bytes: readFileSync(path) }))
    .filter(({ bytes }) => bytes.length < 10_000_000 && !bytes.subarray(0, 8000).includes(0));
}

/** Share of the lines labelled as secrets in which each tool finds something, and of the others. */
async function shares(from: string): Promise<Row[]> {
  const lines = readFileSync(join(from, 'secrets', 'examples.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { text: string; secret: boolean });
  const folder = mkdtempSync(join(tmpdir(), 'stoa-lines-'));
  const nameOf = (index: number) => `${String(index).padStart(5, '0')}.txt`;
  lines.forEach(({ text }, index) => writeFileSync(join(folder, nameOf(index)), `${text}\n`));
  const scanner = createScanner(rules);
  const found: [string, ReadonlySet<string>][] = [
    [
      'stoa',
      new Set(
        lines
          .map(
            ({ text }, index) =>
              [nameOf(index), scanner.scanBytes('config', Buffer.from(text)).matches.length] as const,
          )
          .filter(([, count]) => count > 0)
          .map(([name]) => name),
      ),
    ],
  ];
  const report = join(folder, 'report');
  const peers: [string, string[]][] = [
    ['gitleaks', ['dir', folder, '--exit-code', '0', '-l', 'fatal', '-f', 'json', '-r', report]],
    ['betterleaks', ['dir', folder, '--exit-code', '0', '-f', 'json', '-r', report]],
    ['trufflehog', ['filesystem', folder, '--json', '--no-verification', '--no-update']],
    ['kingfisher', ['scan', folder, '--no-validate', '--format', 'jsonl']],
  ];
  for (const [command, parameters] of peers) {
    const { error, stdout } = spawnSync(command, parameters, { encoding: 'utf8', maxBuffer: 1 << 28 });
    if (error) continue;
    const said = parameters.includes(report) ? readFileSync(report, 'utf8') : stdout;
    found.push([command, new Set(said.match(/\d{5}\.txt/g))]);
  }
  rmSync(folder, { recursive: true });
  const share = (of: ReadonlySet<string>, secret: boolean) => {
    const names = lines.flatMap((line, index) => (line.secret === secret ? [nameOf(index)] : []));
    return `${((names.filter((name) => of.has(name)).length / names.length) * 100).toFixed(1)} %`;
  };
  return found.map(([tool, of]) => ({
    what: tool,
    figure: `${share(of, true)} of the secrets, ${share(of, false)} of the others`,
    target: tool === 'stoa' ? 'raw; see test/conformance for the argued shares' : '',
  }));
}
