import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Component, Observation } from '@stoa/model';
import { ReportError } from '@stoa/formats';
import { read, resultAt, sarifLog } from './reading.ts';

const reports = [
  sarifLog(
    {
      originalUriBaseIds: { S: { uri: 'file:///a/' } },
      artifacts: [{ location: { uri: 'a.ts' } }],
      results: [
        resultAt('a%20b.ts', { ruleIndex: 0, taxa: [{ id: '79', toolComponent: { name: 'CWE' } }] }),
        resultAt('c.ts', { fixes: [{ description: { text: 'x' } }], suppressions: [{ kind: 'inSource' }] }),
      ],
      invocations: [{ executionSuccessful: true, endTimeUtc: '2026-01-01T00:00:00Z' }],
    },
    { rules: [{ id: 'js/sql', properties: { tags: ['external/cwe/cwe-089'], 'security-severity': '7.1' } }] },
  ),
  '{"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"component":{"type":"application","bom-ref":"r","name":"x"}},"components":[{"type":"library","bom-ref":"a","name":"n","version":"1","purl":"pkg:npm/n@1","hashes":[{"alg":"MD5","content":"00"}],"licenses":[{"license":{"id":"MIT"}}],"components":[{"type":"library","name":"m"}]}],"dependencies":[{"ref":"r","dependsOn":["a"]}],"vulnerabilities":[{"id":"CVE-1","ratings":[{"score":9.8,"method":"CVSSv31"}],"cwes":[79],"affects":[{"ref":"a","versions":[{"version":"1","status":"affected"}]}],"analysis":{"state":"exploitable"}}]}',
  '<bom xmlns="http://cyclonedx.org/schema/bom/1.5"><metadata><timestamp>2026-01-01T00:00:00Z</timestamp></metadata><components><component type="library" bom-ref="a"><name>n</name><hashes><hash alg="MD5">00</hash></hashes><licenses><expression>MIT OR ISC</expression></licenses></component></components><vulnerabilities><vulnerability><id>CVE-1</id><affects><target><ref>a</ref></target></affects></vulnerability></vulnerabilities></bom>',
  '<testsuites><testsuite name="s" timestamp="2026-01-01T00:00:00" file="a.py"><testcase name="t" line="3" classname="c"><failure message="m">trace</failure></testcase></testsuite></testsuites>',
];

/** JSON values where others are expected: the report stays JSON, its shape does not. */
function swapped(text: string, at: number, by: string): string {
  const scalars = [...text.matchAll(/"[^"]*"(?!\s*:)|\b\d+(\.\d+)?\b|true|\[\]/g)];
  const target = scalars[at % Math.max(1, scalars.length)];
  return target ? text.slice(0, target.index) + by + text.slice(target.index + target[0].length) : text;
}

async function expectTame(content: string | Uint8Array, chunk: number): Promise<void> {
  try {
    const { observations, components } = await read(content, { chunk });
    for (const one of observations) expect(Observation.parse(one)).toEqual(one);
    for (const one of components) expect(Component.parse(one)).toEqual(one);
  } catch (error) {
    if (!(error instanceof ReportError)) throw error;
  }
}

test('whatever is wrong with the bytes, a report is read into the model or refused as a report', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...reports),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 4 }),
      fc.integer({ min: 1, max: 300 }),
      async (report, changes, chunk) => {
        const bytes = Buffer.from(report);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        await expectTame(bytes, chunk);
      },
    ),
    { numRuns: 500 },
  );
});

test('whatever stands where something else is expected, what is read fits the model', async () => {
  const odd = fc.constantFrom(
    'null',
    '{}',
    '[]',
    '[[]]',
    '-1',
    '1e400',
    '0.5',
    'true',
    '""',
    '"\\u0000\\ud800"',
    '{"__proto__":[1]}',
    `"${'x'.repeat(30_000)}"`,
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...reports.slice(0, 2)),
      fc.nat({ max: 200 }),
      odd,
      fc.nat({ max: 200 }),
      odd,
      async (report, a, x, b, y) => {
        await expectTame(swapped(swapped(report, a, x), b, y), 4096);
      },
    ),
    { numRuns: 700 },
  );
});
