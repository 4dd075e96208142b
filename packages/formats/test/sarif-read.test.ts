import { expect, test } from 'vitest';
import { Observation } from '@stoa/model';
import { read, resultAt, sarifLog } from './reading.ts';

test('a result says what, where and how bad, though its rule stands behind it in the file', async () => {
  const text = JSON.stringify({
    runs: [
      {
        results: [
          {
            ruleId: 'js/sql',
            message: { text: 'Query from {0}', arguments: ['a "quoted", [odd] {text}'] },
            partialFingerprints: { primaryLocationLineHash: 'abc:1', nested: { a: 1 } },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: './src/a%20b.ts', uriBaseId: 'SRCROOT' },
                  region: { startLine: 3, startColumn: 0, endColumn: 9, snippet: { text: 'db.query(x)\u0000' } },
                },
              },
            ],
          },
        ],
        tool: {
          driver: {
            name: 'Scanner',
            semanticVersion: '2.1.0',
            rules: [
              {
                id: 'js/sql',
                name: 'SqlInjection',
                helpUri: 'https://rules.example/js/sql',
                fullDescription: { text: 'Input must not become part of a query.' },
                properties: {
                  'security-severity': '9.8',
                  precision: 'high',
                  tags: ['security', 'external/cwe/cwe-089', 'CWE-564: Hibernate'],
                },
              },
            ],
          },
        },
      },
    ],
    version: '2.1.0',
  });
  const { observations, summaries } = await read(text);
  expect(observations).toEqual([
    {
      kind: 'code',
      rule: { id: 'js/sql', name: 'SqlInjection', cwe: [89, 564], url: 'https://rules.example/js/sql' },
      severity: 'critical',
      confidence: 0.8,
      title: 'Query from a "quoted", [odd] {text}',
      description: 'Input must not become part of a query.',
      location: { path: 'src/a b.ts', startLine: 3, endColumn: 9 },
      excerpt: 'db.query(x)',
      toolFingerprints: { primaryLocationLineHash: 'abc:1', nested: '{"a":1}' },
      tags: ['security'],
    },
  ]);
  expect(Observation.parse(observations[0])).toEqual(observations[0]);
  expect(summaries[0]).toMatchObject({ tool: { name: 'Scanner', version: '2.1.0' }, completeness: 'unknown' });
});

test.each([
  ['src/a.ts', 'src/a.ts'],
  ['src\\a.cs', 'src/a.cs'],
  ['file:///home/ci/shop/src/a.ts', 'src/a.ts'],
  ['/home/ci/shop/src/a.ts', 'src/a.ts'],
  ['file:///C:/other/a.ts', 'other/a.ts'],
  ['C:\\other\\a.ts', 'other/a.ts'],
  ['file:///build/../src/a.ts', 'src/a.ts'],
  ['100%.ts', '100%.ts'],
  ['%2e%2e/%2e%2e/etc/passwd', undefined],
  ['../../etc/passwd', undefined],
  ['https://user:pw@shop.example/login?token=1', 'shop.example/login'],
  ['pkg:docker/a', undefined],
])('the place %s is %s below the root', async (uri, path) => {
  const bases = { originalUriBaseIds: { ROOT: { uri: 'file:///home/ci/shop/' } } };
  const { observations } = await read(sarifLog({ ...bases, results: [resultAt(uri)] }));
  expect(observations[0]?.location?.path).toBe(path);
});

test('bases may form a chain, or a circle', async () => {
  const originalUriBaseIds = {
    ROOT: { uri: 'file:///home/ci/shop/' },
    SRC: { uri: 'src/', uriBaseId: 'PACKAGE' },
    PACKAGE: { uri: 'packages/shop', uriBaseId: 'ROOT' },
    A: { uri: 'a/', uriBaseId: 'B' },
    B: { uri: 'b/', uriBaseId: 'A' },
  };
  const results = [resultAt('x.ts', {}, { uriBaseId: 'SRC' }), resultAt('x.ts', {}, { uriBaseId: 'A' })];
  const { observations } = await read(sarifLog({ originalUriBaseIds, results }));
  expect(observations[0]?.location?.path).toBe('packages/shop/src/x.ts');
  expect(observations[1]?.location?.path).toMatch(/x\.ts$/);
});

test('a place by index, the text of a line from its surroundings, a message by id', async () => {
  const { observations } = await read(
    sarifLog(
      {
        artifacts: [{ location: { uri: 'a.c' } }, { location: { uri: 'b.c' } }],
        results: [
          {
            ruleIndex: 0,
            message: { id: 'default', arguments: ['buf'] },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { index: 1 },
                  region: { startLine: 8 },
                  contextRegion: { startLine: 7, snippet: { text: 'int n;\nread(buf);\n}' } },
                },
              },
            ],
          },
        ],
      },
      { rules: [{ id: 'C100', messageStrings: { default: { text: "'{0}' may overflow. [Where](1)" } } }] },
    ),
  );
  expect(observations).toMatchObject([
    { rule: { id: 'C100' }, title: "'buf' may overflow. Where", location: { path: 'b.c' }, excerpt: 'read(buf);' },
  ]);
});

test('weaknesses come from tags, properties, taxa and relationships', async () => {
  const cwe = { toolComponent: { name: 'CWE' } };
  const { observations } = await read(
    sarifLog(
      {
        taxonomies: [{ name: 'CWE', guid: 'g', taxa: [{ id: '22' }, { id: '23' }] }],
        results: [
          { ruleId: 'a', message: { text: 'x' } },
          { ruleId: 'b', message: { text: 'x' }, taxa: [{ index: 1, toolComponent: { guid: 'g' } }] },
          { ruleId: 'c/1', message: { text: 'x' } },
        ],
      },
      {
        rules: [
          { id: 'a', relationships: [{ target: { id: '120', ...cwe } }, { target: { id: 'CWE-121' } }] },
          { id: 'c', properties: { cwe: ['CWE-79: Cross-site scripting', 80] } },
        ],
      },
    ),
  );
  expect(observations.map(({ rule }) => rule.cwe)).toEqual([[120, 121], [23], [79, 80]]);
});

test.each([
  [{ level: 'error' }, 'high'],
  [{ level: 'note' }, 'low'],
  [{}, 'medium'],
  [{ level: 'none' }, 'info'],
  [{ level: 'error', properties: { 'security-severity': '3.1' } }, 'low'],
  [{ level: 'note', properties: { severity: 'Critical' } }, 'critical'],
  [{ level: 'note', properties: { tags: ['HIGH'] } }, 'high'],
  [{ rank: 95 }, 'critical'],
  [{ kind: 'informational', level: 'none' }, 'info'],
])('%o is %s', async (more, severity) => {
  const { observations } = await read(sarifLog({ results: [resultAt('a.ts', more)] }));
  expect(observations[0]?.severity).toBe(severity);
});

test('what is no problem is none; what is suppressed says so; what is broken is skipped and counted', async () => {
  const { observations, skips, summaries } = await read(
    sarifLog({
      results: [
        resultAt('a.ts', { kind: 'pass' }),
        resultAt('a.ts', { kind: 'notApplicable' }),
        resultAt('a.ts', { baselineState: 'absent' }),
        resultAt('a.ts', { suppressions: [{ kind: 'inSource' }] }),
        resultAt('a.ts', { suppressions: [{ kind: 'external', status: 'underReview' }] }),
        {},
        7,
        null,
        { ruleId: {}, level: 4, locations: 'none', message: { text: 'still read' } },
      ],
    }),
  );
  expect(observations.map(({ title, tags }) => [title, tags])).toEqual([
    ['A query is built from input', ['suppressed']],
    ['A query is built from input', []],
    ['still read', []],
  ]);
  expect(skips.map(({ place }) => place)).toEqual(['runs[0].results[5]', 'runs[0].results[6]', 'runs[0].results[7]']);
  expect(summaries[0]).toMatchObject({ completeness: 'partial', coverage: { skippedTotal: 3, looked: 5 } });
});

test('a run is complete only when the tool succeeded and says what it looked at, or somebody vouches', async () => {
  const artifacts = [
    { location: { uri: 'src/a.ts' } },
    { location: { uri: 'rules.yml' }, roles: ['toolSpecifiedConfiguration'] },
  ];
  const succeeded = { invocations: [{ executionSuccessful: true }] };
  const of = async (run: object, covers?: string[]) =>
    (await read(sarifLog(run), covers ? { covers } : {})).summaries[0];
  expect(await of({ results: [], ...succeeded, artifacts })).toMatchObject({
    completeness: 'complete',
    coverage: { roots: ['src/a.ts'], looked: 1 },
  });
  expect(await of({ results: [], ...succeeded })).toMatchObject({ completeness: 'unknown', coverage: { looked: 0 } });
  expect(await of({ results: [], artifacts })).toMatchObject({ completeness: 'unknown' });
  expect(await of({ ...succeeded, artifacts })).toMatchObject({ completeness: 'unknown' });
  expect(await of({ results: [] }, ['src'])).toMatchObject({ completeness: 'complete', coverage: { roots: ['src'] } });
  const failed = { invocations: [{ executionSuccessful: false }] };
  expect(await of({ results: [], ...failed, artifacts }, [''])).toMatchObject({ completeness: 'partial' });
  const complaints = { invocations: [{ executionSuccessful: true, toolExecutionNotifications: [{ level: 'error' }] }] };
  expect(await of({ results: [], ...complaints }, [''])).toMatchObject({ completeness: 'partial' });
});

test('revision and times come from the run; several runs stay apart', async () => {
  const run = (name: string, count: number) => ({
    results: Array.from({ length: count }, (_, line) => resultAt(`${name}.ts`, { ruleId: `${name}${line}` })),
    tool: { driver: { name } },
    versionControlProvenance: [{ repositoryUri: 'https://code.example/a', revisionId: 'c0ffee' }],
    invocations: [{ executionSuccessful: true, startTimeUtc: '2026-01-02T03:04:05Z', endTimeUtc: 'yesterday' }],
  });
  const text = JSON.stringify({
    version: '2.1.0',
    runs: [run('a', 2), { tool: { driver: { name: 'empty' } } }, run('b', 1)],
  });
  const { observations, summaries } = await read(text);
  expect(summaries.map(({ tool }) => tool.name)).toEqual(['a', 'empty', 'b']);
  expect(summaries[0]).toMatchObject({ revision: 'c0ffee', startedAt: '2026-01-02T03:04:05.000Z' });
  expect(summaries[0]).not.toHaveProperty('finishedAt');
  expect(observations.map(({ rule }) => rule.id)).toEqual(['a0', 'a1', 'b0']);
});

const stepAt = (uri: string, startLine: number, text?: string, more: object = {}) => ({
  location: {
    physicalLocation: { artifactLocation: { uri }, region: { startLine, snippet: { text: `  line ${startLine}\n` } } },
    ...(text !== undefined && { message: { text } }),
  },
  ...more,
});
const flowOf = (locations: unknown) => ({ codeFlows: [{ threadFlows: [{ locations }] }] });

test('the way of the data comes in: from its source to its sink, without what lies outside', async () => {
  const steps = [
    stepAt('src/web.js', 4, 'req.query : [Object](1)'),
    stepAt('../../etc/passwd', 1, 'outside'),
    stepAt('src/web.js', 9),
    stepAt('src/db.js', 2, `password = "${'hunter2hunter2'}"`),
  ];
  const { observations } = await read(sarifLog({ results: [resultAt('src/db.js', flowOf(steps))] }));
  expect(observations[0]?.trace).toEqual([
    { kind: 'source', location: { path: 'src/web.js', startLine: 4 }, excerpt: '  line 4', note: 'req.query : Object' },
    { kind: 'step', location: { path: 'src/web.js', startLine: 9 }, excerpt: '  line 9', note: '' },
    {
      kind: 'sink',
      location: { path: 'src/db.js', startLine: 2 },
      excerpt: '  line 2',
      note: 'password = "[redacted]"',
    },
  ]);
});

test("a compiler's path of calls and branches has no source; a very long way keeps its ends", async () => {
  const calls = [1, 2, 3].map((at) => stepAt('a.c', at, 'x', { kinds: ['branch'] }));
  const long = Array.from({ length: 500 }, (_, at) => stepAt('a.c', at + 1));
  const { observations } = await read(
    sarifLog({ results: [calls, long, 'none', [7, {}]].map((locations) => resultAt('a.c', flowOf(locations))) }),
  );
  const [path, way, ...broken] = observations.map(({ trace }) => trace);
  expect(path?.map(({ kind }) => kind)).toEqual(['step', 'step', 'sink']);
  expect(way).toHaveLength(60);
  expect([way?.[0]?.location.startLine, way?.[59]?.location.startLine]).toEqual([1, 500]);
  expect(broken).toEqual([undefined, undefined]);
});

test('a suppression in the source, with a reason, is more than a tag', async () => {
  const suppressions = [{ kind: 'inSource', justification: 'Only digits come here' }];
  const { observations } = await read(sarifLog({ results: [resultAt('a.ts', { suppressions })] }));
  expect(observations[0]).toMatchObject({ suppressed: { by: 'comment', reason: 'Only digits come here' }, tags: [] });
});

const secret = `tok_${'a1B2c3D4'.repeat(4)}`;

test.each([
  ['a secret scanner', { name: 'gitleaks' }, { id: 'generic' }],
  ['a rule about secrets', {}, { id: 'generic.secrets.security.detected-token' }],
  ['a rule on hard-coded credentials', {}, { id: 'py/x', properties: { tags: ['external/cwe/cwe-798'] } }],
  ['a tag', { name: 'Trivy' }, { id: 'aws-key', properties: { tags: ['secret'] } }],
])('nothing that %s quotes comes in', async (_, driver, rule) => {
  const result = resultAt('a.env', {
    ruleId: rule.id,
    message: { text: `found ${secret}`, markdown: `**${secret}**` },
    fixes: [{ description: { text: `remove ${secret}` } }],
    partialFingerprints: { author: secret },
    properties: { match: secret },
    ...flowOf([stepAt('a.env', 1, secret)]),
  });
  const physical = (result as { locations: { physicalLocation: { region: object } }[] }).locations[0]!.physicalLocation;
  physical.region = { startLine: 1, snippet: { text: secret } };
  const described = { ...rule, shortDescription: { text: 'A token' } };
  const { observations } = await read(sarifLog({ results: [result] }, { ...driver, rules: [described] }));
  expect(observations).toMatchObject([{ kind: 'secret', title: 'A token', location: { path: 'a.env', startLine: 1 } }]);
  expect(JSON.stringify(observations)).not.toContain(secret);
});

test('a secret that some other rule quotes is masked', async () => {
  const key = `AKIA${'Q3EGRIOM'.repeat(2)}`;
  const line = `const password = "${secret}"; // ${key} https://bob:${secret}@db.example/`;
  const { observations } = await read(sarifLog({ results: [resultAt('a.ts', { message: { text: line } })] }));
  expect(observations[0]?.title).toBe(
    'const password = "[redacted]"; // [redacted] https://bob:[redacted]@db.example/',
  );
});

test.each([
  ['Grype', 'CVE-2021-44228-log4j-core', 'vulnerability'],
  ['Trivy', 'CVE-2021-44228', 'vulnerability'],
  ['Trivy', 'DS002', 'configuration'],
  ['checkov', 'CKV_AWS_20', 'configuration'],
  ['CodeQL', 'js/sql-injection', 'code'],
  ['CodeQL', 'js/secretary', 'code'],
])('%s %s is a matter of %s', async (name, ruleId, kind) => {
  const { observations } = await read(sarifLog({ results: [resultAt('a', { ruleId })] }, { name }));
  expect(observations[0]?.kind).toBe(kind);
});

test('a vulnerability with a package URL knows its package', async () => {
  const result = resultAt('app.jar', { ruleId: 'CVE-2021-44228-log4j', properties: { purl: 'pkg:maven/a/b@1' } });
  const { observations } = await read(sarifLog({ results: [result] }));
  expect(observations[0]?.affected).toEqual({ purl: 'pkg:maven/a/b@1', advisoryIds: ['CVE-2021-44228'] });
});

test('a key called __proto__ is a key', async () => {
  const { observations } = await read(
    '{"version":"2.1.0","__proto__":{"x":1},"runs":[{"tool":{"driver":{"name":"a"}},"results":[{"ruleId":"__proto__","message":{"text":"m"},"__proto__":{"level":"error"},"partialFingerprints":{"__proto__":"x"}}]}]}',
  );
  expect(observations).toMatchObject([{ rule: { id: '__proto__' }, severity: 'medium', toolFingerprints: {} }]);
  expect(({} as { level?: unknown }).level).toBeUndefined();
});

test('a rule is found by index, in an extension, by the front of its id; an index that contradicts the id is a mistake', async () => {
  const rules = ['A1', 'A2'].map((id) => ({ id, name: `Name${id}` }));
  const extensions = [{ name: 'plugin', rules: [{ id: 'P1', name: 'NameP1' }] }];
  const text = JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Scanner', rules }, extensions },
        results: [
          { ruleIndex: 1, message: { text: 'x' } },
          { ruleId: 'A1', ruleIndex: 1, message: { text: 'x' } },
          { ruleId: 'A2/sub', ruleIndex: 1, message: { text: 'x' } },
          { rule: { index: 0, toolComponent: { index: 0 } }, message: { text: 'x' } },
          { ruleId: 'P1', message: { text: 'x' } },
          { ruleId: 'A1/sub/case', message: { text: 'x' } },
          { ruleId: 'A1', ruleIndex: 99, message: { text: 'x' } },
          { ruleId: 'P1/sub', rule: { index: 0, toolComponent: { name: 'plugin' } }, message: { text: 'x' } },
        ],
      },
    ],
  });
  const { observations } = await read(text);
  expect(observations.map(({ rule }) => `${rule.id} ${rule.name}`)).toEqual([
    'A2 NameA2',
    'A1 NameA1',
    'A2/sub NameA2',
    'P1 NameP1',
    'P1 NameP1',
    'A1/sub/case NameA1',
    'A1 NameA1',
    'P1/sub NameP1',
  ]);
});

test('words are fit to store and to show: no colours, no control characters, no halves of characters', async () => {
  const text = String.raw`\u001b[31mred\u001b[0m\u0000 \ud800 done`.replaceAll('\\\\', '\\');
  const { observations } = await read(
    sarifLog({ results: [resultAt('a', { message: { text: '@' } })] }).replace('@', text),
  );
  expect(observations[0]?.title).toBe('red \ufffd done');
});
