import fc from 'fast-check';
import { expect, test } from 'vitest';
import { vexStates, type Observation } from '@stoa/model';
import { enrich, judgeByVex, readVex, vexFormats, VexError, writeVex, type VexOutput } from '@stoa/components';

const lodash = (version = '4.17.15', ids = ['GHSA-35jh-r3h4-6jhm', 'CVE-2021-23337']): Observation => ({
  kind: 'vulnerability',
  rule: { id: ids[0]!, cwe: [] },
  title: 'lodash',
  description: '',
  severity: 'high',
  location: { path: 'package-lock.json' },
  affected: { purl: `pkg:npm/lodash@${version}`, advisoryIds: ids, cvssScore: 7.2 },
  toolFingerprints: {},
  tags: [],
});

const openVex = (more: object, products: unknown = [{ '@id': 'pkg:npm/lodash' }]) =>
  JSON.stringify({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'https://vex.example/1',
    author: 'Ann',
    timestamp: '2026-01-01T00:00:00Z',
    statements: [{ vulnerability: { name: 'CVE-2021-23337' }, products, status: 'not_affected', ...more }],
  });

const judge = (text: string, observation = lodash(), application = 'shop') =>
  judgeByVex(readVex(text, 'vex.json').claims, application)(observation);

test('a statement is shown with its reason and source, moves the vulnerability to the end, and deletes nothing', () => {
  const text = openVex({
    justification: 'vulnerable_code_not_in_execute_path',
    impact_statement: 'No template is compiled',
  });
  const { affected, tags, severity } = enrich(lodash(), {
    vexOf: judgeByVex(readVex(text, 'vex.json').claims, 'shop'),
  });
  expect(affected?.vex).toEqual({
    state: 'not_affected',
    justification: 'vulnerable_code_not_in_execute_path',
    reason: 'No template is compiled',
    source: 'Ann (vex.json)',
    at: '2026-01-01T00:00:00Z',
  });
  expect(tags).toEqual(['vex:not_affected', 'suppressed']);
  expect(severity).toBe('high');
  expect(affected?.priority).toMatchObject({ score: 0 });
  expect(affected?.priority?.terms.at(-1)).toMatchObject({
    name: 'vex',
    why: 'not affected, as Ann (vex.json) states',
  });
});

test.each<[string, unknown, boolean]>([
  ['the package of any version', [{ '@id': 'pkg:npm/lodash' }], true],
  ['this version', [{ '@id': 'pkg:npm/lodash@4.17.15' }], true],
  ['another version', [{ '@id': 'pkg:npm/lodash@4.17.16' }], false],
  ['another package', [{ '@id': 'pkg:npm/lodash-es' }], false],
  ['another ecosystem', [{ '@id': 'pkg:gem/lodash' }], false],
  ['a part of a product', [{ '@id': 'pkg:generic/shop', subcomponents: [{ '@id': 'pkg:npm/lodash' }] }], true],
  ['a purl among its identifiers', [{ '@id': 'x', identifiers: { purl: 'pkg:npm/lodash' } }], true],
  ['the first version of the format', ['pkg:npm/lodash'], true],
])('a statement on %s', (_, products, holds) => {
  expect(judge(openVex({}, products)) !== undefined).toBe(holds);
});

test('what a document says of other products does not count where it speaks of this one', () => {
  const parts = [{ '@id': 'pkg:npm/lodash' }];
  const text = JSON.stringify({
    statements: [
      {
        vulnerability: 'CVE-2021-23337',
        products: [{ '@id': 'pkg:generic/other', subcomponents: parts }],
        status: 'not_affected',
      },
      {
        vulnerability: 'CVE-2021-23337',
        products: [{ '@id': 'pkg:generic/shop', subcomponents: parts }],
        status: 'affected',
      },
    ],
  });
  expect(judge(text, lodash(), 'shop')?.state).toBe('affected');
  expect(judge(text, lodash(), 'other')?.state).toBe('not_affected');
});

test('the latest statement stands; of two at the same time the more careful one', () => {
  const claims = (...list: [string, string][]) =>
    JSON.stringify({
      statements: list.map(([status, timestamp]) => ({
        vulnerability: { name: 'x', aliases: ['GHSA-35JH-R3H4-6JHM'] },
        products: [{ '@id': 'pkg:npm/lodash' }],
        status,
        timestamp,
      })),
    });
  expect(judge(claims(['affected', '2026-01-01T00:00:00Z'], ['fixed', '2026-02-01T00:00:00Z']))?.state).toBe('fixed');
  expect(judge(claims(['not_affected', '2026-01-01'], ['affected', '2026-01-01']))?.state).toBe('affected');
});

test('CSAF: products on platforms, flags and reasons', () => {
  const text = JSON.stringify({
    document: {
      category: 'csaf_vex',
      publisher: { name: 'Bob' },
      tracking: { current_release_date: '2026-01-01T00:00:00Z' },
    },
    product_tree: {
      branches: [
        { product: { name: 'shop', product_id: 'P' } },
        {
          product: {
            name: 'lodash',
            product_id: 'L',
            product_identification_helper: { purl: 'pkg:npm/lodash@4.17.15' },
          },
        },
      ],
      relationships: [
        {
          product_reference: 'L',
          relates_to_product_reference: 'P',
          full_product_name: { name: 'both', product_id: 'P:L' },
        },
      ],
    },
    vulnerabilities: [
      {
        cve: 'CVE-2021-23337',
        product_status: { known_not_affected: ['P:L', 'unknown'] },
        flags: [{ label: 'inline_mitigations_already_exist', product_ids: ['P:L'] }],
        threats: [{ category: 'impact', details: 'The proxy refuses it', product_ids: ['P:L'] }],
      },
    ],
  });
  const { claims, bad } = readVex(text, 'csaf.json');
  expect(bad).toBe(1);
  expect(claims[0]?.products).toEqual(['shop']);
  expect(judge(text)).toMatchObject({
    state: 'not_affected',
    justification: 'inline_mitigations_already_exist',
    reason: 'The proxy refuses it',
    source: 'Bob (vex.json)',
  });
});

test.each<[string, string]>([
  ['resolved', 'fixed'],
  ['exploitable', 'affected'],
  ['in_triage', 'under_investigation'],
  ['false_positive', 'not_affected'],
])('CycloneDX: %s is %s, of what a reference, a link or a purl names', (state, expected) => {
  for (const ref of ['lo', 'urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#lo', 'pkg:npm/lodash@4.17.15']) {
    const text = JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      components: [{ name: 'app', components: [{ 'bom-ref': 'lo', name: 'lodash', purl: 'pkg:npm/lodash@4.17.15' }] }],
      vulnerabilities: [
        { id: 'CVE-2021-23337', analysis: { state, justification: 'code_not_reachable' }, affects: [{ ref }] },
      ],
    });
    expect(judge(text)).toMatchObject({ state: expected, justification: 'vulnerable_code_not_in_execute_path' });
  }
});

const output: fc.Arbitrary<VexOutput> = fc.record(
  {
    ids: fc.constantFrom<VexOutput['ids']>(
      ['CVE-2021-23337'],
      ['GHSA-35jh-r3h4-6jhm', 'CVE-2021-23337'],
      ['GO-2026-1'],
    ),
    purl: fc.constantFrom(
      'pkg:npm/%40a/b@1.0.0',
      'pkg:golang/x.example/y@v1.0.0',
      'pkg:deb/debian/openssl@3.0.8-1?arch=amd64',
    ),
    state: fc.constantFrom(...vexStates),
    justification: fc.constantFrom('vulnerable_code_not_in_execute_path', 'inline_mitigations_already_exist'),
    reason: fc.constantFrom('Never called', 'Äußerst selten "gerufen"'),
    action: fc.constant('Update it.'),
  },
  { requiredKeys: ['ids', 'purl', 'state'] },
);

test.each(vexFormats)('what is written as %s is read again as it was meant', (format) => {
  fc.assert(
    fc.property(fc.array(output, { maxLength: 5 }), (outputs) => {
      const meta = { application: 'shop', author: 'Ann', timestamp: '2026-01-01T00:00:00Z', toolVersion: '1' };
      const { claims, bad } = readVex(writeVex(format, outputs, meta), 'own.json');
      expect(bad).toBe(0);
      expect(
        claims.map(({ ids, purls, state, products }) => ({
          ids: ids.toSorted(),
          purls,
          state,
          products: products.length > 0,
        })),
      ).toEqual(outputs.map(({ ids, purl, state }) => ({ ids: ids.toSorted(), purls: [purl], state, products: true })));
      for (const [at, { state, justification, reason }] of outputs.entries()) {
        if (state === 'not_affected') expect(claims[at]?.justification).toBe(justification);
        if (reason) expect(claims[at]?.reason).toBe(reason);
      }
    }),
  );
});

test.each([
  '',
  'no',
  '[]',
  '{}',
  '{"bomFormat":"SPDX"}',
  '{"document":3}',
  '{"statements":3}',
  '{"__proto__":{"statements":[]}}',
])('what is no VEX document says so: %s', (text) => {
  expect(() => readVex(text, 'x.json')).toThrow(VexError);
});

test('statements that cannot be read or name no package are counted', () => {
  const text = JSON.stringify({
    statements: [
      { vulnerability: 'CVE-1', products: ['pkg:npm/a'], status: 'perhaps' },
      { vulnerability: 'CVE-1', products: ['some product'], status: 'fixed' },
      null,
      { vulnerability: 'CVE-1', products: ['pkg:npm/a'], status: 'fixed' },
    ],
  });
  expect(readVex(text, 'x.json')).toMatchObject({ bad: 3, claims: [{ state: 'fixed' }] });
});
