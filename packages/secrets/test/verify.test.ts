import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { drain, type FileTree, type Observation } from '@stoa/model';
import { createVerifier, providers, rules, scanSecrets } from '@stoa/secrets';

const open: (() => void)[] = [];
afterEach(() => open.splice(0).forEach((close) => close()));

/** An issuer on this machine; what it was asked. */
async function fakeIssuer(answer: (request: IncomingMessage, response: ServerResponse, body: string) => void) {
  const asked: { method: string; path: string; headers: IncomingMessage['headers']; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      asked.push({ method: request.method!, path: request.url!, headers: request.headers, body });
      answer(request, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const reply =
  (status: number, body = '{}') =>
  (_: IncomingMessage, response: ServerResponse) =>
    void response.writeHead(status).end(body);
const everywhere = (address: string) => Object.fromEntries(providers.map(({ id }) => [id, address]));
const around = `AKIA${'Q3EGW5BZ7DJ2MNPX'} AC${'0123456789abcdef'.repeat(2)}`;
const secret = 'made-up:0123456789abcdef';

test('every provider asks for secrets that there are rules for, and knows its way', () => {
  expect(providers.length).toBeGreaterThanOrEqual(12);
  const ids = new Set(rules.map(({ id }) => id));
  for (const { id, rules: of, address, source } of providers) {
    for (const rule of of) expect(ids, id).toContain(rule);
    for (const url of [address ?? 'https://x.example', source]) expect(URL.canParse(url), id).toBe(true);
  }
});

test.each(providers.map((provider) => [provider.id, provider] as const))(
  '%s: what works, what does not, and what nobody can tell',
  async (id, { rules: [rule], active, inactive }) => {
    const said = (status: number, body?: RegExp) => reply(status, body ? sampleOf(body) : '{}');
    const outcomes: [string, ReturnType<typeof reply>][] = [
      ['active', said(active.status[0]!, active.body)],
      ['inactive', said(inactive.status[0]!, inactive.body)],
      ['unknown', reply(500)],
      ['unknown', reply(302)],
    ];
    for (const [state, answer] of outcomes) {
      const issuer = await fakeIssuer(answer);
      const verifier = createVerifier({ addresses: { [id]: issuer.address }, pauseMs: 0 });
      const verification = await verifier.verify(rule!, secret, around);
      expect(verification).toMatchObject({ provider: id, state });
      expect(JSON.stringify(verification)).not.toContain('0123456');
      expect(issuer.asked).toHaveLength(1);
      const [{ headers, path, body }] = issuer.asked as [(typeof issuer.asked)[number]];
      const sent = JSON.stringify([path, headers, body]);
      const basic = /Basic ([\w+/=]+)/.exec(sent)?.[1];
      if (id === 'aws') expect(sent).not.toContain(secret);
      else expect(sent + Buffer.from(basic ?? '', 'base64').toString()).toContain(secret);
    }
  },
);

function sampleOf(body: RegExp): string {
  if (body.source.includes('true')) return '{"ok": true}';
  return body.source.includes('invalid_auth')
    ? '{"ok":false,"error":"token_revoked"}'
    : '<Code>InvalidClientTokenId</Code>';
}

test("AWS's request is signed as AWS signs it", async () => {
  const issuer = await fakeIssuer(reply(200));
  const verifier = createVerifier({ addresses: { aws: issuer.address }, pauseMs: 0 });
  await verifier.verify('aws-secret-access-key', secret, around);
  const { headers, body, method } = issuer.asked[0]!;
  expect(method).toBe('POST');
  expect(body).toContain('GetCallerIdentity');
  expect(headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIA\w{16}\/\d{8}\/us-east-1\/sts\/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=[0-9a-f]{64}$/,
  );
  expect(await verifier.verify('aws-secret-access-key', 'other', 'no key id here')).toMatchObject({ state: 'unknown' });
});

test('an issuer that is slow, gone, or asks for patience is asked no more in this run', async () => {
  for (const answer of [() => undefined, reply(429)]) {
    const issuer = await fakeIssuer(answer);
    const verifier = createVerifier({ addresses: everywhere(issuer.address), pauseMs: 0, timeoutMs: 200 });
    expect(await verifier.verify('github-token', 'one', '')).toMatchObject({ state: 'unknown' });
    expect(await verifier.verify('github-token', 'two', '')).toMatchObject({ state: 'unknown' });
    expect(issuer.asked).toHaveLength(1);
  }
  const gone = createVerifier({ addresses: { github: 'http://127.0.0.1:1' }, pauseMs: 0 });
  expect(await gone.verify('github-token', 'one', '')).toMatchObject({ reason: 'GitHub cannot be reached' });
});

test('a secret goes nowhere unencrypted, along no redirect, once, and to nobody who did not issue it', async () => {
  const other = await fakeIssuer(reply(200));
  const issuer = await fakeIssuer((_, response) => void response.writeHead(302, { location: other.address }).end());
  const verifier = createVerifier({
    addresses: { github: issuer.address, gitlab: 'http://gitlab.example' },
    pauseMs: 0,
  });
  for (let time = 0; time < 3; time += 1) await verifier.verify('github-token', 'one', '');
  expect(issuer.asked).toHaveLength(1);
  expect(other.asked).toHaveLength(0);
  expect((await verifier.verify('gitlab-token', 'one', ''))?.reason).toContain('encrypted or not at all');
  expect((await verifier.verify('npm-token', 'one', ''))?.reason).toContain('STOA_VERIFY_NPM_URL');
  expect(await verifier.verify('private-key', 'one', '')).toBeNull();
  const few = createVerifier({ addresses: { github: other.address }, pauseMs: 0, maxAsked: 1 });
  await few.verify('github-token', 'one', '');
  expect((await few.verify('github-token', 'two', ''))?.reason).toContain('no more in one run');
});

test.each([
  [200, { severity: 'critical', confidence: 1, tags: ['test', 'verified active'] }],
  [401, { severity: 'low', tags: ['test', 'verified inactive'] }],
  [503, { severity: 'low', tags: ['test', 'verified unknown'] }],
])('an answer of %i is told with the finding, also of one in base64', async (status, expected) => {
  const issuer = await fakeIssuer(reply(status));
  const token = /gh\w_\w+/.exec(rules.find(({ id }) => id === 'github-token')!.examples[0]!)![0];
  const text = `key: ${Buffer.from(`token ${token} here`).toString('base64')}\n`;
  const tree: FileTree = {
    name: 'shop',
    files: async function* () {
      yield { path: 'test/a.yaml', size: text.length, executable: false, read: async () => Buffer.from(text) };
    },
  };
  const found: Observation[] = [];
  const verifier = createVerifier({ addresses: { github: issuer.address }, pauseMs: 0 });
  await drain(scanSecrets(tree, { key: new Uint8Array(32), verifier }), (item) => {
    if (item.type === 'observation') found.push(item.observation);
  });
  const { tags, ...rest } = expected;
  expect(found).toMatchObject([{ ...rest, tags: expect.arrayContaining(tags) }]);
  expect(issuer.asked[0]?.headers.authorization).toBe(`Bearer ${token}`);
  expect(JSON.stringify(found)).not.toContain(token.slice(8, 14));
});
