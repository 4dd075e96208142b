import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Component, ComponentOrigin, componentScopes, Observation } from '@stoa/model';
import { sbomForm, sbomForms } from '@stoa/formats';
import { errorOf, read } from './reading.ts';

const schemas = join(
  dirname(createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json')),
  'res/schema',
);
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
ajv.addFormat('idn-email', true);
ajv.addFormat('iri-reference', true);
for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
  ajv.addSchema({ ...schemaOf(name), $id: `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json` });
}

function schemaOf(name: string): object {
  return JSON.parse(readFileSync(join(schemas, `${name}.SNAPSHOT.schema.json`), 'utf8')) as object;
}

const purl = fc.constantFrom('pkg:npm/a@1.0.0', 'pkg:npm/%40s/b@2.0.0', 'pkg:maven/g/c@3', 'pkg:pypi/d@4');
const names: Record<string, string> = { npm: 'a', '%40s': '@s/b', maven: 'g:c', pypi: 'd' };
const aComponent = fc
  .record({
    purl,
    direct: fc.boolean(),
    scope: fc.constantFrom(...componentScopes),
    licences: fc.constantFrom([], ['MIT'], ['Apache-2.0 OR MIT'], ['A licence "of" <its> own & more']),
    hashes: fc.constantFrom({}, { 'SHA-512': 'ab'.repeat(64) }, { 'SHA-512': 'abcd', Odd: 'ab'.repeat(16) }),
    origin: fc.constantFrom(...ComponentOrigin.options),
    path: fc.constantFrom('package-lock.json', 'web/yarn.lock'),
    dependsOn: fc.array(purl, { maxLength: 3 }),
  })
  .map(({ path, ...rest }) => {
    const [type = '', namespace = ''] = rest.purl.slice(4).split('/');
    const name = names[namespace] ?? names[type] ?? '';
    return Component.parse({ ...rest, name, version: rest.purl.split('@').at(-1), ecosystem: '', location: { path } });
  });
const inventories = fc.uniqueArray(aComponent, { selector: (one) => one.purl, maxLength: 4 });
const about = { application: 'shop', version: 'c0ffee', timestamp: '2026-01-01T00:00:00.000Z', toolVersion: '1' };

const everyForm = Object.entries(sbomForms).flatMap(([id, { versions }]) =>
  versions.map((version): [string, string] => [id, version]),
);

test.each(everyForm)('%s %s: the same in any order, and read again it is the same inventory', async (id, version) => {
  const { write } = sbomForm(id, version);
  await fc.assert(
    fc.asyncProperty(inventories, async (components) => {
      const text = write({ ...about, components }, version);
      expect(write({ ...about, components: components.toReversed() }, version)).toBe(text);
      const known = new Set(components.map((one) => one.purl));
      const { components: again, skips, format, summaries } = await read(text, { chunk: 101 });
      expect(skips).toEqual([]);
      expect(id.startsWith(format)).toBe(true);
      expect(summaries[0]!.finishedAt).toBe(about.timestamp);
      const comparable = (one: Component) => ({
        ...one,
        ecosystem: '',
        hashes: one.hashes['SHA-512'] === 'abcd' ? {} : one.hashes,
        // Where nothing is direct SPDX cannot say so.
        direct: components.some(({ direct }) => direct) ? one.direct : undefined,
        dependsOn: [...new Set(one.dependsOn)].filter((other) => known.has(other)).sort(),
      });
      const byPurl = (a: Component, b: Component) => (a.purl < b.purl ? -1 : 1);
      expect(again.map(comparable)).toEqual(components.map(comparable).sort(byPurl));
    }),
    { numRuns: 25 },
  );
});

test.each(sbomForms['cyclonedx-json'].versions)('CycloneDX %s is valid by its own schema', (version) => {
  const isValid = ajv.compile(schemaOf(`bom-${version}`));
  fc.assert(
    fc.property(inventories, (components) => {
      isValid(JSON.parse(sbomForms['cyclonedx-json'].write({ ...about, components }, version)));
      expect(isValid.errors ?? []).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

test.each([
  ['cyclonedx', undefined, 'There is no form "cyclonedx": there are cyclonedx-json'],
  ['__proto__', undefined, 'There is no form'],
  ['cyclonedx-xml', '2.0', 'cyclonedx-xml is not written in version "2.0": 1.4, 1.5, 1.6, 1.7 are.'],
])('%s %s: a form that does not exist is refused with those that do', (id, version, sentence) => {
  expect(() => sbomForm(id, version)).toThrow(sentence);
});

const foreign = {
  spdxVersion: 'SPDX-2.3',
  SPDXID: 'SPDXRef-DOCUMENT',
  name: 'shop',
  documentDescribes: ['SPDXRef-shop'],
  creationInfo: { created: '2026-01-02T03:04:05Z', creators: ['Organization: Shop', 'Tool: syft-1.2.3'] },
  packages: [
    { SPDXID: 'SPDXRef-shop', name: 'shop', primaryPackagePurpose: 'APPLICATION' },
    {
      SPDXID: 'SPDXRef-a',
      name: 'left',
      versionInfo: '1.2',
      licenseDeclared: 'NOASSERTION',
      licenseConcluded: 'LicenseRef-x',
      checksums: [{ algorithm: 'SHA1', checksumValue: 'AB'.repeat(20) }],
      externalRefs: [
        { referenceCategory: 'SECURITY', referenceType: 'cpe23Type', referenceLocator: 'cpe:2.3:a:left' },
        { referenceCategory: 'PACKAGE_MANAGER', referenceType: 'purl', referenceLocator: 'pkg:npm/left@1.2' },
      ],
      sourceInfo: 'acquired package info from the following paths: /web/package-lock.json',
    },
    { SPDXID: 'SPDXRef-b', name: 'right', versionInfo: '2' },
    { SPDXID: 'SPDXRef-b', name: 'twice' },
    { SPDXID: 'SPDXRef-c', name: 'main.c', primaryPackagePurpose: 'FILE' },
    { SPDXID: 'SPDXRef-d' },
  ],
  hasExtractedLicensingInfos: [{ licenseId: 'LicenseRef-x', name: 'Licence of Left', extractedText: '…' }],
  relationships: [
    { spdxElementId: 'SPDXRef-shop', relationshipType: 'DEPENDS_ON', relatedSpdxElement: 'SPDXRef-a' },
    { spdxElementId: 'SPDXRef-b', relationshipType: 'TEST_DEPENDENCY_OF', relatedSpdxElement: 'SPDXRef-a' },
  ],
};

const foreignTags = `SPDXVersion: SPDX-2.3
SPDXID: SPDXRef-DOCUMENT
DocumentName: shop
Creator: Organization: Shop
Creator: Tool: syft-1.2.3
Created: 2026-01-02T03:04:05Z
DocumentComment: <text>PackageName: none
of this is a package</text>
# a comment
PackageName: shop
SPDXID: SPDXRef-shop
PackageName: left
SPDXID: SPDXRef-a
PackageVersion: 1.2
PackageLicenseDeclared: NOASSERTION
PackageLicenseConcluded: LicenseRef-x
PackageChecksum: SHA1: ${'AB'.repeat(20)}
ExternalRef: SECURITY cpe23Type cpe:2.3:a:left
ExternalRef: PACKAGE_MANAGER purl pkg:npm/left@1.2
PackageSourceInfo: <text>acquired package info from the following paths: /web/package-lock.json</text>
FileName: ./main.c
SPDXID: SPDXRef-f
PackageName: right
SPDXID: SPDXRef-b
PackageVersion: 2
PackageName: twice
SPDXID: SPDXRef-b
PackageName: main.c
SPDXID: SPDXRef-c
PrimaryPackagePurpose: FILE
PackageName:
SPDXID: SPDXRef-d
LicenseID: LicenseRef-x
LicenseName: Licence of Left
ExtractedText: <text>…</text>
Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-shop
Relationship: SPDXRef-shop DEPENDS_ON SPDXRef-a
Relationship: SPDXRef-b TEST_DEPENDENCY_OF SPDXRef-a
`;

test.each([
  ['JSON', JSON.stringify(foreign)],
  ['tag-value', foreignTags],
])('SPDX %s of another tool: packages, what they need, what is wrong', async (_, text) => {
  const { format, components, skips, summaries } = await read(text, { name: 'build/bom.spdx' });
  expect(format).toBe('spdx');
  expect(components).toEqual([
    {
      purl: 'pkg:npm/left@1.2',
      name: 'left',
      version: '1.2',
      ecosystem: 'npm',
      direct: true,
      scope: 'required',
      licences: ['Licence of Left'],
      hashes: { 'SHA-1': 'ab'.repeat(20) },
      location: { path: 'web/package-lock.json' },
      dependsOn: ['pkg:generic/right@2'],
    },
    expect.objectContaining({ name: 'right', direct: false, scope: 'development' }),
    expect.objectContaining({ name: 'twice' }),
  ]);
  expect(skips.map(({ place }) => place)).toEqual(['packages[3]', 'packages[5]']);
  expect(summaries[0]).toMatchObject({
    tool: { name: 'syft', version: '1.2.3' },
    completeness: 'partial',
    coverage: { kinds: [], looked: 3, skippedTotal: 2 },
    finishedAt: '2026-01-02T03:04:05.000Z',
  });
  for (const one of components) expect(Component.parse(one)).toEqual(one);
});

test('SPDX: advisories among the references of a package are vulnerabilities of it', async () => {
  const externalRefs = [
    { referenceCategory: 'SECURITY', referenceType: 'cpe23Type', referenceLocator: 'cpe:2.3:a:b' },
    {
      referenceCategory: 'SECURITY',
      referenceType: 'advisory',
      referenceLocator: 'https://nvd.example/CVE-2024-10001',
    },
    { referenceCategory: 'SECURITY', referenceType: 'fix', referenceLocator: 'https://git.example/CVE-2024-10001' },
  ];
  const packages = [{ SPDXID: 'SPDXRef-a', name: 'a', versionInfo: '1', externalRefs }];
  const { observations, summaries } = await read(JSON.stringify({ ...foreign, packages, relationships: [] }));
  expect(observations).toMatchObject([
    {
      kind: 'vulnerability',
      rule: { id: 'CVE-2024-10001', url: 'https://nvd.example/CVE-2024-10001' },
      title: 'CVE-2024-10001 in a 1',
      affected: { purl: 'pkg:generic/a@1', advisoryIds: ['CVE-2024-10001'] },
      tags: ['severity-unknown', 'fixable'],
    },
  ]);
  expect(summaries[0]!.coverage.kinds).toEqual(['vulnerability']);
  for (const one of observations) expect(Observation.parse(one)).toEqual(one);
});

test.each([
  ['{"spdxVersion":"SPDX-3.0","SPDXID":"SPDXRef-DOCUMENT"}', 'unsupported-version'],
  ['{"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","packages":{}}', 'malformed'],
  ['SPDXVersion: SPDX-2.3\nPackageName: a\nPackageComment: <text>never', 'truncated'],
])('%s is refused as %s', async (text, code) => {
  expect((await errorOf(text)).code).toBe(code);
});
