import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Component, drain, type Reachability } from '@stoa/model';
import { matchAdvisories, openAdvisories, updateAdvisories, type AskedPackage, type CodeUses } from '@stoa/components';

let folder: string;
const everything = [{ type: 'SEMVER', events: [{ introduced: '0' }] }];
const affected = (ecosystem: string, name: string, specific?: object) => ({
  package: { ecosystem, name },
  ranges: everything,
  ...(specific && { ecosystem_specific: specific }),
});
const records = {
  npm: [
    { id: 'A-1', affected: [affected('npm', 'qs')] },
    {
      id: 'A-2',
      affected: [affected('npm', 'marked', { imports: [{ path: 'marked', symbols: ['parse', 'Lexer.lex'] }] })],
    },
  ],
  Go: [
    {
      id: 'GO-1',
      affected: [
        affected('Go', 'golang.org/x/net', {
          imports: [{ path: 'golang.org/x/net/html', symbols: ['Parse', 'Tokenizer.Next'] }],
        }),
      ],
    },
    { id: 'GO-2', affected: [affected('Go', 'stdlib', { imports: [{ path: 'net/http' }] })] },
  ],
  PyPI: [{ id: 'P-1', affected: [affected('PyPI', 'PyYAML'), affected('PyPI', 'some-thing')] }],
  'crates.io': [{ id: 'R-1', affected: [affected('crates.io', 'time', { affects: { functions: ['time::now'] } })] }],
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stoa-reach-'));
  for (const [ecosystem, list] of Object.entries(records)) {
    mkdirSync(join(folder, 'mirror', ecosystem), { recursive: true });
    const files = list.map((record) => [`${record.id}.json`, Buffer.from(JSON.stringify(record))]);
    writeFileSync(join(folder, 'mirror', ecosystem, 'all.zip'), zipSync(Object.fromEntries(files)));
  }
  const sources = { osv: join(folder, 'mirror') };
  await updateAdvisories({ sources, folder: join(folder, 'index'), ecosystems: Object.keys(records) });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const component = (ecosystem: string, name: string, more: object = {}) =>
  Component.parse({
    purl: `pkg:generic/${name}@1.0.0`,
    name,
    version: '1.0.0',
    ecosystem,
    direct: true,
    location: { path: 'lock' },
    ...more,
  });
/** A dependency of somebody's, so that the lock file is known to be a graph. */
const other = component('npm', 'other', { dependsOn: ['pkg:generic/leaf@1.0.0'] });

const at = (key: string, module: string, more: object = {}) => ({
  key,
  module,
  path: 'src/a',
  line: 3,
  isTest: false,
  ...more,
});
const seen = (more: Partial<CodeUses>): CodeUses => ({
  imports: [],
  calls: [],
  escapes: [],
  mentions: [],
  read: new Map(
    ['javascript', 'python', 'go'].map((family) => [
      family,
      { files: 7, folders: new Set(['src']), unread: 0, computed: 0 },
    ]),
  ),
  ...more,
});

async function judge(components: Component[], code: CodeUses): Promise<Reachability | undefined> {
  let asked: readonly AskedPackage[] = [];
  const index = openAdvisories(join(folder, 'index'));
  const found: (Reachability | undefined)[] = [];
  const askCode = (packages: readonly AskedPackage[]) => {
    asked = packages;
    return Promise.resolve(code);
  };
  await drain(matchAdvisories(components, index, { roots: [], skipped: [] }, { askCode }), (item) => {
    if (item.type === 'observation') found.push(item.observation.affected?.reachability);
  });
  index?.close();
  expect(asked.length).toBeLessThan(5);
  return found[0];
}

test.each<[string, Component[], Partial<CodeUses>, Reachability['state'], RegExp]>([
  [
    'imported, no function named',
    [component('npm', 'qs')],
    { imports: [at('npm:qs', 'qs/lib')] },
    'reachable',
    /imported at src\/a:3 \(qs\/lib\)/,
  ],
  [
    'imported in another project of the repository',
    [component('npm', 'qs', { location: { path: 'docs/site/lock' } })],
    {
      imports: [at('npm:qs', 'qs')],
      read: new Map([['javascript', { files: 2, folders: new Set(['src', 'docs/site']), unread: 0, computed: 0 }]]),
    },
    'unknown',
    /is in docs\/site/,
  ],
  [
    'asked for from a folder without code',
    [component('npm', 'qs', { location: { path: 'requirements/lock' } })],
    { imports: [at('npm:qs', 'qs')] },
    'reachable',
    /imported at/,
  ],
  [
    'imported by a test',
    [component('npm', 'qs')],
    { imports: [at('npm:qs', 'qs', { isTest: true })] },
    'unknown',
    /only tests/,
  ],
  ['imported by nobody', [component('npm', 'qs'), other], {}, 'not-reachable', /none of 7 files imports it/],
  [
    'imported by nobody, and no graph',
    [component('npm', 'qs')],
    {},
    'unknown',
    /which package brings it in is not known/,
  ],
  [
    'named in a configuration',
    [component('npm', 'qs'), other],
    { mentions: [at('npm:qs', 'qs')] },
    'unknown',
    /named at src\/a:3/,
  ],
  [
    'a file that could not be read',
    [component('npm', 'qs'), other],
    { read: new Map([['javascript', { files: 7, folders: new Set(['src']), unread: 1, computed: 0 }]]) },
    'unknown',
    /not all code could be read/,
  ],
  [
    'an import by a computed name',
    [component('npm', 'qs'), other],
    { read: new Map([['javascript', { files: 7, folders: new Set(['src']), unread: 0, computed: 1 }]]) },
    'unknown',
    /not all code could be read/,
  ],
  [
    'no code of its language',
    [component('npm', 'qs'), other],
    { read: new Map() },
    'unknown',
    /no code that would import/,
  ],
  ['a language that was not there', [component('crates.io', 'time')], {}, 'unknown', /packages of crates.io/],
  [
    'brought in by one that is imported',
    [component('npm', 'qs', { direct: false }), component('npm', 'web', { dependsOn: ['pkg:generic/qs@1.0.0'] })],
    { imports: [at('npm:web', 'web')] },
    'unknown',
    /comes in through web/,
  ],
  [
    'brought in by one that nobody imports',
    [component('npm', 'qs', { direct: false }), component('npm', 'web', { dependsOn: ['pkg:generic/qs@1.0.0'] })],
    {},
    'not-reachable',
    /it or web, which brings it in/,
  ],
  [
    'a named function, called',
    [component('npm', 'marked')],
    {
      imports: [at('npm:marked', 'marked')],
      calls: [{ ...at('npm:marked', 'marked', { line: 9 }), member: 'parse', within: ['page', 'render'] }],
    },
    'reachable',
    /called at src\/a:9 \(page → render → parse\)/,
  ],
  [
    'a method, on what another call gave',
    [component('npm', 'marked')],
    {
      imports: [at('npm:marked', 'marked')],
      calls: [{ ...at('npm:marked', 'marked'), member: 'create().lex', within: [] }],
    },
    'reachable',
    /called at/,
  ],
  [
    'another function of it, which may call the named one',
    [component('npm', 'marked'), other],
    {
      imports: [at('npm:marked', 'marked')],
      calls: [{ ...at('npm:marked', 'marked'), member: 'setOptions', within: [] }],
    },
    'unknown',
    /none of the 2 functions/,
  ],
  [
    'the module is handed on',
    [component('npm', 'marked'), other],
    { imports: [at('npm:marked', 'marked')], escapes: [at('npm:marked', 'marked')] },
    'unknown',
    /handed on/,
  ],
  [
    'Go: none of the named functions, nobody else could',
    [component('Go', 'golang.org/x/net'), component('Go', 'a', { dependsOn: ['pkg:generic/b@1'] })],
    { imports: [at('Go:golang.org/x/net', 'golang.org/x/net/html')] },
    'not-reachable',
    /none of the 2 functions/,
  ],
  [
    'Go: a method may be called through an interface',
    [component('Go', 'golang.org/x/net'), component('Go', 'a', { dependsOn: ['pkg:generic/b@1'] })],
    {
      imports: [at('Go:golang.org/x/net', 'golang.org/x/net/html')],
      calls: [{ ...at('Go:golang.org/x/net', 'golang.org/x/net/html'), member: 'NewTokenizer', within: [] }],
    },
    'unknown',
    /in ways that are not followed/,
  ],
  [
    'Go: another package of the module',
    [component('Go', 'golang.org/x/net')],
    {
      imports: [at('Go:golang.org/x/net', 'golang.org/x/net/idna')],
      calls: [{ ...at('Go:golang.org/x/net', 'golang.org/x/net/idna'), member: 'Parse', within: [] }],
    },
    'unknown',
    /another part of it/,
  ],
  [
    'Go: the standard library, by package',
    [component('Go', 'stdlib')],
    { imports: [at('Go:stdlib', 'net/http')] },
    'reachable',
    /net\/http/,
  ],
  [
    'Python: under another name',
    [component('PyPI', 'PyYAML')],
    { imports: [at('PyPI:pyyaml', 'yaml')] },
    'reachable',
    /imported at/,
  ],
  [
    'Python: a name that is only guessed',
    [component('PyPI', 'some-thing'), component('PyPI', 'x', { dependsOn: ['y'] })],
    {},
    'unknown',
    /not known for sure/,
  ],
])('%s', async (_, components, code, state, why) => {
  const reachability = await judge(components, seen(code));
  expect(reachability?.why).toMatch(why);
  expect(reachability?.state).toBe(state);
});
