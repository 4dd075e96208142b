import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Component, Observation, drain, findingKinds, severities, type ScanSummary } from '@stoa/model';
import { ReportError, readReport, writeCycloneDx, writeSarif, type ReadOptions } from '@stoa/formats';

/** A report in small chunks, so that every border falls somewhere. */
function sourceOf(content: string | Uint8Array, name = 'report', chunk = 7) {
  const bytes = Buffer.from(content);
  return {
    name,
    async *open() {
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
    },
  };
}

async function read(content: string | Uint8Array, options: ReadOptions & { formatId?: string } = {}, chunk = 7) {
  const { format, scans } = await readReport(sourceOf(content, 'report', chunk), options);
  const observations: Observation[] = [];
  const components: Component[] = [];
  const skips: string[] = [];
  const summaries: ScanSummary[] = [];
  for (const scan of scans) {
    summaries.push(
      await drain(scan, (item) => {
        if (item.type === 'observation') observations.push(item.observation);
        if (item.type === 'component') components.push(item.component);
        if (item.type === 'skip') skips.push(item.skip.place);
      }),
    );
  }
  return { format: format.id, observations, components, skips, summaries };
}

const errorOf = (content: string | Uint8Array, chunk?: number) =>
  read(content, {}, chunk).then(
    () => null,
    (error: unknown) => (error instanceof ReportError ? error.code : String(error)),
  );

const sarifLog = (run: object) =>
  JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'Scanner', version: '2' } }, ...run }] });

const result = {
  ruleId: 'js/sql',
  message: { text: 'Query from {0}', arguments: ['a "quoted", [odd] {text}'] },
  locations: [
    {
      physicalLocation: {
        artifactLocation: { uri: 'file:///build/../src/a%20b.ts' },
        region: { startLine: 3, startColumn: 0, snippet: { text: 'db.query(x)' } },
      },
    },
  ],
};

test('SARIF: rules after results, messages with arguments, paths made ours, odd columns left out', async () => {
  const text = JSON.stringify({
    runs: [
      {
        results: [result],
        tool: {
          driver: {
            name: 'Scanner',
            rules: [{ id: 'js/sql', properties: { 'security-severity': '9.8', tags: ['external/cwe/cwe-089'] } }],
          },
        },
      },
    ],
    version: '2.1.0',
  });
  const { observations, summaries } = await read(text);
  expect(observations).toMatchObject([
    {
      kind: 'code',
      rule: { id: 'js/sql', cwe: [89] },
      severity: 'critical',
      title: 'Query from a "quoted", [odd] {text}',
      location: { path: 'src/a b.ts', startLine: 3 },
      excerpt: 'db.query(x)',
    },
  ]);
  expect(observations[0]?.location).not.toHaveProperty('startColumn');
  expect(summaries[0]).toMatchObject({ completeness: 'unknown', coverage: { roots: [] } });
});

test('SARIF: what is no problem is none; what is suppressed says so; what is broken is skipped and counted', async () => {
  const { observations, skips } = await read(
    sarifLog({
      results: [
        { ...result, kind: 'pass' },
        { ...result, baselineState: 'absent' },
        { ...result, suppressions: [{ kind: 'inSource' }] },
        {},
        7,
        null,
        { ruleId: {}, message: { text: 'still read' } },
      ],
    }),
  );
  expect(observations.map(({ title, tags }) => [title, tags])).toEqual([
    ['Query from a "quoted", [odd] {text}', ['suppressed']],
    ['still read', []],
  ]);
  expect(skips).toEqual(['runs[0].results[3]', 'runs[0].results[4]', 'runs[0].results[5]']);
});

test('SARIF: complete only when the tool succeeded and says what it looked at, or somebody vouches', async () => {
  const artifacts = [{ location: { uri: 'src/a.ts' } }];
  const of = async (run: object, options = {}) => (await read(sarifLog(run), options)).summaries[0];
  expect(await of({ results: [], invocations: [{ executionSuccessful: true }], artifacts })).toMatchObject({
    completeness: 'complete',
    coverage: { roots: ['src/a.ts'] },
  });
  expect(await of({ results: [], invocations: [{ executionSuccessful: true }] })).toMatchObject({
    completeness: 'unknown',
  });
  expect(
    await of({ results: [], invocations: [{ executionSuccessful: false }], artifacts }, { covers: [''] }),
  ).toMatchObject({ completeness: 'partial' });
  expect(await of({ results: [] }, { covers: ['src'] })).toMatchObject({
    completeness: 'complete',
    coverage: { roots: ['src'] },
  });
});

test('SARIF: what a secret scanner quotes stays out', async () => {
  const secret = `tok_${'a1B2c3D4'.repeat(4)}`;
  const text = JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'gitleaks',
            rules: [{ id: 'generic-api-key', shortDescription: { text: 'Generic API key' } }],
          },
        },
        results: [
          {
            ruleId: 'generic-api-key',
            message: { text: `found ${secret}` },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: 'a.env' },
                  region: { startLine: 1, snippet: { text: secret } },
                },
              },
            ],
          },
        ],
      },
    ],
  });
  const { observations } = await read(text);
  expect(observations).toMatchObject([{ kind: 'secret', title: 'Generic API key' }]);
  expect(JSON.stringify(observations)).not.toContain(secret);
});

const anObservation = fc.record({
  kind: fc.constantFrom(...findingKinds.filter((kind) => kind === 'code')),
  rule: fc.record({ id: fc.constantFrom('a', 'b/c', 'd"e'), cwe: fc.constantFrom([], [79], [89, 564]) }),
  title: fc.string({ minLength: 1, maxLength: 60 }).map((text) => `t${text.replace(/[\s{}]/g, '_')}`),
  severity: fc.constantFrom(...severities),
  location: fc.record({
    path: fc.constantFrom('src/a.ts', 'src/ü b#c.ts', 'x%20y.py'),
    startLine: fc.integer({ min: 1, max: 99 }),
  }),
});

test('what we write as SARIF we read again', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anObservation, { maxLength: 5 }),
      fc.integer({ min: 1, max: 64 }),
      async (some, chunk) => {
        const written = some.map((one) => Observation.parse({ ...one, rule: { ...one.rule, cwe: [...one.rule.cwe] } }));
        // Of one rule SARIF keeps one description: what differs by rule is not compared.
        const text = writeSarif([{ tool: { name: 'stoa', version: '1' }, observations: written, successful: true }]);
        const { observations } = await read(text, {}, chunk);
        const plain = ({ title, severity, location, rule }: Observation) => ({
          title: title.split('\n')[0],
          severity,
          location,
          rule: rule.id,
        });
        expect(observations.map(plain)).toEqual(written.map(plain));
      },
    ),
    { numRuns: 60 },
  );
});

test('CycloneDX: JSON and XML say the same', async () => {
  const json = JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    components: [
      {
        type: 'library',
        'bom-ref': 'a',
        name: 'lodash',
        version: '4.17.15',
        purl: 'pkg:npm/lodash@4.17.15',
        licenses: [{ license: { id: 'MIT' } }],
        hashes: [{ alg: 'SHA-1', content: 'ab' }],
        components: [{ type: 'library', name: 'inner', version: '1' }],
      },
      { name: 7 },
    ],
    vulnerabilities: [
      {
        id: 'CVE-2021-23337',
        ratings: [{ score: 7.2, severity: 'high', vector: 'CVSS:3.1/x' }],
        cwes: [77],
        description: 'Injection',
        affects: [{ ref: 'a' }],
      },
      { id: 'CVE-2', affects: [{ ref: 'a' }], analysis: { state: 'not_affected' } },
    ],
  });
  const xml = `<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components>
    <component type="library" bom-ref="a"><name>lodash</name><version>4.17.15</version><hashes><hash alg="SHA-1">ab</hash></hashes><licenses><license><id>MIT</id></license></licenses><purl>pkg:npm/lodash@4.17.15</purl>
      <components><component type="library"><name>inner</name><version>1</version></component></components></component></components>
    <vulnerabilities><vulnerability><id>CVE-2021-23337</id><ratings><rating><score>7.2</score><severity>high</severity><vector>CVSS:3.1/x</vector></rating></ratings><cwes><cwe>77</cwe></cwes><description>Injection</description><affects><target><ref>a</ref></target></affects></vulnerability>
    <vulnerability><id>CVE-2</id><analysis><state>not_affected</state></analysis><affects><target><ref>a</ref></target></affects></vulnerability></vulnerabilities></bom>`;
  const [one, two] = [await read(json), await read(xml)];
  const byName = (some: Component[]) => some.toSorted((a, b) => a.name.localeCompare(b.name));
  expect(byName(one.components)).toMatchObject([
    { name: 'inner', purl: 'pkg:generic/inner@1' },
    { name: 'lodash', ecosystem: 'npm', licences: ['MIT'], hashes: { 'SHA-1': 'ab' } },
  ]);
  expect(one.observations).toMatchObject([
    { severity: 'high', affected: { purl: 'pkg:npm/lodash@4.17.15', advisoryIds: ['CVE-2021-23337'] } },
    { severity: 'info', tags: ['vex:not_affected', 'suppressed'] },
  ]);
  expect(one.skips).toEqual(['components[1]']);
  expect(byName(two.components)).toEqual(byName(one.components));
  expect(two.observations).toEqual(one.observations);
});

test('what we write as CycloneDX we read again, and the same inventory gives the same document', async () => {
  const components = ['b', 'a'].map((name) =>
    Component.parse({
      purl: `pkg:npm/${name}@1.0.0`,
      name,
      version: '1.0.0',
      ecosystem: 'npm',
      direct: true,
      licences: ['MIT'],
      hashes: { 'SHA-512': 'ab' },
      location: { path: 'package-lock.json' },
      dependsOn: name === 'a' ? ['pkg:npm/b@1.0.0', 'pkg:npm/unknown@1'] : [],
    }),
  );
  const input = {
    application: 'shop',
    version: 'c0ffee',
    components,
    timestamp: '2026-01-01T00:00:00.000Z',
    toolVersion: '1',
  };
  const text = writeCycloneDx(input);
  expect(writeCycloneDx({ ...input, components: components.toReversed() })).toBe(text);
  expect((await read(text)).components.map(({ purl }) => purl)).toEqual(['pkg:npm/a@1.0.0', 'pkg:npm/b@1.0.0']);
  expect(JSON.parse(text).dependencies).toContainEqual({ ref: 'pkg:npm/a@1.0.0', dependsOn: ['pkg:npm/b@1.0.0'] });
});

test('JUnit: what fails is seen, everything is counted, suites nest', async () => {
  const { observations, summaries } = await read(`<testsuites><testsuite name="outer"><testsuite name="auth">
    <testcase classname="login" name="refuses a wrong password" file="test/login.ts" line="12"><failure message="expected 401">at x</failure></testcase>
    <testcase classname="login" name="breaks"><error><![CDATA[boom]]></error></testcase>
    <testcase name="later"><skipped/></testcase><testcase name="fine"/></testsuite></testsuite></testsuites>`);
  expect(summaries[0]?.tests).toEqual({ total: 4, failed: 1, errored: 1, skipped: 1 });
  expect(observations).toMatchObject([
    {
      kind: 'test',
      rule: { id: 'auth::login::refuses a wrong password' },
      description: 'expected 401',
      location: { path: 'test/login.ts', startLine: 12 },
    },
    { rule: { id: 'auth::login::breaks' }, description: 'boom' },
  ]);
});

const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><testsuites><testsuite name="&lol2;"/></testsuites>`;

test.each<[string, string | Uint8Array, string]>([
  ['nothing', '', 'empty'],
  ['a page', '<!doctype html><html></html>', 'unknown-format'],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'unknown-format'],
  ['a zip', Buffer.from('PK\u0003\u0004'), 'unknown-format'],
  ['SARIF cut short', sarifLog({ results: [result, result] }).slice(0, -40), 'truncated'],
  ['SARIF cut inside a text', sarifLog({ results: [result] }).slice(0, 150), 'truncated'],
  ['SARIF with a comma too many', sarifLog({ results: [result] }).replace('[{"ruleId"', '[,{"ruleId"'), 'malformed'],
  ['SARIF with something after its end', `${sarifLog({ results: [] })} x`, 'malformed'],
  ['brackets that do not fit', sarifLog({ results: [result] }).replace(']}', '}]'), 'malformed'],
  ['an old SARIF', '{"version": "1.0.0", "runs": []}', 'unsupported-version'],
  ['SARIF nested without end', `{"version":"2.1.0","runs":[{"a":${'['.repeat(100_000)}`, 'too-deep'],
  ['a billion laughs', laughs, 'bomb'],
  ['XML cut short', '<testsuites><testsuite name="a">', 'truncated'],
  ['XML that is none', '<testsuites><testsuite name=a></testsuites>', 'malformed'],
  ['an unknown CycloneDX', '{"bomFormat": "CycloneDX", "specVersion": "9.0"}', 'unsupported-version'],
  ['gzip cut short', gzipSync(sarifLog({ results: [result] })).subarray(0, 60), 'truncated'],
])('%s is named', async (_, content, code) => {
  expect(await errorOf(content, 1000)).toBe(code);
});

test('a bomb ends early', async () => {
  expect(await errorOf(gzipSync(`{"version":"2.1.0","runs":[${' '.repeat(200 * 1024 * 1024)}`), 65_536)).toBe('bomb');
});

test('a gzipped report is read', async () => {
  expect((await read(gzipSync(sarifLog({ results: [result] })))).observations).toHaveLength(1);
});

test('a key called __proto__ is a key', async () => {
  const { observations } = await read(
    '{"version":"2.1.0","__proto__":{"x":1},"runs":[{"tool":{"driver":{"name":"a"}},"results":[{"ruleId":"__proto__","message":{"text":"m"},"__proto__":{"level":"error"}}]}]}',
  );
  expect(observations).toMatchObject([{ rule: { id: '__proto__' }, severity: 'medium' }]);
});
