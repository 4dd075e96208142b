import { expect, test } from 'vitest';
import { Component, Observation } from '@stoa/model';
import { errorOf, read } from './reading.ts';

const json = JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  metadata: {
    timestamp: '2026-01-02T03:04:05Z',
    tools: { components: [{ type: 'application', name: 'syft', version: '1.2' }] },
    component: { type: 'application', 'bom-ref': 'app', name: 'shop' },
  },
  components: [
    {
      type: 'library',
      'bom-ref': 'a',
      name: 'lodash',
      version: '4.17.15',
      purl: 'pkg:npm/lodash@4.17.15',
      licenses: [{ license: { id: 'MIT' } }],
      hashes: [{ alg: 'SHA-1', content: 'AB'.repeat(20) }],
      components: [{ type: 'library', 'bom-ref': 'b', group: 'org', name: 'inner', version: '1' }],
    },
  ],
  dependencies: [
    { ref: 'app', dependsOn: ['a'] },
    { ref: 'a', dependsOn: ['b', 'nowhere'] },
  ],
  vulnerabilities: [
    {
      id: 'CVE-2021-23337',
      references: [{ id: 'GHSA-35jh-r3h4-6jhm' }],
      source: { url: 'https://nvd.example/CVE-2021-23337' },
      ratings: [
        { score: 6.5, severity: 'medium', method: 'CVSSv2' },
        { score: 7.2, severity: 'high', method: 'CVSSv31', vector: 'CVSS:3.1/x' },
      ],
      cwes: [77],
      description: 'Injection',
      recommendation: 'Update',
      affects: [{ ref: 'a' }, { ref: 'urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#b' }],
    },
    { id: 'CVE-2', affects: [{ ref: 'a' }], analysis: { state: 'not_affected', detail: 'Never called' } },
  ],
});

const xml = `<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.6" xmlns:x="urn:other">
  <metadata><timestamp>2026-01-02T03:04:05Z</timestamp><tools><components><component type="application"><name>syft</name><version>1.2</version></component></components></tools>
    <component type="application" bom-ref="app"><name>shop</name></component></metadata>
  <components><x:component/>
    <component type="library" bom-ref="a"><x:name>no</x:name><name>lodash</name><version>4.17.15</version><hashes><hash alg="SHA-1">${'AB'.repeat(20)}</hash></hashes>
      <licenses><license><id>MIT</id></license></licenses><purl>pkg:npm/lodash@4.17.15</purl>
      <components><component type="library" bom-ref="b"><group>org</group><name>inner</name><version>1</version></component></components></component></components>
  <dependencies><dependency ref="app"><dependency ref="a"/></dependency><dependency ref="a"><dependency ref="b"/><dependency ref="nowhere"/></dependency></dependencies>
  <vulnerabilities><vulnerability><id>CVE-2021-23337</id><source><url>https://nvd.example/CVE-2021-23337</url></source><references><reference><id>GHSA-35jh-r3h4-6jhm</id></reference></references>
      <ratings><rating><score>6.5</score><severity>medium</severity><method>CVSSv2</method></rating><rating><score>7.2</score><severity>high</severity><method>CVSSv31</method><vector>CVSS:3.1/x</vector></rating></ratings>
      <cwes><cwe>77</cwe></cwes><description>Injection</description><recommendation>Update</recommendation>
      <affects><target><ref>a</ref></target><target><ref>urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#b</ref></target></affects></vulnerability>
    <vulnerability><id>CVE-2</id><analysis><state>not_affected</state><detail>Never called</detail></analysis><affects><target><ref>a</ref></target></affects></vulnerability></vulnerabilities></bom>`;

test.each([
  ['JSON', json],
  ['XML', xml],
])('%s: components with what they depend on, vulnerabilities with what VEX says', async (_, text) => {
  const { components, observations, summaries, skips } = await read(text, { name: 'build/bom' });
  expect(components).toEqual([
    {
      purl: 'pkg:npm/lodash@4.17.15',
      name: 'lodash',
      version: '4.17.15',
      ecosystem: 'npm',
      direct: true,
      scope: 'required',
      licences: ['MIT'],
      hashes: { 'SHA-1': 'ab'.repeat(20) },
      location: { path: 'build/bom' },
      dependsOn: ['pkg:generic/org/inner@1'],
    },
    expect.objectContaining({ purl: 'pkg:generic/org/inner@1', name: 'org/inner', direct: false }),
  ]);
  expect(observations).toMatchObject([
    {
      kind: 'vulnerability',
      rule: { id: 'CVE-2021-23337', cwe: [77], url: 'https://nvd.example/CVE-2021-23337' },
      title: 'CVE-2021-23337 in lodash 4.17.15: Injection',
      severity: 'high',
      fix: 'Update',
      affected: {
        purl: 'pkg:npm/lodash@4.17.15',
        advisoryIds: ['CVE-2021-23337', 'GHSA-35jh-r3h4-6jhm'],
        cvssScore: 7.2,
        cvssVector: 'CVSS:3.1/x',
      },
    },
    { affected: { purl: 'pkg:generic/org/inner@1' } },
    { severity: 'medium', tags: ['vex:not_affected', 'suppressed', 'severity-unknown'], description: 'Never called' },
  ]);
  expect(summaries[0]).toMatchObject({
    tool: { name: 'syft', version: '1.2' },
    finishedAt: '2026-01-02T03:04:05.000Z',
    completeness: 'unknown',
    coverage: { kinds: ['vulnerability'], looked: 2 },
  });
  expect(skips).toEqual([]);
  for (const one of components) expect(Component.parse(one)).toEqual(one);
  for (const one of observations) expect(Observation.parse(one)).toEqual(one);
});

test('a list of packages alone covers no kind of finding', async () => {
  const text = '{"bomFormat":"CycloneDX","specVersion":"1.5","components":[{"type":"library","name":"a"}]}';
  const { summaries } = await read(text, { covers: [''] });
  expect(summaries[0]).toMatchObject({ completeness: 'complete', coverage: { kinds: [] } });
});

test('what the specification forbids is named and counted, and the rest stands', async () => {
  const text = JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    serialNumber: 'urn:uuid:1',
    metadata: { timestamp: 'yesterday' },
    components: [
      { type: 'library', 'bom-ref': 'x', name: 'a', hashes: [{ alg: 'MD5', content: 'short' }] },
      { type: 'cryptographic-asset', 'bom-ref': 'x', name: 'b', licenses: [{ license: { id: 'Apache-2' } }] },
      { type: 'library', name: 7 },
      'text',
    ],
    vulnerabilities: [{ description: 'nameless' }],
  });
  const { components, skips, summaries } = await read(text);
  expect(components.map(({ name }) => name)).toEqual(['a']);
  expect(skips.map(({ place }) => place)).toEqual([
    'components[1].bom-ref',
    'serialNumber',
    'metadata.timestamp',
    'components[0].hashes[0].content',
    'components[1].type',
    'components[1].licenses[0].license.id',
    'components[2].name',
    'components[3].name',
    'components[3].type',
    'vulnerabilities[0]',
  ]);
  expect(summaries[0]).toMatchObject({ completeness: 'partial', coverage: { skippedTotal: 10 } });
});

test('the vulnerability extension of old documents is read', async () => {
  const { observations } =
    await read(`<bom xmlns="http://cyclonedx.org/schema/bom/1.2" xmlns:v="http://cyclonedx.org/schema/ext/vulnerability/1.0">
    <components><component type="library" bom-ref="r"><name>j</name><version>2</version><purl>pkg:maven/g/j@2</purl></component></components>
    <v:vulnerabilities><v:vulnerability ref="r"><v:id>CVE-2018-7489</v:id><v:ratings><v:rating><v:score><v:base>9.8</v:base></v:score><v:method>CVSSv3</v:method></v:rating></v:ratings>
      <v:recommendations><v:recommendation>Upgrade</v:recommendation></v:recommendations></v:vulnerability></v:vulnerabilities></bom>`);
  expect(observations).toMatchObject([
    { severity: 'critical', fix: 'Upgrade', affected: { purl: 'pkg:maven/g/j@2', cvssScore: 9.8 } },
  ]);
});

test.each([
  ['{"bomFormat":"CycloneDX","specVersion":"9.0"}', 'unsupported-version'],
  ['{"bomFormat":"Other","specVersion":"1.6"}', 'malformed'],
  ['{"bomFormat":"CycloneDX","specVersion":"1.6","components":{}}', 'malformed'],
  ['<bom xmlns="http://cyclonedx.org/schema/bom/12"/>', 'unsupported-version'],
])('%s is refused as %s', async (text, code) => {
  expect((await errorOf(text)).code).toBe(code);
});
