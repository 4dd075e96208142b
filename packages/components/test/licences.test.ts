import { expect, test } from 'vitest';
import { Component, LicencePolicy, drain, type Observation, type Workload } from '@stoa/model';
import { completePolicy, judgeLicence, scanLicences } from '@stoa/components';

const standard = completePolicy(LicencePolicy.parse({}));

test.each<[string[], Workload, string | null, string[]]>([
  [['MIT'], 'library', 'allow', ['MIT']],
  [['GPL-3.0-only'], 'library', 'deny', ['GPL-3.0-only']],
  [['GPL-3.0-or-later'], 'service', 'review', ['GPL-3.0-or-later']],
  [['GPL-2.0+'], 'infrastructure', 'allow', ['GPL-2.0']],
  [['AGPL-3.0-only'], 'service', 'deny', ['AGPL-3.0-only']],
  // A choice takes the mildest, what holds together counts as the strictest.
  [['MIT OR GPL-3.0-only'], 'library', 'allow', ['MIT']],
  [['(GPL-2.0-only OR (MIT AND ISC))'], 'library', 'allow', ['MIT', 'ISC']],
  [['MIT AND AGPL-3.0-only'], 'service', 'deny', ['MIT', 'AGPL-3.0-only']],
  [['MIT', 'SSPL-1.0'], 'service', 'deny', ['MIT', 'SSPL-1.0']],
  // An exception for linking makes a copyleft licence a weak one.
  [['GPL-2.0-only WITH Classpath-exception-2.0'], 'library', 'allow', ['GPL-2.0-only WITH Classpath-exception-2.0']],
  // Names that mean one licence; those that mean several stay unknown.
  [['The Apache Software License, Version 2.0'], 'service', 'allow', ['Apache-2.0']],
  [['BSD'], 'service', null, ['BSD']],
  [['UNLICENSED'], 'service', 'review', ['UNLICENSED']],
  [['SEE LICENSE IN LICENSE.md'], 'library', 'deny', ['UNLICENSED']],
  [['Our own licence'], 'service', null, ['Our own licence']],
  [['MIT OR LicenseRef-ours'], 'service', 'allow', ['MIT']],
  [['GPL-3.0-only OR LicenseRef-ours'], 'library', null, ['LicenseRef-ours']],
  [['__proto__'], 'service', null, ['__proto__']],
  [['toString'], 'service', null, ['toString']],
])('%s in a %s: %s', (licences, workload, verdict, chosen) => {
  const judgement = judgeLicence(licences, workload, standard);
  expect(judgement).toMatchObject({ verdict, chosen });
});

test('obligations are those of what was chosen', () => {
  expect(judgeLicence(['Apache-2.0 AND MPL-2.0'], 'service', standard).obligations).toEqual([
    'notice',
    'notice-file',
    'state-changes',
    'source-of-files',
  ]);
  expect(judgeLicence(['Apache-2.0 OR MIT'], 'service', standard).obligations).toEqual(['notice']);
});

test("a team's own policy decides before the default, and single licences before all", () => {
  const own = completePolicy(
    LicencePolicy.parse({
      workloads: { service: { 'strong-copyleft': 'deny' } },
      licences: { 'GPL-2.0-only': 'allow', 'Our own licence': 'allow' },
    }),
  );
  const verdict = (licence: string) => judgeLicence([licence], 'service', own).verdict;
  expect(['GPL-3.0-only', 'GPL-2.0-only', 'Our own licence', 'AGPL-3.0-only'].map(verdict)).toEqual([
    'deny',
    'allow',
    'allow',
    'deny',
  ]);
});

test('an inventory is judged by the workload each package is used in; what says nothing is not clean', async () => {
  const component = (name: string, path: string, more: object) =>
    Component.parse({
      purl: `pkg:npm/${name}@1.0.0`,
      name,
      version: '1.0.0',
      ecosystem: 'npm',
      location: { path, line: 7 },
      ...more,
    });
  const components = [
    component('fine', 'api/package-lock.json', { licences: ['MIT'] }),
    component('strict', 'api/package-lock.json', { licences: ['AGPL-3.0-only'], direct: true }),
    component('strict', 'example/package-lock.json', { licences: ['AGPL-3.0-only'] }),
    component('tool', 'api/package-lock.json', { licences: ['AGPL-3.0-only'], scope: 'development' }),
    component('silent', 'api/package-lock.json', {}),
    component('odd', 'api/package-lock.json', { licences: ['Something else'] }),
  ];
  const found: Observation[] = [];
  const { coverage } = await drain(
    scanLicences(components, {
      policy: standard,
      workloadOf: (path) => (path.startsWith('example/') ? 'sample' : 'service'),
      inventory: { roots: ['api/package-lock.json', 'example/package-lock.json'], skipped: [] },
    }),
    (item) => void (item.type === 'observation' && found.push(item.observation)),
  );
  expect(found).toMatchObject([
    {
      kind: 'licence',
      rule: { id: 'licence/network-copyleft' },
      title: 'strict 1.0.0: AGPL-3.0-only in a service',
      severity: 'high',
      location: { path: 'api/package-lock.json', startLine: 7 },
      tags: ['network-copyleft', 'direct'],
    },
    { severity: 'low', location: { path: 'example/package-lock.json' } },
  ]);
  expect(found[0]!.description).toContain('everybody who uses it over a network');
  expect(coverage).toMatchObject({ kinds: ['licence'], looked: 3, skippedTotal: 2 });
  expect(coverage.skipped.map(({ detail }) => detail)).toEqual([
    'its lock file says nothing of its licence',
    'nothing is known of Something else',
  ]);
});
