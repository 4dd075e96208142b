import { expect, test } from 'vitest';
import fc from 'fast-check';
import { Observation, type ObservationInput } from '@stoa/model';
import { identify } from '@stoa/model/identity';

const seen = (input: ObservationInput) => Observation.parse(input);
const value = (...inputs: ObservationInput[]) => identify(inputs.map(seen)).map(({ fingerprint }) => fingerprint.value);

const injection: ObservationInput = {
  kind: 'code',
  rule: { id: 'sql-injection', cwe: [89] },
  title: 'Query built from input',
  severity: 'high',
  location: { path: 'src/orders.ts', startLine: 12, startColumn: 5 },
  excerpt: 'db.query(`select * from orders where id = ${id}`)',
};

test('moved and re-indented code is the same finding', () => {
  const moved = {
    ...injection,
    location: { path: 'src/orders.ts', startLine: 480, startColumn: 9 },
    excerpt: `   ${injection.excerpt}  `,
  };
  expect(value(moved)).toEqual(value(injection));
});

test('the same weakness seen by two tools with rules of their own is one finding', () => {
  expect(value({ ...injection, rule: { id: 'javascript.tainted-sql', cwe: [89] } })).toEqual(value(injection));
});

test('two equal lines are two findings, in whatever order the report lists them', () => {
  const second = { ...injection, location: { path: 'src/orders.ts', startLine: 40, startColumn: 5 } };
  const [a, b] = value(injection, second);
  expect(a).not.toBe(b);
  expect(value(second, injection)).toEqual([b, a]);
});

test('two rules of one weakness at the very same position are one finding', () => {
  expect(new Set(value(injection, { ...injection, rule: { id: 'other-rule', cwe: [89] } })).size).toBe(1);
});

test('a secret is one finding in every file and for every rule', () => {
  const secret: ObservationInput = {
    kind: 'secret',
    rule: { id: 'github-token' },
    title: 'GitHub token',
    severity: 'critical',
    secretDigest: 'ab'.repeat(32),
    location: { path: 'a.env', startLine: 1 },
  };
  expect(value({ ...secret, rule: { id: 'generic' }, location: { path: 'b/c.yml', startLine: 9 } })).toEqual(
    value(secret),
  );
});

test('a vulnerability keeps its identity over an update that does not help, and over the names tools use', () => {
  const vulnerability = (purl: string, advisoryIds: string[]): ObservationInput => ({
    kind: 'vulnerability',
    rule: { id: advisoryIds[0] ?? '' },
    title: 'x',
    severity: 'high',
    affected: { purl, advisoryIds },
    location: { path: 'package-lock.json' },
  });
  const first = value(vulnerability('pkg:npm/%40scope/lib@1.0.0', ['GHSA-aaaa-bbbb-cccc', 'CVE-2024-1234']));
  expect(value(vulnerability('pkg:npm/%40scope/lib@1.0.1?x=y', ['CVE-2024-1234', 'SNYK-1']))).toEqual(first);
  expect(value(vulnerability('pkg:npm/%40scope/other@1.0.0', ['CVE-2024-1234']))).not.toEqual(first);
});

test('shuffling a report changes no identity', () => {
  const lines = fc.array(fc.record({ line: fc.integer({ min: 1, max: 20 }), text: fc.constantFrom('a()', 'b()') }), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(lines, (places) => {
      const inputs = places.map(({ line, text }) => ({
        ...injection,
        excerpt: text,
        location: { path: 'f.ts', startLine: line },
      }));
      expect(value(...inputs.toReversed())).toEqual(value(...inputs).toReversed());
    }),
  );
});
