import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { Component, drain } from '@stoa/model';
import { matchAdvisories, openAdvisories, updateAdvisories } from '@stoa/components';
import { machine, printTable, type Row } from './measure.ts';

/**
 * Ten thousand components against all advisories: those of the corpus (`STOA_CORPUS`), and 300,000 made up. Cold is
 * opening the index and matching once in a new process, without its start; warm is doing it again. Milliseconds are of
 * CPU, of all threads: wall time on a shared machine is the neighbours' too.
 *
 *   STOA_CORPUS=../shared/corpus node bench/advisories.ts
 */
async function benchAdvisories(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-bench-'));
  const rows: Row[] = [];
  try {
    const corpus = process.env['STOA_CORPUS'] && join(process.env['STOA_CORPUS'], 'osv');
    if (corpus) {
      const ecosystems = readdirSync(corpus).filter((name) => name !== 'ecosystems.txt');
      rows.push(...(await measureMirror('corpus', corpus, ecosystems, folder)));
    }
    const madeUp = join(folder, 'made-up');
    for (const ecosystem of madeUpEcosystems) makeMirror(madeUp, ecosystem, 60_000);
    rows.push(...(await measureMirror('made up', madeUp, madeUpEcosystems, folder)));
    rows.push(...(await measureDelta(madeUp, join(folder, 'over-http'))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(machine());
  printTable('Advisories', rows);
}

async function measureMirror(
  name: string,
  source: string,
  ecosystems: readonly string[],
  folder: string,
): Promise<Row[]> {
  const index = join(folder, `${name} index`);
  const begin = cpu();
  const results = await updateAdvisories({ sources: { osv: source }, folder: index, ecosystems });
  const building = cpu() - begin;
  const total = results.reduce((sum, { advisories }) => sum + advisories, 0);
  const bytes = readdirSync(index).reduce((sum, file) => sum + statSync(join(index, file)).size, 0);
  const list = join(folder, `${name} components.json`);
  writeFileSync(list, JSON.stringify(pickComponents(source, ecosystems, 10_000)));
  const runs = Array.from({ length: 3 }, () => matchApart(index, list));
  const [{ found, rss }] = runs as [Matched];
  const least = (of: 'cold' | 'warm') => `${Math.min(...runs.map((run) => run[of])).toFixed(0)} ms`;
  return [
    {
      what: `${name}: index of ${total.toLocaleString('en')} advisories`,
      figure: `${(bytes / 1e6).toFixed(1)} MB, made in ${(building / 1000).toFixed(1)} s`,
      target: '',
    },
    {
      what: `${name}: 10,000 components, cold (${found.toLocaleString('en')} found)`,
      figure: least('cold'),
      target: '< 1000 ms',
    },
    {
      what: `${name}: the same, warm`,
      figure: `${least('warm')}, ${(rss / 1e6).toFixed(0)} MB RSS`,
      target: '< 150 ms',
    },
  ];
}

interface Matched {
  cold: number;
  warm: number;
  found: number;
  rss: number;
}

function matchApart(index: string, list: string): Matched {
  const parameters = [import.meta.filename, '--match', index, list];
  const { stdout, stderr } = spawnSync(process.execPath, parameters, { encoding: 'utf8' });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout) as Matched;
}

async function matchHere(index: string, list: string): Promise<Matched> {
  const components = JSON.parse(readFileSync(list, 'utf8')) as Component[];
  const inventory = { roots: [], skipped: [] };
  const match = async (opened: ReturnType<typeof openAdvisories>) => {
    let found = 0;
    const scan = matchAdvisories(components, opened, inventory);
    await drain(scan, (item) => void (found += item.type === 'observation' ? 1 : 0));
    return found;
  };
  let begin = cpu();
  const opened = openAdvisories(index);
  const found = await match(opened);
  const cold = cpu() - begin;
  let warm = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 5; run += 1) {
    begin = cpu();
    await match(opened);
    warm = Math.min(warm, cpu() - begin);
  }
  return { cold, warm, found, rss: process.memoryUsage().rss };
}

const madeUpEcosystems = ['npm', 'NuGet', 'RubyGems', 'Maven', 'PyPI'];

/** Half of them packages that have advisories, half that have none: worse than an inventory is. */
function pickComponents(source: string, ecosystems: readonly string[], count: number): Component[] {
  const known = ecosystems.flatMap((ecosystem) => namesIn(join(source, ecosystem, 'all.zip'), ecosystem));
  return Array.from({ length: count }, (_, at) => {
    const [ecosystem, name] = at % 2 === 0 ? known[(at * 7919) % known.length]! : [ecosystems[0]!, `no-such-${at}`];
    const version = `${at % 5}.${at % 17}.${at % 3}`;
    const purl = `pkg:generic/${encodeURIComponent(name)}@${version}`;
    return Component.parse({ purl, name, version, ecosystem, location: { path: 'lock' } });
  });
}

function namesIn(zip: string, ecosystem: string): [string, string][] {
  const names = new Set<string>();
  for (const bytes of Object.values(unzipSync(readFileSync(zip)))) {
    const { affected = [] } = JSON.parse(new TextDecoder().decode(bytes)) as {
      affected?: { package: { name: string } }[];
    };
    for (const one of affected) names.add(one.package.name);
  }
  return [...names].map((name) => [ecosystem, name]);
}

function makeMirror(folder: string, ecosystem: string, count: number): void {
  mkdirSync(join(folder, ecosystem), { recursive: true });
  const files = Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `MADE-${at}.json`,
      Buffer.from(JSON.stringify(makeRecord(at, ecosystem))),
    ]),
  );
  writeFileSync(join(folder, ecosystem, 'all.zip'), zipSync(files, { level: 0 }));
}

function makeRecord(at: number, ecosystem: string, modified = '2026-01-01T00:00:00Z') {
  return {
    id: `MADE-${at}`,
    aliases: [`CVE-${2000 + (at % 25)}-${10_000 + at}`],
    modified,
    summary: `A vulnerability that was made up, number ${at}`,
    details: 'It was made up to see how long it takes to find it. '.repeat(8),
    severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N' }],
    affected: [
      {
        // A few packages have many advisories, most have one.
        package: { ecosystem, name: `made-up-${at % 10 === 0 ? at % 3000 : at}` },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: `${at % 4}.${at % 13}.0` }] }],
      },
    ],
  };
}

/** The whole archive over loopback, then fifty records that have changed. */
async function measureDelta(mirror: string, index: string): Promise<Row[]> {
  const changed = new Set<number>();
  const moment = (at: number) => (changed.has(at) ? '2026-02-01T00:00:00Z' : '2026-01-01T00:00:00Z');
  const server = createServer((request, response) => {
    const at = /MADE-(\d+)\.json$/.exec(request.url ?? '')?.[1];
    if (request.url === '/npm/all.zip') createReadStream(join(mirror, 'npm', 'all.zip')).pipe(response);
    else if (request.url === '/npm/modified_id.csv')
      response.end(Array.from({ length: 60_000 }, (_, one) => `${moment(one)},MADE-${one}\n`).join(''));
    else if (at !== undefined) response.end(JSON.stringify(makeRecord(Number(at), 'npm', moment(Number(at)))));
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const osv = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const update = async () => {
    const begin = cpu();
    const [result] = await updateAdvisories({ sources: { osv }, folder: index, ecosystems: ['npm'] });
    return { result, seconds: ((cpu() - begin) / 1000).toFixed(1) };
  };
  const whole = await update();
  const same = await update();
  for (let at = 0; at < 50; at += 1) changed.add(at * 101);
  const delta = await update();
  server.close();
  return [whole, same, delta].map(({ result, seconds }) => ({
    what: `made up: update over HTTP, ${result?.outcome}${result?.changed ? `, ${result.changed} records changed` : ''}`,
    figure: `${seconds} s, with the server's`,
    target: '',
  }));
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const [, , mode, index = '', list = ''] = process.argv;
if (mode === '--match') console.log(JSON.stringify(await matchHere(index, list)));
else await benchAdvisories();
