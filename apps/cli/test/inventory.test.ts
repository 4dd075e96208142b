import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const command = join(import.meta.dirname, '..', 'bin', 'stoa.mjs');
const home = mkdtempSync(join(tmpdir(), 'stoa-inventory-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), content);
}

test('the inventory is held against what is installed, and the terminal gets no orders from it', () => {
  write('shop/requirements.txt', 'django==4.2.4\nflask==2.0.0\n');
  write('root/usr/lib/python3/site-packages/Django-4.2.4.dist-info/METADATA', 'Name: Django\nVersion: 4.2.4\n');
  write('root/venv/lib/site-packages/flask-2.3.0.dist-info/METADATA', 'Name: Flask\nVersion: 2.3.0\u001b[2J\n');
  const stoa = (...more: string[]) =>
    execFileSync(
      process.execPath,
      [command, 'inventory', join(home, 'shop'), '--against', join(home, 'root'), ...more],
      {
        cwd: home,
        env: { ...process.env, STOA_HOME: join(home, 'stoa'), NO_COLOR: '1', CI: '1' },
        encoding: 'utf8',
      },
    );
  const out = stoa();
  expect(out).toMatch(/^requirements +1 +2 +2 +0$/m);
  expect(out).toMatch(/^python-installed +2 +2 +0 +0$/m);
  expect(out).toContain('pkg:pypi/flask  declared 2.0.0; observed 2.3.0\uFFFD[2J');
  expect(out).toContain('is 50.0 % accurate: 1 of 2 agree');
  expect(JSON.parse(stoa('--json'))).toMatchObject({ accuracy: 0.5, counts: { agrees: 1, drift: 1 } });
});
