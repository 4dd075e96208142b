import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';

const command = join(import.meta.dirname, '..', 'bin', 'stoa.mjs');
const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A repository with a history, and a machine to look at it from. */
class Shop {
  readonly root = mkdtempSync(join(tmpdir(), 'stoa-secrets-'));
  home = mkdtempSync(join(tmpdir(), 'stoa-home-'));

  constructor() {
    made.push(this.root, this.home);
    this.git('init', '-q', '-b', 'main');
    this.git('config', 'user.name', 'Ada');
    this.git('config', 'user.email', 'ada@acme.example');
    this.commit({ 'stoa.yaml': 'name: shop\n' });
  }

  write(files: Record<string, string>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), text);
    }
  }

  commit(files: Record<string, string>): void {
    this.write(files);
    this.git('add', '-A');
    this.git('commit', '-qm', 'Change', '--date=2024-05-06T07:08:09Z');
  }

  git(...parameters: string[]): string {
    return execFileSync('git', parameters, { cwd: this.root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  }

  /** On another machine: another home, and so another key. */
  moveHome(): void {
    this.home = mkdtempSync(join(tmpdir(), 'stoa-home-'));
    made.push(this.home);
  }

  stoa(...parameters: string[]): { code: number | null; out: string; err: string } {
    return this.stoaWith({}, ...parameters);
  }

  stoaWith(environment: Record<string, string>, ...parameters: string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...parameters, '-q'], {
      cwd: this.root,
      encoding: 'utf8',
      env: { ...process.env, STOA_HOME: this.home, NO_COLOR: '1', CI: '1', ...environment },
    });
    return { code: status, out: stdout, err: stderr };
  }

  scan(...parameters: string[]) {
    const { out } = this.stoa('scan', '--engines', 'secrets', '--json', ...parameters);
    return JSON.parse(out).runs as any[];
  }
}

/** No real one: put together here. */
const secretOf = (body: string) => `sk_live_${body}`;
const first = secretOf('4eC39HqLyjWDarjtT1zdp7dc');
const second = secretOf('9dP41JkLmNoQrStUvWxYz012');

test('a secret that was taken out of the files is in the history, with who, when and in which commit', () => {
  const shop = new Shop();
  shop.commit({ 'pay.py': `KEY = "${first}"\n` });
  const commit = shop.git('rev-parse', 'HEAD').trim();
  shop.commit({ 'pay.py': 'KEY = os.environ["KEY"]\n' });
  expect(shop.scan()[0].observations).toEqual([]);

  const { code, out } = shop.stoa('secrets', 'history', '--json', '--fail-on', 'medium');
  expect(code).toBe(1);
  expect(out).not.toContain(first.slice(8, 14));
  const [found, ...others] = JSON.parse(out).runs[0].observations;
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    title: 'Stripe secret key in pay.py, in the history',
    location: { path: 'pay.py', startLine: 1 },
    tags: ['history'],
    introduced: { commit, author: 'Ada', email: 'ada@acme.example', at: '2024-05-06T07:08:09.000Z' },
  });
  expect(shop.stoa('secrets', 'history').out).toContain(`Ada on 2024-05-06 in ${commit.slice(0, 12)}`);
  expect(shop.stoa('secrets', 'history', '--since', 'HEAD', '--fail-on', 'info').code).toBe(0);
});

test('the same secret in the files and in the history is one finding; blame says who wrote it', () => {
  const shop = new Shop();
  shop.commit({ 'old/pay.py': `KEY = "${first}"\n` });
  shop.git('rm', '-q', 'old/pay.py');
  shop.commit({ 'deploy.sh': `#!/bin/sh\ncurl -u ${first}: https://pay.acme.example\n` });
  const [files, history] = shop.scan('--history');
  expect(files.observations[0]).toMatchObject({ tags: ['build-script'], introduced: { author: 'Ada' } });
  expect(history.observations.map(({ location }: any) => location.path).sort()).toEqual(['deploy.sh', 'old/pay.py']);
  const digests = [...files.observations, ...history.observations].map(({ secretDigest }: any) => secretDigest);
  expect(new Set(digests).size).toBe(1);

  // one decision, for all of its places
  shop.write({
    '.stoa/exceptions.yaml': `exceptions:\n  - id: pay\n    owner: ada\n    reason: revoked, being taken out of the history\n    approver: grace\n    createdAt: 2024-01-01\n    expiresAt: 2999-01-01\n    scope: { fingerprint: ${fingerprintOf(shop)} }\n`,
  });
  const { out } = shop.stoa('gate', 'production', '--explain');
  expect(out).toContain('waived by pay');
  expect(out).not.toMatch(/fail .*secret/i);
});

function fingerprintOf(shop: Shop): string {
  shop.stoa('scan', '--engines', 'secrets', '--history', '--sarif', 'out.sarif');
  const runs = JSON.parse(readFileSync(join(shop.root, 'out.sarif'), 'utf8')).runs as any[];
  rmSync(join(shop.root, 'out.sarif'));
  const values = runs.flatMap(({ results }) => results.map((one: any) => one.partialFingerprints['stoa/secret/v1']));
  expect(new Set(values).size).toBe(1);
  return values[0];
}

test('archives are looked into, in the files, in what is staged and in the history', () => {
  const shop = new Shop();
  const packed = gzipSync(`KEY = "${second}"\n`);
  writeFileSync(join(shop.root, 'dump.sql.gz'), packed);
  shop.git('add', '-A');
  expect(shop.stoa('check')).toMatchObject({ code: 1, out: expect.stringContaining('dump.sql.gz!/dump.sql:1') });
  shop.commit({});
  const paths = shop.scan('--history').map(({ observations }) => observations[0].location.path);
  expect(paths).toEqual(['dump.sql.gz!/dump.sql', 'dump.sql.gz!/dump.sql']);
});

test('a bare repository is read and left as it is; a folder without one is told so', () => {
  const shop = new Shop();
  shop.commit({ 'pay.py': `KEY = "${second}"\n` });
  const bare = `${shop.root}-bare.git`;
  made.push(bare);
  shop.git('clone', '-q', '--bare', '.', bare);
  expect(shop.stoa('secrets', 'history', bare).out).toContain('Stripe secret key in pay.py');
  expect(shop.stoa('secrets', 'history', shop.home)).toMatchObject({
    code: 2,
    err: expect.stringContaining('is no git repository'),
  });
});

test('a configuration of Gitleaks at the root is followed, and another one by name', () => {
  const shop = new Shop();
  shop.write({
    'a.txt': `badge-0123456789ab\nkey: ${first}\n`,
    '.gitleaks.toml': `[extend]\nuseDefault = true\n[[rules]]\nid = "badge"\nregex = "badge-[a-f0-9]{12}"\n[[rules]]\nid = "no"\nregex = "(a)\\\\1"\n`,
    'strict.toml': `[allowlist]\npaths = ["a[.]txt"]\n`,
  });
  const [run] = shop.scan('--no-blame');
  expect(run.observations.map(({ rule }: any) => rule.id)).toEqual(['badge', 'stripe-secret-key']);
  expect(run.run.coverage.skipped.map(({ detail }: any) => detail)).toContain(
    'Rule "no" is left out: references back are not followed.',
  );
  expect(shop.scan('--no-blame', '--secrets-config', 'strict.toml')[0].observations).toEqual([]);
  expect(shop.stoa('rules', '--check', '.gitleaks.toml')).toMatchObject({ code: 1 });
  expect(shop.stoa('scan', '--secrets-config', 'gone.toml').err).toContain('gone.toml cannot be read');
  expect(shop.stoa('rules', 'stripe-secret-key').out).toContain('Stripe secret key');
});

test('an old repository begins with a baseline: it covers what is there, on every machine, for a while and by name', () => {
  const shop = new Shop();
  shop.commit({ 'pay.py': `KEY = "${first}"\n` });
  shop.commit({ 'pay.py': '' });
  shop.commit({ 'till.py': `KEY = "${second}"\n` });
  const baseline = ['secrets', 'baseline', '--reason', 'old keys, being rotated', '--owner', 'ada'];
  expect(shop.stoa('secrets', 'baseline')).toMatchObject({ code: 2, err: expect.stringContaining('--owner') });
  expect(shop.stoa(...baseline, '--until', '2020-01-01')).toMatchObject({ code: 2 });
  expect(shop.stoa(...baseline, '--until', '2999-01-01').err).toContain('a year at most');

  expect(shop.stoa(...baseline).out).toContain('2 that nobody has approved');
  shop.stoa('scan', '--engines', 'secrets', '--history');
  expect(shop.stoa('gate', 'production', '--explain').out).toContain('waits for approval');

  const file = join(shop.root, '.stoa/secrets-baseline.json');
  const text = readFileSync(file, 'utf8');
  for (const secret of [first, second]) expect(text).not.toContain(secret.slice(8, 14));
  writeFileSync(file, text.replaceAll('"approver": null', '"approver": "grace"'));
  shop.moveHome();
  shop.write({ 'new.py': `KEY = "${secretOf('aB3dE5gH7jK9mN1pQ3sT5vX7')}"\n` });
  const { out } = shop.stoa('scan', '--engines', 'secrets', '--history');
  expect(out).toMatch(/1 critical, 1 covered by the baseline until|1 high, 1 covered by the baseline until/);
  expect(out).toContain('2 covered by the baseline until');
  const gate = shop.stoa('gate', 'production', '--explain').out;
  expect(gate.match(/waived by secrets-baseline-/g)?.length).toBeGreaterThanOrEqual(2);
  expect(gate).toContain('new.py');

  // time passes: what it covered counts again
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/"(since|until)": "\d{4}/g, '"$1": "2021'));
  expect(shop.stoa('scan', '--engines', 'secrets').out).not.toContain('covered by');
  expect(shop.stoa('gate', 'production', '--explain').out).toContain('ended on 2021');
  expect(shop.stoa('secrets', 'baseline').out).toContain('2 whose day is over');

  expect(shop.stoa(...baseline, '--update', '--approver', 'grace', '--no-history').out).toContain(
    '1 added, 1 kept, 1 gone',
  );
  writeFileSync(file, '{"version": 1');
  expect(shop.stoa('scan', '--engines', 'secrets')).toMatchObject({
    code: 2,
    err: expect.stringContaining('restore it'),
  });
});

test('whether a secret works is asked of its issuer, when somebody says so', async () => {
  const shop = new Shop();
  shop.commit({ 'pay.py': `KEY = "${first}"\n` });
  const asked: string[] = [];
  const issuer = createServer((request, response) => {
    asked.push(request.headers.authorization ?? '');
    response.writeHead(200).end('{}');
  });
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  const environment = {
    ...process.env,
    STOA_HOME: shop.home,
    NO_COLOR: '1',
    CI: '1',
    STOA_VERIFY_STRIPE_URL: `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`,
  };
  const stoa = (...parameters: string[]) =>
    new Promise<{ code: number; out: string }>((resolve) =>
      execFile(process.execPath, [command, ...parameters, '-q'], { cwd: shop.root, env: environment }, (error, out) =>
        resolve({ code: Number(error?.code ?? 0), out }),
      ),
    );
  await stoa('scan', '--engines', 'secrets');
  expect(asked).toEqual([]);
  const { code, out } = await stoa('secrets', 'verify');
  expect(code).toBe(1);
  expect(out).toContain('active    Stripe secret key in pay.py  pay.py:1');
  expect(out).toContain('It works: Stripe takes it.');
  expect(out).not.toContain(first.slice(8, 14));
  expect((await stoa('scan', '--engines', 'secrets', '--verify-secrets', '--json')).out).toContain('verified active');
  expect(asked).toEqual([`Bearer ${first}`, `Bearer ${first}`]);
  issuer.close();
});

test('no six characters of a secret are in anything a scan leaves: not in SARIF, local runs, JSON, nor words', () => {
  const shop = new Shop();
  const line = `key: ${first}`;
  shop.commit({
    'a.yaml': `x: ${Buffer.from(`# settings\n${line}\n`).toString('base64')}\n`,
    'b.txt': `u: https://pay.acme.example/?${encodeURIComponent(line)}\n`,
    'c.ipynb': JSON.stringify({ cells: [{ cell_type: 'code', source: [`${line}\n`], outputs: [] }] }),
    'd.hex': `${Buffer.from(line).toString('hex')}\n`,
    'e.json': '{"broken": "',
  });
  writeFileSync(join(shop.root, 'f.gz'), gzipSync(`${line}\n`));
  shop.commit({});
  const words = shop.stoa('scan', '--engines', 'secrets', '--history', '--sarif', 'out.sarif');
  const said = [
    words.out,
    words.err,
    JSON.stringify(shop.scan('--history')),
    readFileSync(join(shop.root, 'out.sarif'), 'utf8'),
    ...['stoa-secrets', 'stoa-secrets-history'].map((name) =>
      readFileSync(join(shop.root, `.stoa/local/runs/${name}.json`), 'utf8'),
    ),
  ];
  expect(said[2]).toContain('inside base64');
  expect(said[2]).toContain('f.gz!/f');
  const hidden = [
    first.slice(8),
    Buffer.from(line).toString('hex').slice(-40),
    Buffer.from(first.slice(8)).toString('base64').slice(4, -4),
  ];
  for (const text of said)
    for (const one of hidden)
      for (let at = 0; at + 12 <= one.length; at += 1) {
        expect(text).not.toContain(one.slice(at, at + 12));
        if (one === hidden[0]) expect(text).not.toContain(one.slice(at, at + 6));
      }
  expect(said[3]).toContain('"author": "Ada"');
});
