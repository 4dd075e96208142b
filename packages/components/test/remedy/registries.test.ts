import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Fetcher, openRegistry, type Machine } from '@stoa/components';
import { indexOf } from './made-up.ts';
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

const open = (of: Project, root: string, fetcher: Fetcher, here: Machine) =>
  openRegistry(of, root, fetcher, here, indexOf(of.ecosystem, {}));
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
  const plain = await serve(({ url, headers }, response) => {
    seen.push([url, headers.authorization]);
    response.end(JSON.stringify(packument));
  });
  const npmrc = [
    `registry=${plain}`,
    `@own:registry=${scoped}/npm/`,
    `//${new URL(scoped).host}/npm/:_authToken=\${OWN_TOKEN}`,
  ].join('\n');
  const registry = await open(
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
  const registry = await open(project('npm'), '/shop', new Fetcher(), machine({}));
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
  const registry = await open(project('npm'), '/shop', new Fetcher(options), machine({ npm_config_registry: address }));
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
  const again = (options: FetcherOptions) =>
    open(project('npm'), '/shop', new Fetcher({ cache: folder, ...options }), here);
  await (await again({})).releases('left');
  await (await again({})).releases('left');
  expect(await (await again({ offline: true })).releases('left')).toHaveLength(1);
  expect(requests).toBe(1);
  await expect((await again({ offline: true })).releases('right')).rejects.toMatchObject({ code: 'offline' });
});

test('a busy registry is asked again', async () => {
  let requests = 0;
  const address = await serve((_, response) => {
    requests += 1;
    if (requests === 1) response.writeHead(503).end();
    else response.end(JSON.stringify(packument));
  });
  const registry = await open(project('npm'), '/shop', new Fetcher(), machine({ npm_config_registry: address }));
  expect(await registry.releases('left')).toHaveLength(1);
});

const texts: Record<string, string> = {
  '/pypi/simple/left/': JSON.stringify({
    files: [
      {
        filename: 'Left-1.0-py3-none-any.whl',
        url: '../../files/Left-1.0-py3-none-any.whl',
        hashes: { sha256: 'ab' },
        'requires-python': '>=3.8',
        'upload-time': '2020-01-01T00:00:00Z',
      },
      { filename: 'left-0.9.tar.gz', url: '../../files/left-0.9.tar.gz', hashes: {}, yanked: 'broken' },
    ],
  }),
  '/pypi/simple/right/':
    '<!doctype html><a href="../../files/right-2.0-py3-none-any.whl#sha256=cd" data-requires-python="&gt;=3.9">right-2.0-py3-none-any.whl</a>',
  '/pypi/files/Left-1.0-py3-none-any.whl.metadata':
    "Name: Left\nRequires-Dist: right (>=1.0) ; extra == 'x'\nRequires-Dist: right>=2\n",
  '/go/left.example/!left/@v/list': 'v1.0.0\nv1.1.0\n',
  '/go/left.example/!left/@v/v1.1.0.mod':
    'module left.example/Left\n\ngo 1.21\n\nrequire right.example/right v1.0.0\n\nretract v1.0.0\n',
  '/go/left.example/!left/@v/v1.1.0.info': '{"Time":"2020-01-01T00:00:00Z"}',
  '/cargo/le/ft/left':
    '{"name":"left","vers":"1.0.0","deps":[{"name":"r","package":"right","req":"^1","kind":"normal"},{"name":"test","req":"*","kind":"dev"}],"cksum":"ab","yanked":true}\nnonsense\n',
  '/maven/shop/left/maven-metadata.xml':
    '<metadata><versioning><release>1.0</release><versions><version>0.9</version><version>1.0</version></versions><lastUpdated>20200101000000</lastUpdated></versioning></metadata>',
  '/maven/shop/left/1.0/left-1.0.pom':
    '<project><parent><groupId>shop</groupId><artifactId>parent</artifactId><version>1</version></parent><artifactId>left</artifactId><dependencies><dependency><groupId>shop</groupId><artifactId>right</artifactId></dependency><dependency><groupId>shop</groupId><artifactId>test</artifactId><version>1</version><scope>test</scope></dependency></dependencies></project>',
  '/maven/shop/parent/1/parent-1.pom':
    '<project><groupId>shop</groupId><artifactId>parent</artifactId><version>1</version><properties><r>2.0</r></properties><dependencyManagement><dependencies><dependency><groupId>shop</groupId><artifactId>right</artifactId><version>${r}</version></dependency></dependencies></dependencyManagement></project>',
  '/gems/info/left': '---\n1.0.0 right:>= 1.0&< 2|checksum:ab,ruby:>= 2.7\n1.1.0-java |checksum:cd\n',
  '/nuget/index.json': '{"resources":[{"@id":"HERE/nuget/flat/","@type":"PackageBaseAddress/3.0.0"}]}',
  '/nuget/flat/left/index.json': '{"versions":["1.0.0","1.1.0"]}',
};

// Each package manager's own configuration says where; the same package is asked for everywhere.
test.each<
  [
    string,
    string,
    string,
    (here: string) => { environment?: Record<string, string>; files: Record<string, string> },
    unknown,
    unknown,
  ]
>([
  [
    'PyPI',
    'left',
    '1.0',
    (here) => ({ files: { '/etc/pip.conf': `[global]\nindex-url = ${here}/pypi/simple\n` } }),
    [
      { version: '1.0', publishedAt: '2020-01-01T00:00:00Z', runtime: '>=3.8' },
      { version: '0.9', withdrawn: true },
    ],
    [{ name: 'right', range: '>=2', kind: 'required' }],
  ],
  [
    'PyPI',
    'right',
    '',
    (here) => ({ environment: { PIP_INDEX_URL: `${here}/pypi/simple/` }, files: {} }),
    [{ version: '2.0', runtime: '>=3.9' }],
    null,
  ],
  [
    'Go',
    'left.example/Left',
    '1.1.0',
    (here) => ({ files: { '/home/somebody/.config/go/env': `GOPROXY=${here}/go,direct\nGOSUMDB=off\n` } }),
    [{ version: '1.0.0', withdrawn: true }, { version: '1.1.0' }],
    [
      { name: 'right.example/right', range: '1.0.0', kind: 'required' },
      { name: 'stdlib', range: '1.21', kind: 'required' },
    ],
  ],
  [
    'crates.io',
    'left',
    '1.0.0',
    (here) => ({
      files: {
        '/shop/.cargo/config.toml': `[source.crates-io]\nreplace-with = "own"\n[source.own]\nregistry = "sparse+${here}/cargo/"\n`,
      },
    }),
    [{ version: '1.0.0', withdrawn: true }],
    [{ name: 'right', as: 'r', range: '^1', kind: 'required', features: ['default'] }],
  ],
  [
    'Maven',
    'shop:left',
    '1.0',
    (here) => ({
      files: {
        '/home/somebody/.m2/settings.xml': `<settings><mirrors><mirror><mirrorOf>*</mirrorOf><url>${here}/maven</url></mirror></mirrors></settings>`,
      },
    }),
    [{ version: '0.9' }, { version: '1.0', publishedAt: '2020-01-01T00:00:00Z' }],
    [{ name: 'shop:right', range: '2.0', kind: 'required' }],
  ],
  [
    'RubyGems',
    'left',
    '1.0.0',
    (here) => ({ files: { '/shop/Gemfile.lock': `GEM\n  remote: ${here}/gems/\n` } }),
    [{ version: '1.0.0', runtime: '>= 2.7' }],
    [{ name: 'right', range: '>= 1.0, < 2', kind: 'required' }],
  ],
  [
    'NuGet',
    'Left',
    '1.0.0',
    (here) => ({
      files: {
        '/shop/nuget.config': `<configuration><packageSources><add key="own" value="${here}/nuget/index.json"/></packageSources></configuration>`,
      },
    }),
    [{ version: '1.0.0' }, { version: '1.1.0' }],
    [],
  ],
])(
  '%s: %s is asked for where the configuration says',
  async (ecosystem, name, version, configure, releases, requirements) => {
    const here = await serve(({ url }, response) => {
      const text = Object.hasOwn(texts, url ?? '') ? texts[url ?? ''] : undefined;
      if (text === undefined) response.writeHead(404).end();
      else response.end(text.replace('HERE', here));
    });
    const { environment = {}, files } = configure(here);
    const registry = await open(project(ecosystem), '/shop', new Fetcher(), machine(environment, files));
    expect(await registry.releases(name)).toEqual(releases);
    if (requirements !== null) expect((await registry.describe(name, version)).requirements).toEqual(requirements);
  },
);

test.each(['PyPI', 'Go', 'crates.io', 'Maven', 'RubyGems', 'NuGet', 'Hex'])(
  '%s without any configuration: it says what to set',
  async (ecosystem) => {
    await expect(open(project(ecosystem), '/shop', new Fetcher(), machine({}))).rejects.toMatchObject({
      code: 'not-configured',
    });
  },
);
