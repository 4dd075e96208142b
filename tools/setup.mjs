// Makes `npm start` and `npm test` work on a fresh clone: installs what the lock file names, when it is newer than
// what is installed. Plain JavaScript with built-ins only, because it runs before anything is installed, on any Node >= 18.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const lock = join(root, 'package-lock.json');
const installed = join(root, 'node_modules', '.package-lock.json');

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) install();
checkNode();
if (process.argv.includes('--pages')) buildPages();

function install() {
  console.log('Installing Stoa (once, about half a minute) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.error) fail(`npm could not be started (${result.error.message}). Install npm 10 or later and try again.`);
  if (result.status !== 0) {
    const lines = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-15).join('\n');
    fail(`npm ci did not succeed. Its last lines:\n${lines}\nIs the package registry reachable? Try "npm ci" by hand.`);
  }
}

/** The pages are built when they are not there, or older than what they are made of. */
function buildPages() {
  const built = join(root, 'apps', 'web', 'dist', 'index.html');
  const sources = ['apps/web', 'packages/api', 'packages/model'].map((folder) => newest(join(root, folder)));
  if (existsSync(built) && statSync(built).mtimeMs >= Math.max(...sources)) return;
  console.log('Building the pages (once, a few seconds) …');
  const pinned = join(root, 'node_modules', '.bin', 'node');
  const node = existsSync(pinned) ? pinned : process.execPath;
  const result = spawnSync(
    node,
    [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', 'apps/web', '--logLevel', 'error'],
    { cwd: root, encoding: 'utf8' },
  );
  if (result.status !== 0) fail(`The pages could not be built:\n${result.stdout}${result.stderr}`);
}

function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name === 'test') continue;
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }
  return latest;
}

/** The scripts find the pinned Node in node_modules/.bin; where there is none for this platform, the machine's own must do. */
function checkNode() {
  const pinned = join(root, 'node_modules', '.bin', 'node');
  if (existsSync(pinned)) return;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return;
  fail(
    `Stoa brings its own Node on Linux x64 and arm64 only; on ${process.platform} ${process.arch} it needs Node 22.18 or later ` +
      `and this is ${process.versions.node}. Install a current Node and try again.`,
  );
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
