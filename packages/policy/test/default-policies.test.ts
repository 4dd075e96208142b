import { describe, expect, test } from 'vitest';
import type { Criterion, Verdict } from '@stoa/model';
import { defaultPolicies } from '../../../blueprint/policies/index.ts';
import { compilePolicy, decide, resolvePolicy, workloadsOf, type Facts } from '../index.ts';
import { decisionId, everyCheck, exception, facts, now } from './story.ts';

type Given = NonNullable<Parameters<typeof facts>[0]>;

const vulnerability = { kind: 'vulnerability', title: 'A flaw', severity: 'high' } as const;
const fixable = { ...vulnerability, fixedVersion: '2.0.0', firstSeenAt: '2026-01-01T00:00:00.000Z' };

/** What makes each criterion fail. It passes where every check has run and found nothing, and is not evaluated without any. */
const failing: Record<string, Given> = {
  secrets: { findings: [{ kind: 'secret', title: 'AWS access key' }] },
  'known-exploited': { findings: [{ ...vulnerability, severity: 'low', tags: ['kev'] }] },
  'fixable-vulnerabilities': { findings: [fixable] },
  'development-vulnerabilities': { findings: [{ ...fixable, scope: 'development' }] },
  'unfixable-vulnerabilities': { findings: [vulnerability] },
  'known-versions': { components: { count: 40, unknownVersions: 3 } },
  code: { findings: [{ kind: 'code', title: 'SQL injection', severity: 'critical' }] },
  licences: { findings: [{ kind: 'licence', title: 'AGPL in a service', severity: 'high' }] },
  configuration: { findings: [{ kind: 'configuration', title: 'A public bucket', severity: 'high' }] },
  tests: { runs: everyCheck.map((one) => (one.tests ? { ...one, tests: { ...one.tests, failed: 1 } } : one)) },
};

const cases = defaultPolicies.flatMap((policy) => policy.criteria.map((criterion) => ({ policy, criterion })));

test('the default policies are read without a mistake, and each criterion says which practice it enforces', () => {
  for (const policy of defaultPolicies) {
    expect(compilePolicy(policy).criteria).toHaveLength(policy.criteria.length);
    for (const { practices } of policy.criteria) expect(practices).not.toHaveLength(0);
  }
});

describe.each(cases)('$policy.id: $criterion.id', ({ policy, criterion }) => {
  const judged = (given: Given) =>
    decide({ facts: facts(given), policy, exceptions: [], now, id: decisionId }).criteria.find(
      ({ id }) => id === criterion.id,
    );

  test('passes when every check has run and found nothing', () =>
    expect(judged({})).toMatchObject({ verdict: 'pass' }));

  test('fails', () => {
    const given = failing[criterion.id];
    if (!given) throw new Error(`say in this file what makes ${criterion.id} fail`);
    expect(judged(given)).toMatchObject({ verdict: 'fail', enforcement: criterion.enforcement, next: criterion.next });
  });

  test('is not evaluated when no check has run', () => {
    expect(judged({ runs: [], components: { count: 1, unknownVersions: 0 } })).toMatchObject({
      verdict: 'not-evaluated',
      enforcement: criterion.whenNotEvaluated ?? criterion.enforcement,
    });
  });
});

/** As the CLI and the server ask. */
function ask(given: Facts, exceptions = [] as Parameters<typeof decide>[0]['exceptions']) {
  const policy = resolvePolicy(defaultPolicies, { workloads: workloadsOf(given), environment: given.environment });
  return decide({ facts: given, policy, exceptions, now, id: decisionId });
}

const verdicts = (given: Facts): Record<string, [Verdict, Criterion['enforcement']]> =>
  Object.fromEntries(ask(given).criteria.map(({ id, verdict, enforcement }) => [id, [verdict, enforcement]]));

test('on the first day two clean checks are enough, and what is not evaluated is told', () => {
  const firstDay = facts({ runs: everyCheck.slice(0, 2) });
  expect(ask(firstDay)).toMatchObject({ verdict: 'pass', allowed: true, policy: { id: 'production' } });
  expect(verdicts(firstDay)).toMatchObject({
    secrets: ['pass', 'block'],
    code: ['not-evaluated', 'warn'],
    tests: ['not-evaluated', 'warn'],
  });
});

test('without advisories the answer is no, and says why', () => {
  const noAdvisories = facts({
    runs: [
      {},
      {
        tool: 'stoa-components',
        kinds: ['vulnerability'],
        completeness: 'partial',
        reason: 'No advisories could be fetched.',
      },
    ],
  });
  const decision = ask(noAdvisories);
  expect(decision).toMatchObject({ verdict: 'not-evaluated', allowed: false });
  expect(decision.criteria.find(({ id }) => id === 'known-exploited')?.reasons[0]?.text).toBe(
    'The check for known vulnerabilities by stoa-components is not complete: No advisories could be fetched.',
  );
});

test('an environment nobody has named is judged as production', () => {
  expect(ask(facts({ environment: 'prd-eu' })).policy.id).toBe('production');
  expect(ask(facts({ environment: 'staging' })).policy.id).toBe('staging');
});

test('what stops production may pass staging', () => {
  const given = (environment: string) => facts({ environment, findings: [fixable, { severity: 'medium' }] });
  expect(ask(given('production')).allowed).toBe(false);
  expect(ask(given('staging'))).toMatchObject({ allowed: true, verdict: 'pass' });
});

test('the secrets of a sample stop nothing, those beside it do', () => {
  const modules = [{ name: 'shop' }, { name: 'demo', path: 'examples', workload: 'sample' as const }];
  const inSample = facts({ modules, findings: [{ module: 'demo', paths: ['examples/a.ts'] }] });
  const decision = ask(inSample);
  expect(decision).toMatchObject({ verdict: 'pass', allowed: true, policy: { id: 'production+sample' } });
  const [own, sample] = decision.criteria.filter(({ id }) => id.endsWith('secrets'));
  expect(own).toMatchObject({ id: 'secrets', verdict: 'pass' });
  expect(own?.summary).toContain('Judged by production: shop.');
  expect(sample).toMatchObject({ id: 'sample/secrets', verdict: 'fail', enforcement: 'warn' });
  expect(sample?.summary).toContain('Judged by sample: demo.');
  expect(ask(facts({ modules, findings: [{ module: 'shop' }] })).verdict).toBe('fail');
});

test('an exception for a criterion is known by its short and its full name', () => {
  const given = facts({ findings: [{}] });
  for (const criterion of ['secrets', 'production/secrets'])
    expect(ask(given, [exception({ scope: { criterion } })])).toMatchObject({ verdict: 'waived', allowed: true });
  expect(ask(given, [exception({ scope: { criterion: 'staging/secrets' } })])).toMatchObject({ verdict: 'fail' });
});

test('modules that no policy is for have not been judged', () => {
  const given = facts({ modules: [{}, { name: 'lib', path: 'lib', workload: 'library' }] });
  const policy = resolvePolicy(defaultPolicies.slice(0, 1), {
    workloads: workloadsOf(given),
    environment: 'production',
  });
  const decision = decide({ facts: given, policy, exceptions: [], now, id: decisionId });
  expect(decision).toMatchObject({ verdict: 'not-evaluated', allowed: false });
  expect(decision.criteria.at(-1)?.reasons).toEqual([
    { text: 'No policy is for module lib, a library, in production.' },
  ]);
});
