import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { ProjectRemedy } from '@stoa/components';
import type { RunReport } from '@stoa/model';
import { machine, printTable, type Row } from './measure.ts';

/**
 * Ways out: each repository of examples/ways-out is scanned, fixed in a copy, and scanned again. npm, Python, Go and Rust
 * ask the registries that this machine's package managers are configured with, and the advisories of STOA_CORPUS; Maven
 * and RubyGems are made up altogether, and served from this machine.
 */
const root = join(import.meta.dirname, '..');
const examples = join(root, 'examples/ways-out');
const corpus = process.env['STOA_CORPUS'];
const work = mkdtempSync(join(tmpdir(), 'stoa-bench-fix-'));
const home = join(work, 'home');

const server = createServer((request, response) => {
  const path = join(examples, 'registry', new URL(request.url ?? '/', 'http://localhost').pathname);
  if (!path.startsWith(examples) || !existsSync(path) || !statSync(path).isFile()) response.writeHead(404).end();
  else response.end(readFileSync(path));
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

try {
  writeMirror(join(examples, 'advisories'), join(work, 'mirror'));
  update(join(work, 'mirror'), 'Maven,RubyGems');
  if (corpus) update(join(corpus, 'osv'), 'npm,PyPI,Go,crates.io');
  else console.log('STOA_CORPUS is not set: only what is made up is measured.');
  const rows: Row[] = [];
  const total = { findings: 0, withFix: 0, advised: 0, plans: 0, clean: 0 };
  for (const name of corpus ? ['npm', 'pypi', 'go', 'cargo', 'maven', 'rubygems'] : ['maven', 'rubygems']) {
    const one = await measure(name);
    for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += one[key];
    const { findings, withFix, advised, plans, clean } = one;
    rows.push({
      what: name,
      figure: `${findings} findings: ${withFix} fixed by ${plans} plans, ${advised} advised; ${clean} of ${plans} rescan clean`,
      target: '',
    });
  }
  const share = (part: number, of: number) => `${((100 * part) / Math.max(of, 1)).toFixed(1)} % (${part} of ${of})`;
  rows.push({ what: 'findings with a proved change', figure: share(total.withFix, total.findings), target: '≥ 95 %' });
  rows.push({
    what: 'findings with an action of any kind',
    figure: share(total.withFix + total.advised, total.findings),
    target: '100 %',
  });
  rows.push({ what: 'applied plans that rescan clean', figure: share(total.clean, total.plans), target: '100 %' });
  console.log(machine());
  printTable('Ways out', rows);
} finally {
  server.close();
  rmSync(work, { recursive: true, force: true });
}

async function measure(name: string) {
  const folder = join(work, name);
  cpSync(join(examples, name), folder, { recursive: true });
  const before = await scan(folder);
  const out = await stoa(['fix', folder, '--in-place', '--allow-major', '--json', '--quiet']);
  const remedies = (JSON.parse(out) as { projects: ProjectRemedy[] }).projects;
  for (const { path, notEvaluated } of remedies)
    if (notEvaluated) console.log(`${name}/${path}: not evaluated: ${notEvaluated}`);
  const actions = remedies.flatMap(({ actions }) => actions);
  const plans = actions.filter(({ proof }) => proof !== null);
  const after = new Set(await scan(folder));
  const isLeft = ({ name: of, version, advisory }: { name: string; version: string; advisory: string }) =>
    after.has(`${of} ${version} ${advisory}`);
  const known = new Set(before.map((key) => key.split(' ')).map(([of, , advisory]) => `${of} ${advisory}`));
  const isNew = [...after].some((key) => {
    const [of, , advisory] = key.split(' ');
    return !known.has(`${of} ${advisory}`);
  });
  const clean = isNew ? [] : plans.filter(({ fixes }) => !fixes.some(isLeft));
  // A finding that an earlier plan has moved to another version is the same finding all along.
  const seen = new Set(before);
  const keysOf = (list: typeof actions) =>
    new Set(
      list.flatMap(({ fixes }) =>
        fixes.flatMap((use) => {
          const key = `${use.name} ${use.version} ${use.advisory}`;
          if (seen.has(key) || !known.has(`${use.name} ${use.advisory}`)) return [key];
          return before.filter((one) => one.startsWith(`${use.name} `) && one.endsWith(` ${use.advisory}`));
        }),
      ),
    );
  const fixed = keysOf(plans);
  const advised = keysOf(actions.filter(({ proof }) => proof === null)).difference(fixed);
  // What only resolving finds counts, too.
  const findings = new Set([...before, ...fixed, ...advised]).size;
  return { findings, withFix: fixed.size, advised: advised.size, plans: plans.length, clean: clean.length };
}

async function scan(folder: string): Promise<string[]> {
  const out = await stoa(['scan', folder, '--engines', 'components', '--json', '--quiet']);
  const { runs } = JSON.parse(out) as { runs: RunReport[] };
  const components = new Map(runs.flatMap((run) => run.components).map((one) => [one.purl, one]));
  return runs
    .flatMap(({ observations }) => observations)
    .flatMap(({ affected }) => {
      const component = affected && components.get(affected.purl);
      return component ? [`${component.name} ${component.version} ${affected.advisoryIds[0]}`] : [];
    });
}

function update(source: string, ecosystems: string): void {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(root, 'apps/cli/bin/stoa.mjs'), 'db', 'update', '--ecosystems', ecosystems],
    {
      env: { ...process.env, STOA_HOME: home, STOA_OSV_URL: source },
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`The advisories of ${ecosystems} were not read: ${stderr}`);
}

/** The command as a person runs it, with what is made up configured as package managers are. */
async function stoa(parameters: string[]): Promise<string> {
  const user = join(work, 'user');
  mkdirSync(join(user, '.m2'), { recursive: true });
  writeFileSync(
    join(user, '.m2/settings.xml'),
    `<settings><mirrors><mirror><mirrorOf>*</mirrorOf><url>${here}/maven</url></mirror></mirrors></settings>`,
  );
  const isMadeUp = parameters.some((one) => /\/(?:maven|rubygems)$/.test(one));
  const env = { ...process.env, STOA_HOME: home, ...(isMadeUp && { HOME: user, BUNDLE_MIRROR__ALL: `${here}/gems` }) };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'apps/cli/bin/stoa.mjs'), ...parameters], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (piece: string) => (out += piece));
    child.on('close', (code) => {
      if (code !== 0) return reject(new Error(`stoa ${parameters.join(' ')} ended with ${code}`));
      return resolve(out);
    });
  });
}

function writeMirror(from: string, to: string): void {
  for (const ecosystem of readdirSync(from)) {
    mkdirSync(join(to, ecosystem), { recursive: true });
    const files = readdirSync(join(from, ecosystem)).map(
      (name) => [name, new Uint8Array(readFileSync(join(from, ecosystem, name)))] as const,
    );
    writeFileSync(join(to, ecosystem, 'all.zip'), zipSync(Object.fromEntries(files)));
  }
}
