import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drain } from '@stoa/model';
import { scanSecretHistory } from '@stoa/secrets';
import { createUnpacker, openHistory } from '@stoa/tree';
import { machine, printTable, type Row } from './measure.ts';

/**
 * Secrets in whole histories: a made one of 2,000 commits in which files grow, and this repository's own. Time is that
 * of the processor, of this process and of the gits it starts; beside gitleaks where it is installed (GITLEAKS names it).
 */
const root = join(import.meta.dirname, '..');
const made = mkdtempSync(join(tmpdir(), 'stoa-bench-'));
const rows: Row[] = [];

/** Source of this repository, written anew with one more line each time: deltas as histories have them. */
function makeHistory(commits: number): void {
  const git = (...parameters: string[]) => execFileSync('git', parameters, { cwd: made, stdio: 'ignore' });
  git('init', '-q', '-b', 'main');
  const listed = execFileSync('git', ['ls-files', '-z', 'packages/code/src', 'apps/cli/src'], {
    cwd: root,
    encoding: 'utf8',
  });
  const texts = listed
    .split('\0')
    .filter(Boolean)
    .map((path) => execFileSync('git', ['show', `:${path}`], { cwd: root, encoding: 'utf8' }));
  // One stream instead of thousands of processes: https://git-scm.com/docs/git-fast-import
  const stream: string[] = [];
  const blob = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  for (let number = 0; number < commits; number += 1) {
    stream.push(
      `commit refs/heads/main\ncommitter Ada <ada@acme.example> ${1_700_000_000 + number} +0000\n${blob('Change')}`,
    );
    for (let of = 0; of < 8; of += 1) {
      const at = (number * 7 + of * 31) % texts.length;
      texts[at] += `// change ${number}\nexport const value${number} = '${'abcdefgh'.repeat(3)}${number}';\n`;
      stream.push(`M 100644 inline src/file${at}.ts\n${blob(texts[at]!)}`);
    }
  }
  spawnSync('git', ['fast-import', '--quiet'], { cwd: made, input: stream.join('') });
  git('repack', '-adq');
}

async function measure(name: string, folder: string): Promise<void> {
  const before = { self: process.cpuUsage(), wall: performance.now() };
  let highest = 0;
  const { coverage } = await drain(
    scanSecretHistory(await openHistory(folder), { key: new Uint8Array(32), unpacker: createUnpacker() }),
    () => void (highest = Math.max(highest, process.memoryUsage().rss)),
  );
  const { user, system } = process.cpuUsage(before.self);
  const megabytes = (coverage.bytes ?? 0) / 1e6;
  const seconds = (user + system) / 1e6;
  rows.push({
    what: `${name}: ${coverage.looked.toLocaleString('en')} versions of files, ${megabytes.toFixed(0)} MB`,
    figure: `${(megabytes / seconds).toFixed(0)} MB/s of this process (${seconds.toFixed(1)} s; ${((performance.now() - before.wall) / 1000).toFixed(1)} s by the clock), ${Math.round(Math.max(highest, process.memoryUsage().rss) / 1e6)} MB RSS`,
    target: '≥ 60 MB/s, < 300 MB',
  });
}

function measurePeer(name: string, folder: string): void {
  const gitleaks = process.env['GITLEAKS'] ?? 'gitleaks';
  const begin = performance.now();
  const { error } = spawnSync(gitleaks, ['git', folder, '--no-banner', '--exit-code', '0']);
  const figure = error ? 'not installed' : `${((performance.now() - begin) / 1000).toFixed(1)} s by the clock`;
  rows.push({ what: `${name}: gitleaks`, figure, target: '' });
}

console.log(`On ${machine()}`);
try {
  makeHistory(2_000);
  // Once to warm up: what is measured is a long scan, not the compiling of its first seconds.
  await measure('this repository', root);
  await measure('a made history', made);
  if (process.argv.includes('--peers')) {
    measurePeer('this repository', root);
    measurePeer('a made history', made);
  }
  printTable('Secrets in histories', rows);
} finally {
  rmSync(made, { recursive: true, force: true });
}
