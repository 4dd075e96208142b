import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from '@stoa/api';
import { startServer, type RunningServer } from '@stoa/server';
import { createLocalToken } from '../src/local-token.ts';

const command = join(import.meta.dirname, '..', 'bin', 'stoa.mjs');
let home: string;
let shop: string;
let server: RunningServer;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'stoa-cli-'));
  shop = join(home, 'shop');
  write('stoa.yaml', 'name: shop\nmodules:\n  - { name: till, exposure: internet }\n');
  write('requirements.txt', 'django==2.2.0\n');
  write('src/pay.py', `KEY = "sk_live_${randomUUID().replaceAll('-', '')}"\n`);
  server = await startServer({ home: join(home, 'server'), port: 0, version: '0.0.0-test' });
}, 60_000);
afterAll(async () => {
  await server.stop();
  rmSync(home, { recursive: true, force: true });
});

function write(path: string, content: string): void {
  mkdirSync(dirname(join(shop, path)), { recursive: true });
  writeFileSync(join(shop, path), content);
}

/** The command as a person runs it, in the shop. */
function stoa(
  parameters: string[],
  environment: Record<string, string> = {},
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const env = {
      ...process.env,
      STOA_HOME: join(home, 'local'),
      NO_COLOR: '1',
      CI: '1',
      STOA_SERVER: '',
      STOA_TOKEN: '',
      ...environment,
    };
    execFile(
      process.execPath,
      [command, ...parameters],
      { cwd: shop, env, maxBuffer: 64 * 1024 * 1024 },
      (error, out, err) => {
        resolve({ code: error ? Number(error.code) : 0, out, err });
      },
    );
  });
}

test('scan says what it saw and what was not evaluated; JSON and SARIF have the same; no secret is in any of it', async () => {
  const secret = /sk_live_\w+/.exec(readFileSync(join(shop, 'src/pay.py'), 'utf8'))![0];
  const plain = await stoa(['scan', '--sarif', 'out.sarif']);
  expect(plain.code).toBe(0);
  expect(plain.out).toContain('Stripe secret key in pay.py');
  expect(plain.out).toMatch(
    /stoa-components\s+not evaluated: There are no advisories on this machine: run "stoa db update"/,
  );
  const json = await stoa(['scan', '--json', '--quiet']);
  expect(JSON.parse(json.out).runs.map(({ run }: any) => run.tool.name)).toEqual([
    'stoa-secrets',
    'stoa-inventory',
    'stoa-components',
    'stoa-licences',
    'stoa-code',
  ]);
  expect(json.err).toBe('');
  const sarif = readFileSync(join(shop, 'out.sarif'), 'utf8');
  expect(JSON.parse(sarif).version).toBe('2.1.0');
  for (const text of [plain.out, plain.err, json.out, sarif]) expect(text).not.toContain(secret);
});

test('the gate says no with 1, explains itself, and an exception waives', async () => {
  const no = await stoa(['gate', 'commit', '--explain']);
  expect(no.code).toBe(1);
  expect(no.out).toMatch(/^FAIL/m);
  expect(no.out).toContain('src/pay.py');
  write(
    '.stoa/exceptions.yaml',
    'exceptions:\n  - id: EX-1\n    owner: ada\n    reason: rotated already, gone with the next release\n    approver: grace\n    scope: { path: src/ }\n    createdAt: 2020-01-01T00:00:00Z\n    expiresAt: 2999-01-01T00:00:00Z\n',
  );
  const waived = await stoa(['gate', 'commit']);
  expect(waived).toMatchObject({ code: 0 });
  expect(waived.out).toMatch(/^waived/m);
  write('.stoa/exceptions.yaml', 'exceptions: []\n');
});

test.each<[string, string[], RegExp]>([
  ['an unknown verb', ['gat'], /Did you mean gate/],
  ['no such folder', ['scan', 'nowhere'], /not a folder/],
  ['no such engine', ['scan', '--engines', 'magic'], /Engines: secrets, components/],
  ['no such report', ['import', 'nothing.sarif'], /not a file/],
  ['a report that is none', ['import', 'src/pay.py'], /sarif/i],
  ['a server without a token', ['scan', '--server', 'http://127.0.0.1:1'], /STOA_TOKEN/],
  ['a server that is away', ['scan', '--server', 'http://127.0.0.1:1', '--token', 'x'], /does not answer/],
  ['an address that is none', ['scan', '--server', 'stoa'], /--server takes an address/],
  ['a worker without PostgreSQL', ['worker'], /DATABASE_URL/],
  ['a backup that is none', ['restore', 'stoa.yaml'], /cannot be used/],
  ['an unknown shell', ['completion', 'tcsh'], /bash, zsh and fish/],
  ['no such port', ['serve', '--port', 'many'], /no port/],
])('%s ends with 2 and says what to do', async (_, parameters, said) => {
  const { code, err } = await stoa(parameters);
  expect(code).toBe(2);
  expect(err).toMatch(said);
  expect(err).not.toMatch(/\n\s+at /);
});

test('a mistake in what people write is named with line and column', async () => {
  write('broken/stoa.yaml', 'name: shop\nmodules:\n  - { name: a, workload: servis }\n');
  const { code, err } = await stoa(['scan', 'broken']);
  expect(code).toBe(2);
  expect(err).toMatch(/stoa\.yaml:3:\d+/);
});

test('init writes what is not there, and keeps what is', async () => {
  mkdirSync(join(shop, 'fresh'));
  const { out } = await stoa(['init', 'fresh', '--json']);
  expect(JSON.parse(out).map(({ path }: any) => path)).toEqual([
    'stoa.yaml',
    '.stoa/exceptions.yaml',
    '.git/hooks/pre-commit',
    '.github/workflows/stoa.yml',
  ]);
  expect((await stoa(['init', 'fresh'])).out).toMatch(/kept\s+stoa.yaml/);
  expect((await stoa(['gate', 'commit', '--path', 'fresh'])).code).toBe(0);
});

test('with a server the same verbs push, and get delta and verdict; the same again changes nothing', async () => {
  const environment = { STOA_SERVER: server.url, STOA_TOKEN: await createLocalToken(server) };
  const first = await stoa(['scan', '--json', '-q'], environment);
  expect(JSON.parse(first.out).answers[0]).toMatchObject({ duplicate: false, delta: { opened: 1 } });
  write(
    'report.xml',
    '<testsuite name="s"><testcase name="a"/><testcase name="b"><failure message="no"/></testcase></testsuite>',
  );
  expect((await stoa(['import', 'report.xml'], environment)).out).toMatch(/junit\s+1 new/);
  expect((await stoa(['import', 'report.xml'], environment)).out).toMatch(/known already/);
  const gate = await stoa(['gate', 'production', '--json'], environment);
  expect(gate.code).toBe(1);
  expect(JSON.parse(gate.out)).toMatchObject({ application: 'shop', verdict: 'fail', allowed: false });
  expect(JSON.parse((await stoa(['sbom'], environment)).out).components.map(({ name }: any) => name)).toEqual([
    // The pipeline that "init" has written.
    'actions/checkout',
    'github/codeql-action',
    'django',
  ]);
  expect(JSON.parse((await stoa(['blueprint', '--json'], environment)).out).pillars).toHaveLength(9);
  const client = createClient({ baseUrl: server.url, token: environment.STOA_TOKEN });
  expect((await client.listFindings({ query: { application: 'shop' } })).items).toHaveLength(2);
});

test('a backup of one database comes back in another', async () => {
  const file = join(home, 'backup.gz');
  expect((await stoa(['backup', file])).code).toBe(0);
  const restored = await stoa(['restore', file], { STOA_HOME: join(home, 'other') });
  expect(restored).toMatchObject({ code: 0 });
  expect(await stoa(['restore', file], { STOA_HOME: join(home, 'other') })).toMatchObject({ code: 2 });
}, 60_000);
