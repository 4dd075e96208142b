import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Decision, hasRole, roles, type Role } from '@stoa/model';
import { apiPrefix, routes, scopes, type Route } from '@stoa/api';
import { createLink, createOrganisation, createUser, listAudit, recordRun } from '@stoa/store';
import { createServer, openContext, type ServerContext } from '@stoa/server';
import { hashSecret } from '../src/http/caller.ts';

let home: string;
let context: ServerContext;
let server: FastifyInstance;
const log: string[] = [];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'stoa-server-'));
  context = await openContext({ home, version: '0.0.0-test' });
  context.config.requestsPerMinute = 1_000_000;
  server = await createServer(context, { write: (line) => void log.push(line) });
});
afterAll(async () => {
  await server.close();
  await context.store.close();
  await rm(home, { recursive: true, force: true });
});

type Answer = { status: number; body: any; headers: Record<string, unknown>; text: string };

async function call(options: InjectOptions & { as?: Person | string | undefined }): Promise<Answer> {
  const { as, headers, ...rest } = options;
  const auth =
    typeof as === 'string'
      ? { authorization: `Bearer ${as}` }
      : as
        ? { cookie: as.cookie, 'x-stoa-csrf': as.csrf }
        : {};
  const response = await server.inject({ ...rest, headers: { host: 'localhost', ...auth, ...(headers as object) } });
  const isJson = String(response.headers['content-type']).includes('json');
  return {
    status: response.statusCode,
    body: isJson ? response.json() : null,
    headers: response.headers,
    text: response.body,
  };
}

interface Person {
  id: string;
  cookie: string;
  csrf: string;
}

let people = 0;
async function person(role: Role): Promise<Person> {
  const id = crypto.randomUUID();
  const secret = `link-secret-${crypto.randomUUID()}`;
  await context.store.within(context.organisation.id, async (tx) => {
    await createUser(tx, { id, email: `p${(people += 1)}@acme.example`, name: `${role} ${people}`, role });
    await createLink(tx, {
      hash: hashSecret(secret),
      userId: id,
      expiresAt: new Date(Date.now() + 60_000).toISOString(),
    });
  });
  const answer = await call({
    method: 'POST',
    url: `${apiPrefix}/session/link`,
    payload: { token: secret },
    remoteAddress: `10.0.0.${people}`,
  });
  return { id, cookie: String(answer.headers['set-cookie']).split(';')[0]!, csrf: answer.body.csrf };
}

const now = () => new Date().toISOString();
const upload = (
  told: { application?: string; sees?: string[]; branch?: string | null; id?: string; more?: object } = {},
) => ({
  run: {
    id: told.id ?? crypto.randomUUID(),
    tool: { name: 'stoa-secrets', version: '1' },
    application: told.application ?? 'shop',
    branch: told.branch ?? 'main',
    revision: 'c0ffee',
    startedAt: now(),
    finishedAt: now(),
    completeness: 'complete',
    coverage: { kinds: ['secret'], roots: [''], looked: 5 },
  },
  observations: (told.sees ?? []).map((path) => ({
    kind: 'secret',
    rule: { id: 'token' },
    title: `Token in ${path}`,
    severity: 'critical',
    location: { path, startLine: 1 },
    excerpt: 'x = [redacted]',
  })),
  ...told.more,
});

test('every route declares its rule, and the rule holds for every role and every scope', async () => {
  const callers: { role: Role; scope: string | null; as: Person | string }[] = [];
  const admin = await person('admin');
  for (const role of roles) {
    callers.push({ role, scope: null, as: await person(role) });
    for (const scope of scopes) {
      const made = await call({
        method: 'POST',
        url: `${apiPrefix}/tokens`,
        as: admin,
        payload: { name: 't', role, scopes: [scope] },
      });
      callers.push({ role, scope, as: made.body.value });
    }
  }
  for (const [id, route] of Object.entries(routes as Record<string, Route>)) {
    if (id === 'signOut' || id === 'backup') continue; // signing out ends the caller; a backup is slow, and told below
    const url = `${apiPrefix}${route.path.replace(/:(application)/, 'shop').replace(/:id/, crypto.randomUUID())}`;
    let address = 0;
    const ask = (as?: Person | string) =>
      call({
        remoteAddress: `10.${id.length}.9.${(address += 1)}`,
        method: route.method as 'GET',
        url,
        as,
        ...(route.method !== 'GET' && { payload: {} }),
      });
    const nobody = await ask();
    expect(nobody.status === 401, `${id} without sign-in`).toBe(route.access !== 'public');
    if (route.access === 'public') continue;
    for (const { role, scope, as } of callers) {
      const allowed = hasRole(role, route.access.role) && (scope === null || scope === route.access.scope);
      const { status, body } = await ask(as);
      const refused =
        status === 403 && body.code === 'forbidden' && body.detail === 'Your role or token does not allow this';
      expect(refused, `${id} as ${role} ${scope ?? 'in a session'}: ${status}`).toBe(!allowed);
      expect(status, `${id}`).not.toBe(500);
    }
  }
});

test('a link signs in once; then the session lives in a cookie that scripts cannot read', async () => {
  const admin = await person('admin');
  const invited = await call({
    method: 'POST',
    url: `${apiPrefix}/users`,
    as: admin,
    payload: { email: 'new@acme.example', name: 'New', role: 'viewer' },
  });
  expect(invited.status).toBe(201);
  const token = invited.body.link.split('#token=')[1];
  const first = await call({ method: 'POST', url: `${apiPrefix}/session/link`, payload: { token } });
  expect(first.status).toBe(200);
  expect(String(first.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax/);
  expect(await call({ method: 'POST', url: `${apiPrefix}/session/link`, payload: { token } })).toMatchObject({
    status: 401,
    body: { code: 'bad-credentials' },
  });
});

test('a password: too short, chosen, wrong, right; a change ends the other sessions; guessing is slowed', async () => {
  const one = await person('developer');
  const set = (password: string, current?: string) =>
    call({ method: 'PUT', url: `${apiPrefix}/session/password`, as: one, payload: { password, current } });
  expect(await set('short')).toMatchObject({ status: 400, body: { errors: [{ path: 'password' }] } });
  expect((await set('a long enough passphrase')).status).toBe(204);
  const { email } = (await call({ method: 'GET', url: `${apiPrefix}/session`, as: one })).body;
  const signIn = (password: string, n: number) =>
    call({ method: 'POST', url: `${apiPrefix}/session`, payload: { email, password }, remoteAddress: `10.1.0.${n}` });
  const other = await signIn('a long enough passphrase', 1);
  expect(other.status).toBe(200);
  expect((await set('another long passphrase', 'not it')).status).toBe(401);
  expect((await set('another long passphrase', 'a long enough passphrase')).status).toBe(204);
  expect(
    (
      await call({
        method: 'GET',
        url: `${apiPrefix}/session`,
        headers: { cookie: String(other.headers['set-cookie']).split(';')[0] },
      })
    ).status,
  ).toBe(401);
  const codes: string[] = [];
  for (let n = 0; n < 7; n += 1) codes.push((await signIn('guess', 10 + n)).body.code);
  expect(codes.slice(0, 5)).toEqual(Array(5).fill('bad-credentials'));
  expect(codes).toContain('rate-limited');
});

test('sign-in is limited by address', async () => {
  const answers = [];
  for (let n = 0; n < 12; n += 1)
    answers.push(
      (
        await call({
          method: 'POST',
          url: `${apiPrefix}/session`,
          payload: { email: `x${n}@acme.example`, password: 'x' },
          remoteAddress: '10.2.0.1',
        })
      ).status,
    );
  expect(answers.slice(0, 10)).toEqual(Array(10).fill(401));
  expect(answers.at(-1)).toBe(429);
});

test('a page of another site can do nothing: no csrf value, another origin, another host', async () => {
  const one = await person('developer');
  const ask = (headers: object) =>
    call({
      method: 'POST',
      url: `${apiPrefix}/decisions`,
      payload: { application: 'shop', environment: 'production' },
      headers: { cookie: one.cookie, ...headers } as never,
    });
  expect((await ask({})).body.code).toBe('csrf-rejected');
  expect((await ask({ 'x-stoa-csrf': 'made-up' })).body.code).toBe('csrf-rejected');
  expect((await ask({ 'x-stoa-csrf': one.csrf, origin: 'https://evil.example' })).body.code).toBe('csrf-rejected');
  expect((await ask({ 'x-stoa-csrf': one.csrf, 'sec-fetch-site': 'cross-site' })).body.code).toBe('csrf-rejected');
  expect((await ask({ 'x-stoa-csrf': one.csrf, host: 'evil.example' })).body.code).toBe('forbidden');
  expect((await ask({ 'x-stoa-csrf': one.csrf, origin: 'http://localhost' })).body.code).toBe('not-found');
});

test('headers forbid what pages do not need', async () => {
  const { headers } = await call({ method: 'GET', url: '/api' });
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe/);
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
});

test('the reference page and the document name every route', async () => {
  const page = await call({ method: 'GET', url: '/api' });
  const document = await call({ method: 'GET', url: '/api/openapi.json' });
  expect(document.body.openapi).toBe('3.1.0');
  const operations = Object.values(document.body.paths).flatMap((path) =>
    Object.values(path as object).map(({ operationId }) => operationId),
  );
  expect(operations.toSorted()).toEqual(Object.keys(routes).toSorted());
  for (const id of Object.keys(routes)) expect(page.text).toContain(`id="${id}"`);
  expect(page.text).not.toMatch(/<script|style=|onclick/);
});

test('from an upload to delta, decision, evidence and audit; the same again changes nothing', async () => {
  const [one, admin] = [await person('developer'), await person('admin')];
  const payload = upload({
    application: 'till',
    sees: ['a.env', 'b.env'],
    more: { decideFor: 'production', manifest: { name: 'till', modules: [{ name: 'api', exposure: 'internet' }] } },
  });
  const first = await call({ method: 'POST', url: `${apiPrefix}/runs`, as: one, payload });
  expect(first).toMatchObject({
    status: 201,
    body: {
      duplicate: false,
      delta: { opened: 2, openNow: { critical: 2 } },
      decision: { allowed: false, verdict: 'fail' },
    },
  });
  expect(() => Decision.parse(first.body.decision)).not.toThrow();
  const again = await call({ method: 'POST', url: `${apiPrefix}/runs`, as: one, payload });
  expect(again.body).toMatchObject({ duplicate: true, delta: { opened: 2 } });
  expect((await call({ method: 'GET', url: `${apiPrefix}/runs?application=till`, as: one })).body.items).toHaveLength(
    1,
  );
  const replayed = await call({
    method: 'POST',
    url: `${apiPrefix}/decisions/${first.body.decision.id}/replay`,
    as: one,
  });
  expect(replayed.body).toMatchObject({ same: true, inputsDigestMatches: true });
  const blueprint = await call({ method: 'GET', url: `${apiPrefix}/blueprint?application=till`, as: one });
  const s5 = blueprint.body.pillars.flatMap((pillar: any) => pillar.practices).find(({ id }: any) => id === 'S5');
  expect(s5).toMatchObject({ level: 3, verdict: 'fail' });
  const evidence = await call({ method: 'GET', url: `${apiPrefix}/evidence/${s5.evidence[0].id}`, as: one });
  expect(evidence.body).toMatchObject({ signature: { ok: true }, evidence: { practice: 'S5' } });
  expect((await call({ method: 'GET', url: `${apiPrefix}/audit/verify`, as: admin })).body).toMatchObject({
    ok: true,
    brokenAt: null,
  });
});

test('findings: facets, one with its history, a word on it, and who may not say it', async () => {
  const [developer, security] = [await person('developer'), await person('security')];
  await call({
    method: 'POST',
    url: `${apiPrefix}/runs`,
    as: developer,
    payload: upload({ application: 'desk', sees: ['a.env', 'b.env', 'c.env'] }),
  });
  const facets = await call({
    method: 'GET',
    url: `${apiPrefix}/findings/facets?application=desk&severity=low`,
    as: developer,
  });
  expect(facets.body).toMatchObject({ total: 0, severity: [{ value: 'critical', count: 3 }] });
  const list = await call({
    method: 'GET',
    url: `${apiPrefix}/findings?application=desk&severity=critical&severity=high&limit=2`,
    as: developer,
  });
  expect(list.body.items).toHaveLength(2);
  const rest = await call({
    method: 'GET',
    url: `${apiPrefix}/findings?application=desk&limit=2&cursor=${list.body.next}`,
    as: developer,
  });
  expect(rest.body).toMatchObject({ next: null, items: [{}] });
  expect((await call({ method: 'GET', url: `${apiPrefix}/findings?cursor=nonsense`, as: developer })).body.code).toBe(
    'invalid-cursor',
  );
  const id = list.body.items[0].id;
  const triage = { ids: [id], state: 'false-positive', reason: 'a made-up token in the manual' };
  expect(
    (await call({ method: 'POST', url: `${apiPrefix}/findings/triage`, as: developer, payload: triage })).status,
  ).toBe(403);
  expect(
    (await call({ method: 'POST', url: `${apiPrefix}/findings/triage`, as: security, payload: triage })).body,
  ).toEqual({ changed: 1 });
  const page = await call({ method: 'GET', url: `${apiPrefix}/findings/${id}`, as: developer });
  expect(page.body).toMatchObject({
    finding: { state: 'false-positive', fingerprint: { version: 'secret/1' } },
    triage: { reason: triage.reason },
    sightings: [{ tool: 'stoa-secrets' }],
  });
  expect(page.body.history.map(({ type }: any) => type)).toContain('triaged');
});

test('an exception: asked for, not by oneself approved, approved, then the decision is waived; then revoked', async () => {
  const [developer, security] = [await person('security'), await person('security')];
  await call({
    method: 'POST',
    url: `${apiPrefix}/runs`,
    as: developer,
    payload: upload({
      application: 'kiosk',
      sees: ['a.env'],
      more: { manifest: { name: 'kiosk', modules: [{ name: 'all', workload: 'service' }] } },
    }),
  });
  const criterion = async () =>
    (
      await call({
        method: 'POST',
        url: `${apiPrefix}/decisions`,
        as: developer,
        payload: { application: 'kiosk', environment: 'production' },
      })
    ).body.criteria.find(({ reasons }: any) => reasons.some(({ text }: any) => text.includes('Token in a.env')));
  expect((await criterion()).verdict).toBe('fail');
  const made = await call({
    method: 'POST',
    url: `${apiPrefix}/exceptions`,
    as: developer,
    payload: {
      application: 'kiosk',
      owner: 'Ada',
      reason: 'until the token is rotated',
      scope: { path: 'a.env' },
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    },
  });
  expect(made).toMatchObject({ status: 201, body: { status: 'waiting', approver: null } });
  expect((await criterion()).verdict).toBe('fail');
  const approve = (as: Person) => call({ method: 'POST', url: `${apiPrefix}/exceptions/${made.body.id}/approve`, as });
  expect((await approve(developer)).status).toBe(403);
  expect((await approve(security)).body.status).toBe('live');
  expect((await criterion()).verdict).toBe('waived');
  expect(
    (await call({ method: 'POST', url: `${apiPrefix}/exceptions/${made.body.id}/revoke`, as: security })).body.status,
  ).toBe('revoked');
  expect((await criterion()).verdict).toBe('fail');
  expect(
    (
      await call({
        method: 'POST',
        url: `${apiPrefix}/exceptions`,
        as: developer,
        payload: { owner: 'Ada', reason: 'for ever and ever', scope: {}, expiresAt: '2000-01-01T00:00:00Z' },
      })
    ).status,
  ).toBe(400);
});

test('a report of another tool comes in through the same door; a broken one changes nothing', async () => {
  const one = await person('developer');
  const sarif = JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Other', rules: [{ id: 'r1' }] } },
        results: [
          {
            ruleId: 'r1',
            level: 'error',
            message: { text: 'Bad' },
            locations: [{ physicalLocation: { artifactLocation: { uri: 'src/a.ts' }, region: { startLine: 1 } } }],
          },
        ],
      },
    ],
  });
  const send = (payload: string, query = '') =>
    call({
      method: 'POST',
      url: `${apiPrefix}/applications/imported/reports${query}`,
      as: one,
      payload,
      headers: { 'content-type': 'application/octet-stream' },
    });
  expect(await send(sarif)).toMatchObject({
    status: 201,
    body: { format: 'sarif', runs: [{ delta: { opened: 1 }, duplicate: false }] },
  });
  expect(await send(sarif)).toMatchObject({ body: { runs: [{ duplicate: true }] } });
  expect(await send(sarif.slice(0, -30))).toMatchObject({ status: 422, body: { code: 'invalid-report' } });
  expect(await send('<html></html>')).toMatchObject({ status: 422 });
  expect(
    (await call({ method: 'GET', url: `${apiPrefix}/runs?application=imported`, as: one })).body.items,
  ).toHaveLength(1);
});

test('an idempotency key gives the same answer and refuses another request', async () => {
  const one = await person('developer');
  await call({ method: 'POST', url: `${apiPrefix}/runs`, as: one, payload: upload({ application: 'keyed' }) });
  const ask = (environment: string) =>
    call({
      method: 'POST',
      url: `${apiPrefix}/decisions`,
      as: one,
      payload: { application: 'keyed', environment },
      headers: { 'idempotency-key': 'k1' },
    });
  const [first, second] = [await ask('production'), await ask('production')];
  expect(second.body).toEqual(first.body);
  expect((await ask('staging')).status).toBe(409);
});

test('a token bound to one application touches no other', async () => {
  const admin = await person('admin');
  const { value } = (
    await call({
      method: 'POST',
      url: `${apiPrefix}/tokens`,
      as: admin,
      payload: { name: 'ci', application: 'bound', scopes: ['read', 'runs:write'] },
    })
  ).body;
  expect(
    (await call({ method: 'POST', url: `${apiPrefix}/runs`, as: value, payload: upload({ application: 'bound' }) }))
      .status,
  ).toBe(201);
  expect(
    (await call({ method: 'POST', url: `${apiPrefix}/runs`, as: value, payload: upload({ application: 'shop' }) }))
      .status,
  ).toBe(403);
  expect((await call({ method: 'GET', url: `${apiPrefix}/findings`, as: value })).status).toBe(403);
  expect((await call({ method: 'GET', url: `${apiPrefix}/findings?application=bound`, as: value })).status).toBe(200);
});

test('refusals are problems that say what to do, whatever is sent', async () => {
  const one = await person('developer');
  const raw = (payload: string, type: string) =>
    call({ method: 'POST', url: `${apiPrefix}/runs`, as: one, payload, headers: { 'content-type': type } });
  expect(await raw('{', 'application/json')).toMatchObject({
    status: 400,
    headers: { 'content-type': 'application/problem+json; charset=utf-8' },
  });
  expect(await raw('{"__proto__": {"x": 1}}', 'application/json')).toMatchObject({ status: 400 });
  expect((await raw('a=b', 'text/plain')).status).toBe(415);
  expect(await call({ method: 'GET', url: '/api/v1/nothing' })).toMatchObject({
    status: 404,
    body: { code: 'not-found' },
  });
  expect(await call({ method: 'POST', url: `${apiPrefix}/runs`, as: one, payload: { run: {} } })).toMatchObject({
    status: 400,
    body: { code: 'invalid-request' },
  });
});

test('another organisation is not there at all', async () => {
  const other = await context.store.asOwner((owner) => createOrganisation(owner, 'Other'));
  const { run } = upload({ application: 'theirs' });
  await context.store.within(other.id, (tx) => recordRun(tx, { run: run as never, observations: [], components: [] }));
  const one = await person('admin');
  expect((await call({ method: 'GET', url: `${apiPrefix}/runs/${run.id}`, as: one })).status).toBe(404);
  expect(
    (await call({ method: 'GET', url: `${apiPrefix}/applications`, as: one })).body.items.map(({ name }: any) => name),
  ).not.toContain('theirs');
});

test('the last administrator stays', async () => {
  const admin = await person('admin');
  const users = (await call({ method: 'GET', url: `${apiPrefix}/users`, as: admin })).body.items;
  for (const user of users) {
    if (user.role === 'admin' && user.id !== admin.id)
      await call({ method: 'PATCH', url: `${apiPrefix}/users/${user.id}`, as: admin, payload: { disabled: true } });
  }
  expect(
    (await call({ method: 'PATCH', url: `${apiPrefix}/users/${admin.id}`, as: admin, payload: { role: 'viewer' } }))
      .status,
  ).toBe(409);
});

test('no secret is in the log or in the audit log', async () => {
  const admin = await person('admin');
  const made = await call({ method: 'POST', url: `${apiPrefix}/tokens`, as: admin, payload: { name: 'x' } });
  await call({ method: 'GET', url: `${apiPrefix}/findings?q=searched-word`, as: made.body.value });
  const audit = await context.store.within(context.organisation.id, (tx) => listAudit(tx, { limit: 200 }));
  const said = `${log.join('\n')}${JSON.stringify(audit)}`;
  expect(log.length).toBeGreaterThan(100);
  for (const secret of [
    made.body.value,
    admin.cookie.split('=')[1]!,
    admin.csrf,
    'searched-word',
    'passphrase',
    'link-secret',
  ])
    expect(said).not.toContain(secret);
});
