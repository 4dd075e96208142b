import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Fetcher, openRegistry, type Machine } from '@stoa/components';
import type { FetcherOptions } from '../../src/edge/registries/fetcher.ts';
import type { Project } from '../../src/remedy/project.ts';

let folder = '';
const servers: Server[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stoa-registries-'));
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  rmSync(folder, { recursive: true, force: true });
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function machine(environment: Record<string, string>, files: Record<string, string> = {}): Machine {
  return {
    home: '/home/somebody',
    environment,
    readText: (path) => files[path] ?? null,
    readBytes: () => null,
    list: () => [],
    ask: async () => null,
  };
}

const project = (ecosystem: string): Project => ({
  manager: ecosystem,
  ecosystem,
  folder: '',
  roots: [],
  locked: new Map(),
});
const packument = {
  versions: {
    '1.0.0': {
      name: 'left',
      version: '1.0.0',
      dependencies: { right: '^1.0.0' },
      dist: { tarball: 'https://registry.example/left.tgz', integrity: 'sha512-x' },
    },
  },
  time: { '1.0.0': '2020-01-01T00:00:00Z' },
};

test("the project's .npmrc says where, a scope's registry and its token are used, and only there", async () => {
  const seen: [string | undefined, string | undefined][] = [];
  const scoped = await serve(({ url, headers }, response) => {
    seen.push([url, headers.authorization]);
    response.end(JSON.stringify(packument));
  });
  const open = await serve(({ url, headers }, response) => {
    seen.push([url, headers.authorization]);
    response.end(JSON.stringify(packument));
  });
  const npmrc = [
    `registry=${open}`,
    `@own:registry=${scoped}/npm/`,
    `//${new URL(scoped).host}/npm/:_authToken=\${OWN_TOKEN}`,
  ].join('\n');
  const registry = await openRegistry(
    project('npm'),
    '/shop',
    new Fetcher(),
    machine({ OWN_TOKEN: 'made-up' }, { '/shop/.npmrc': npmrc }),
  );
  expect(await registry.releases('@own/left')).toEqual([{ version: '1.0.0', publishedAt: '2020-01-01T00:00:00Z' }]);
  expect((await registry.describe('left', '1.0.0')).requirements).toEqual([
    { name: 'right', range: '^1.0.0', kind: 'required' },
  ]);
  expect(seen).toEqual([
    ['/npm/@own%2Fleft', 'Bearer made-up'],
    ['/left', undefined],
  ]);
});

test('nothing configured: the setting that is missing is named', async () => {
  const registry = await openRegistry(project('npm'), '/shop', new Fetcher(), machine({}));
  await expect(registry.releases('left')).rejects.toMatchObject({
    code: 'not-configured',
    message: expect.stringContaining('.npmrc'),
  });
});

test.each<[string, RequestListener, FetcherOptions]>([
  ['not-found', (_, response) => response.writeHead(404).end(), {}],
  ['refused', (_, response) => response.writeHead(401).end(), {}],
  ['unreachable', (_, response) => response.writeHead(503).end(), { retries: 0 }],
  ['unreachable', (request) => request.socket.destroy(), { retries: 0 }],
  ['slow', () => undefined, { timeoutMs: 50, retries: 0 }],
  ['too-large', (_, response) => response.end('x'.repeat(2000)), { maxBytes: 1000 }],
  ['bad-answer', (_, response) => response.end('<html>sign in</html>'), {}],
  ['bad-answer', (_, response) => response.end('{"versions":[1]}'), {}],
])('a registry that fails is named: %s', async (code, answer, options) => {
  const address = (await serve(answer)).replace('//', '//somebody:made-up-word@');
  const registry = await openRegistry(
    project('npm'),
    '/shop',
    new Fetcher(options),
    machine({ npm_config_registry: address }),
  );
  const error = await registry.releases('left').then(
    () => null,
    (one: unknown) => one as Error,
  );
  expect(error).toMatchObject({ code });
  expect(`${error!.message} ${error!.stack}`).not.toContain('made-up-word');
});

test('an answer is kept, and serves when nobody may be asked', async () => {
  let requests = 0;
  const address = await serve((_, response) => {
    requests += 1;
    response.end(JSON.stringify(packument));
  });
  const here = machine({ npm_config_registry: address });
  const open = (options: FetcherOptions) =>
    openRegistry(project('npm'), '/shop', new Fetcher({ cache: folder, ...options }), here);
  await (await open({})).releases('left');
  await (await open({})).releases('left');
  expect(await (await open({ offline: true })).releases('left')).toHaveLength(1);
  expect(requests).toBe(1);
  await expect((await open({ offline: true })).releases('right')).rejects.toMatchObject({ code: 'offline' });
});

test('a busy registry is asked again', async () => {
  let requests = 0;
  const address = await serve((_, response) => {
    requests += 1;
    if (requests === 1) response.writeHead(503).end();
    else response.end(JSON.stringify(packument));
  });
  const registry = await openRegistry(
    project('npm'),
    '/shop',
    new Fetcher(),
    machine({ npm_config_registry: address }),
  );
  expect(await registry.releases('left')).toHaveLength(1);
});
