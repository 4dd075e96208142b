import { expect, test } from 'vitest';
import { Finding, Module, Run } from '@stoa/model';
import { Facts, toFacts, type FactsInput, type PlacedFinding } from '../index.ts';

function aFinding(given: Partial<PlacedFinding> = {}): PlacedFinding {
  const { paths, ...rest } = given;
  return {
    ...Finding.parse({
      id: '018f0000-0000-7000-8000-000000000002',
      application: 'shop',
      kind: 'secret',
      fingerprint: { version: 'secret/1', value: 'a'.repeat(64), because: [] },
      title: 'A token',
      description: '',
      severity: 'high',
      state: 'open',
      rule: { id: 'some-token' },
      tags: [],
      tools: ['stoa-secrets'],
      location: { path: 'src/main.ts', startLine: 3 },
      places: 1,
      firstSeenAt: '2026-03-01T00:00:00Z',
      lastSeenAt: '2026-03-01T00:00:00Z',
      fixedAt: null,
      ...rest,
    }),
    ...(paths && { paths }),
  };
}

function aRun(given: Partial<Run> = {}): Run {
  return Run.parse({
    id: '018f0000-0000-7000-8000-000000000003',
    tool: { name: 'stoa-secrets' },
    application: 'shop',
    branch: null,
    revision: null,
    startedAt: '2026-03-01T00:00:00Z',
    finishedAt: '2026-03-01T00:01:00Z',
    completeness: 'complete',
    coverage: { kinds: ['secret'], looked: 3, roots: [''] },
    ...given,
  });
}

function made(given: Partial<FactsInput> = {}): Facts {
  const input: FactsInput = {
    manifest: { name: 'shop', modules: [], owners: ['grace', 'ada'] },
    runs: [],
    findings: [],
    components: [],
    environment: 'production',
    revision: null,
    ...given,
  };
  const facts = toFacts(input);
  expect(Facts.parse(facts)).toEqual(facts);
  return facts;
}

const modules = (...paths: string[]) =>
  paths.map((path) =>
    Module.parse({ name: path || 'root', path, workload: path.startsWith('examples') ? 'sample' : 'library' }),
  );

test('an application without modules is one service', () => {
  expect(made().application).toEqual({
    name: 'shop',
    owners: ['ada', 'grace'],
    modules: [{ name: 'shop', path: '', workload: 'service', exposure: 'internal', dataClasses: [] }],
  });
});

test('the rest of a repository is judged as the strictest of its modules, never as a sample', () => {
  const rest = (...paths: string[]) =>
    made({ manifest: { name: 'shop', owners: [], modules: modules(...paths) } }).application.modules.find(
      ({ path }) => path === '',
    );
  expect(rest('lib', 'examples')).toMatchObject({ name: 'shop', workload: 'library' });
  expect(rest('examples')).toMatchObject({ name: 'shop', workload: 'service' });
  expect(rest('', 'examples')).toMatchObject({ name: 'root', workload: 'library' });
});

test('a finding belongs to the module with the longest path that holds it', () => {
  const of = (given: Partial<PlacedFinding>) =>
    made({
      manifest: { name: 'shop', owners: [], modules: modules('', 'lib', './lib/inner/', 'examples') },
      findings: [aFinding(given)],
    }).findings[0]?.module;
  expect(of({ location: { path: 'lib/a.ts' } })).toBe('lib');
  expect(of({ location: { path: 'lib/inner/a.ts' } })).toBe('./lib/inner/');
  expect(of({ location: { path: 'library/a.ts' } })).toBe('root');
  expect(of({ location: undefined as never })).toBe('root');
  expect(of({ location: { path: 'examples/a.ts' } })).toBe('examples');
});

test('a secret in an example and in the code is judged as in the code, also where the second place is not known', () => {
  const of = (given: Partial<PlacedFinding>) =>
    made({
      manifest: { name: 'shop', owners: [], modules: modules('', 'examples') },
      findings: [aFinding({ location: { path: 'examples/a.ts' }, ...given })],
    }).findings[0];
  expect(of({ paths: ['examples/a.ts', 'src/a.ts'], places: 2 })).toMatchObject({ module: 'root', places: 2 });
  expect(of({ places: 2 })).toMatchObject({ module: 'root', places: 2, paths: ['examples/a.ts'] });
  expect(of({ paths: ['examples/a.ts', 'examples/b.ts'], places: 2 })).toMatchObject({ module: 'examples' });
});

test('open findings count, and accepted ones: what is waived is still evaluated', () => {
  const states = ['open', 'fixed', 'false-positive', 'accepted', 'not-affected'] as const;
  const findings = states.map((state, n) =>
    aFinding({ state, title: state, fingerprint: { version: 'secret/1', value: `${n}`.repeat(64), because: [] } }),
  );
  expect(made({ findings }).findings.map(({ title }) => title)).toEqual(['open', 'accepted']);
});

test('the latest run of each tool counts', () => {
  const later = aRun({ finishedAt: '2026-03-02T00:00:00.000Z', completeness: 'partial', reason: 'It was stopped.' });
  const other = aRun({ tool: { name: 'junit', version: '' }, tests: { total: 3, failed: 1, errored: 0, skipped: 0 } });
  for (const runs of [
    [later, aRun(), other],
    [other, aRun(), later],
  ]) {
    expect(made({ runs }).runs).toMatchObject([
      { tool: 'junit', tests: { failed: 1 } },
      { tool: 'stoa-secrets', completeness: 'partial', reason: 'It was stopped.' },
    ]);
  }
});

test('a vulnerability knows how its package is used; where nobody knows, the worse is assumed', () => {
  const affected = { purl: 'pkg:npm/a@1.0.0', advisoryIds: ['GHSA-1', 'CVE-1'], fixedVersion: '1.0.1' };
  const of = (components: FactsInput['components']) =>
    made({
      components,
      findings: [aFinding({ kind: 'vulnerability', affected, location: { path: 'package-lock.json' } })],
    });
  const use = { purl: affected.purl, version: '1.0.0', direct: false, scope: 'development' as const };
  expect(of([use]).findings[0]).toMatchObject({
    direct: false,
    scope: 'development',
    fixedVersion: '1.0.1',
    advisoryIds: ['GHSA-1', 'CVE-1'],
  });
  expect(of([use, { ...use, scope: 'required', direct: true }]).findings[0]).toMatchObject({
    direct: true,
    scope: 'required',
  });
  expect(of([]).findings[0]).toMatchObject({ direct: true, scope: 'required' });
  expect(of([use, { ...use, version: '' }]).components).toEqual({ count: 2, unknownVersions: 1 });
});
