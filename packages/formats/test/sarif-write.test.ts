import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findingKinds, Observation, severities, type TraceStep } from '@stoa/model';
import { identify } from '@stoa/model/identity';
import { writeSarif, type SarifOutput } from '@stoa/formats';
import { read } from './reading.ts';

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);
const schema = ajv.compile(
  JSON.parse(readFileSync(new URL('fixtures/sarif-schema-2.1.0.json', import.meta.url), 'utf8')) as object,
);

function expectValid(text: string): void {
  schema(JSON.parse(text));
  expect(schema.errors ?? []).toEqual([]);
}

const written = (observations: readonly Observation[], more: Partial<SarifOutput> = {}) =>
  writeSarif([{ tool: { name: 'stoa-test', version: '1.0.0' }, observations, successful: true, ...more }]);

const injection = Observation.parse({
  kind: 'code',
  rule: { id: 'js/sql', name: 'SQL injection', cwe: [89], url: 'https://rules.example/js/sql' },
  title: 'A query is built from input',
  description: 'The value of `id` reaches `query`.',
  severity: 'critical',
  confidence: 0.9,
  location: { path: 'src/ü b#c.ts', startLine: 3, startColumn: 5, endLine: 3, endColumn: 20 },
  excerpt: 'db.query("…" + id)',
  fix: 'Use a parameter.',
  tags: ['owasp-a03'],
});

test('a run is valid SARIF, and says to a code host what it knows', () => {
  const trace: TraceStep[] = [
    {
      kind: 'source',
      location: { path: 'src/a.ts', startLine: 1 },
      excerpt: 'const id = request.query.id',
      note: 'comes in here',
    },
    { kind: 'sink', location: { path: 'src/ü b#c.ts', startLine: 3 }, note: 'reaches the query' },
  ];
  const text = written([{ ...injection, tags: ['OWASP-A03:2021'], trace }], {
    startedAt: '2026-01-01T00:00:00.000Z',
    finishedAt: '2026-01-01T00:00:09.000Z',
    revision: 'c0ffee',
    repository: 'https://code.example/shop',
  });
  expectValid(text);
  const [run] = (JSON.parse(text) as { runs: Record<string, unknown>[] }).runs;
  expect(run).toMatchObject({
    tool: {
      driver: {
        rules: [
          {
            id: 'js/sql',
            properties: {
              'security-severity': '9.5',
              tags: ['security', 'code', 'external/cwe/cwe-089', 'OWASP-A03:2021'],
            },
          },
        ],
      },
    },
    invocations: [{ executionSuccessful: true }],
    results: [
      {
        level: 'error',
        partialFingerprints: { 'stoa/code/v1': identify([injection])[0]!.fingerprint.value },
        codeFlows: [{ threadFlows: [{ locations: { length: 2 } }] }],
      },
    ],
  });
});

test('the steps of data stand once in what is written, and come back', async () => {
  const at = (startLine: number) => ({ path: 'src/a.ts', startLine });
  const trace: TraceStep[] = [
    { kind: 'source', location: at(3), excerpt: 'const id = request.query.id', note: 'comes in here' },
    { kind: 'step', location: at(5), note: 'passed to find()' },
    { kind: 'sink', location: at(9), excerpt: 'db.query(text)', note: 'reaches the query' },
  ];
  const suppressed = { by: 'comment', reason: 'Only digits, checked by the router' } as const;
  const text = written([{ ...injection, trace, suppressed }]);
  expectValid(text);
  expect(text.match(/passed to find/g)).toHaveLength(1);
  expect(text.match(/Only digits/g)).toHaveLength(1);
  expect((await read(text)).observations).toEqual([{ ...injection, trace, suppressed }]);
});

test('what an exception covers is written as suppressed, with the reason, and read as such', async () => {
  const { fingerprint } = identify([injection])[0]!;
  const text = written([injection], {
    waived: new Map([[fingerprint.value, { reason: 'Behind the firewall until May' }]]),
  });
  expectValid(text);
  expect(text).toContain('Behind the firewall until May');
  expect((await read(text)).observations).toEqual([{ ...injection, tags: ['owasp-a03', 'suppressed'] }]);
});

const words = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.constantFrom('[a](1)', '{0} {{x}}', 'a\nb', 'C:\\temp\\[x]', ' ', 'CVE-2024-1 in lodash'),
);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const line = fc.integer({ min: 1, max: 100_000 });
const anObservation = fc
  .record({
    kind: fc.constantFrom(...findingKinds),
    rule: fc.record({
      id: fc.constantFrom('a', 'b/c', 'd"e', 'CVE-2024-1', '__proto__', 'hard-coded-secret'),
      name: optional(words),
      cwe: fc.constantFrom([], [79], [89, 564], [798]),
      url: optional(fc.constantFrom('https://rules.example/a', 'not a url')),
    }),
    title: words,
    description: fc.oneof(fc.constant(''), words),
    severity: fc.constantFrom(...severities),
    confidence: optional(fc.constantFrom(0, 0.5, 1)),
    location: optional(
      fc.record({
        path: fc.constantFrom('src/a.ts', 'src/ü b#c.ts', 'x%20y.py', 'a\\b', '..x/y', 'C:/z'),
        startLine: optional(line),
        startColumn: optional(line),
        endLine: optional(line),
      }),
    ),
    excerpt: optional(words),
    affected: optional(
      fc.record({
        purl: fc.constant('pkg:npm/lodash@4.17.15'),
        advisoryIds: fc.constantFrom(['CVE-2024-1'], ['GHSA-a', 'CVE-2024-1']),
        cvssScore: optional(fc.constantFrom(0, 7.1, 10)),
      }),
    ),
    secretDigest: optional(fc.constant('ab'.repeat(32))),
    fix: optional(words),
    trace: optional(
      fc.array(
        fc.record({
          kind: fc.constantFrom('source', 'step', 'sink', 'other'),
          location: fc.record({ path: fc.constantFrom('src/a.ts', '..x/y'), startLine: optional(line) }),
          excerpt: optional(words),
          note: fc.oneof(fc.constant(''), words),
        }),
        { maxLength: 4 },
      ),
    ),
    suppressed: optional(
      fc.record({
        by: fc.constant('comment'),
        reason: fc.oneof(fc.constant(''), words),
        until: optional(fc.constant('2031-01-31')),
      }),
    ),
    toolFingerprints: fc.dictionary(fc.constantFrom('a', 'b/v1'), fc.constant('x')),
    tags: fc.subarray(['security', 'suppressed', 'HIGH', 'external/cwe/cwe-001', ' x ']),
  })
  .map((value) => Observation.parse(JSON.parse(JSON.stringify(value))));

test('whatever is written is valid SARIF, and read again it is the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anObservation, { maxLength: 6 }),
      fc.integer({ min: 1, max: 999 }),
      async (some, chunk) => {
        const text = written(some);
        expectValid(text);
        expect((await read(text, { chunk })).observations).toEqual(some);
      },
    ),
    { numRuns: 100 },
  );
});
