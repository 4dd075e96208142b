import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  canonicalJson,
  findingKinds,
  Policy,
  severities,
  verdicts,
  workloads,
  type Exception,
  type Verdict,
} from '@stoa/model';
import { defaultPolicies } from '../../../blueprint/policies/index.ts';
import { decide, digestOfInputs, replay, resolvePolicy, workloadsOf, type Facts } from '../index.ts';
import { decisionId, facts, now } from './story.ts';

const paths = ['src/a.ts', 'src/b.ts', 'examples/a.ts', 'package-lock.json'];
const rules = ['rule-1', 'rule-2', 'CVE-2026-1'];
const purls = ['pkg:npm/a@1.0.0', 'pkg:npm/%40s/b@2.0.0'];
const pick = <T>(...of: readonly T[]) => fc.constantFrom(...of);
const days = fc.integer({ min: -30, max: 30 }).map((day) => new Date(Date.parse(now) + day * 86_400_000).toISOString());

const aFinding = fc.record({
  kind: pick(...findingKinds),
  severity: pick(...severities),
  title: pick('One', 'Two', 'Three'),
  rules: fc.subarray(rules, { minLength: 1 }),
  paths: fc.subarray(paths, { minLength: 1 }),
  purl: pick(undefined, ...purls),
  fixedVersion: pick(undefined, '3.0.0'),
  module: pick('shop', 'demo', 'gone'),
  tags: fc.subarray(['kev', 'new']),
});
const aRun = fc.record({
  id: fc.uuid(),
  tool: pick('one', 'two', 'three'),
  kinds: fc.subarray([...findingKinds]),
  completeness: pick('complete' as const, 'partial' as const),
  looked: pick(0, 9),
  finishedAt: days,
});
const someFacts: fc.Arbitrary<Facts> = fc
  .record({
    findings: fc.array(aFinding, { maxLength: 8 }),
    runs: fc.array(aRun, { maxLength: 4 }),
    environment: pick('production', 'staging'),
    modules: fc.constant(null).map(() => [{}, { name: 'demo', path: 'examples', workload: 'sample' as const }]),
  })
  .map((given) => facts(given));

const optional = { requiredKeys: [] } as { requiredKeys: [] };
const aCriterion = pick('secrets', 'known-exploited', 'sample/secrets', 'policy');
const manyFields = fc.record(
  {
    rule: pick(...rules),
    purl: pick('pkg:npm/a', ...purls),
    path: pick('src', 'examples/', 'src/a.ts'),
    kind: pick(...findingKinds),
    maxSeverity: pick(...severities),
    criterion: aCriterion,
    environment: pick('production', 'staging'),
  },
  optional,
);
const scope = fc.oneof(manyFields, fc.record({ criterion: aCriterion }), fc.record({ kind: pick(...findingKinds) }));
const anException: fc.Arbitrary<Exception> = fc.record({
  id: fc.uuid(),
  owner: pick('ada', 'grace'),
  reason: fc.constant('It is known and watched'),
  approver: pick(null, 'linus'),
  scope,
  createdAt: fc.constant('2026-01-01T00:00:00.000Z'),
  expiresAt: days,
});

function ask(given: Facts, exceptions: readonly Exception[]) {
  const policy = resolvePolicy(defaultPolicies, { workloads: workloadsOf(given), environment: given.environment });
  return { policy, decision: decide({ facts: given, policy, exceptions, now, id: decisionId }) };
}

/** From the worst. */
const gravity: readonly Verdict[] = ['fail', 'expired', 'not-evaluated', 'waived', 'pass'];

test('an exception more never makes a verdict worse, and never makes a pass', () => {
  fc.assert(
    fc.property(someFacts, fc.array(anException, { maxLength: 4 }), anException, (given, exceptions, more) => {
      const before = ask(given, exceptions).decision;
      const after = ask(given, [...exceptions, more]).decision;
      for (const [index, { verdict, id }] of after.criteria.entries()) {
        const then = before.criteria[index]!;
        expect(id).toBe(then.id);
        expect(gravity.indexOf(verdict)).toBeGreaterThanOrEqual(gravity.indexOf(then.verdict));
        if (verdict === 'pass') expect(then.verdict).toBe('pass');
      }
      expect(!before.allowed || after.allowed).toBe(true);
    }),
  );
});

test('only a live, approved exception waives', () => {
  fc.assert(
    fc.property(someFacts, fc.array(anException, { maxLength: 6 }), (given, exceptions) => {
      const live = exceptions
        .filter(({ approver, expiresAt }) => approver !== null && expiresAt > now)
        .map(({ id }) => id);
      for (const { verdict, reasons } of ask(given, exceptions).decision.criteria) {
        if (verdict !== 'waived') continue;
        for (const { exception } of reasons) expect(live).toContain(exception);
      }
    }),
  );
});

test('order does not matter, and the same inputs are the same decision, byte for byte', () => {
  fc.assert(
    fc.property(someFacts, fc.array(anException, { maxLength: 6 }), (given, exceptions) => {
      const { policy, decision } = ask(given, exceptions);
      const turned = { ...given, findings: given.findings.toReversed(), runs: given.runs.toReversed() };
      const again = ask(turned, exceptions.toReversed()).decision;
      expect(canonicalJson(again)).toBe(canonicalJson(decision));
      expect(JSON.stringify(ask(structuredClone(given), exceptions).decision)).toBe(JSON.stringify(decision));
      const kept = JSON.parse(JSON.stringify({ facts: given, policy, exceptions }));
      expect(replay(decision, kept)).toMatchObject({ same: true, differences: [] });
    }),
  );
});

test('empty is not clean: where no check has run to its end, nothing passes and nothing is allowed', () => {
  fc.assert(
    fc.property(someFacts, (given) => {
      const runs = given.runs.map((run) => ({ ...run, completeness: 'partial' as const }));
      const { allowed, criteria } = ask({ ...given, runs }, []).decision;
      expect(allowed && criteria.every(({ verdict }) => verdict === 'not-evaluated')).toBe(false);
      for (const { verdict } of criteria) expect(['fail', 'not-evaluated']).toContain(verdict);
    }),
  );
});

test('every verdict is one of five, with reasons for all but a pass, at most twenty', () => {
  fc.assert(
    fc.property(someFacts, fc.array(anException, { maxLength: 4 }), (given, exceptions) => {
      for (const { verdict, reasons, reasonsTotal, next } of ask(given, exceptions).decision.criteria) {
        expect(verdicts).toContain(verdict);
        expect(reasons.length).toBe(Math.min(20, reasonsTotal));
        expect(
          verdict === 'pass' ? reasonsTotal === 0 && next === undefined : reasonsTotal > 0 && next !== undefined,
        ).toBe(true);
      }
    }),
  );
});

test('what was changed after the decision is named', () => {
  const given = facts({ findings: [{}] });
  const { policy, decision } = ask(given, []);
  expect(replay(decision, { facts: facts(), policy, exceptions: [] }).differences).toEqual([
    'The facts or the exceptions are not those it was made of.',
    'The verdict was fail and is pass.',
    'Criterion secrets was fail and is pass.',
  ]);
  const lenient = resolvePolicy([{ ...defaultPolicies[0]!, criteria: defaultPolicies[0]!.criteria.slice(1) }], {
    workloads: workloads.slice(0, 1),
    environment: 'production',
  });
  expect(replay(decision, { facts: given, policy: lenient, exceptions: [] }).differences).toContain(
    'The policy is not the one it was made by.',
  );
  expect(replay({ ...decision, allowed: true }, { facts: given, policy, exceptions: [] })).toMatchObject({
    same: false,
    differences: ['The record itself has been changed.'],
  });
  expect(digestOfInputs(given, [])).toBe(decision.inputsDigest);
});

test('ten thousand findings and ten criteria are decided within a second', () => {
  const one = facts({ findings: [{ kind: 'vulnerability', severity: 'high', fixedVersion: '2.0.0' }] });
  const [first] = one.findings;
  const many = {
    ...one,
    findings: Array.from({ length: 10_000 }, (_, n) => ({ ...first!, fingerprint: `${n}`.padStart(64, '0') })),
  };
  const [criterion] = defaultPolicies[0]!.criteria;
  const policy = Policy.parse({
    ...defaultPolicies[0],
    criteria: Array.from({ length: 10 }, (_, n) => ({
      ...criterion,
      id: `c${n}`,
      when: `finding.kind == "vulnerability" && finding.ageDays >= 0.0 && finding.title != "${n}"`,
      fail: 'finding.fixable && finding.severity in ["critical", "high"]',
    })),
  });
  const exceptions = Array.from({ length: 1000 }, (_, n): Exception => ({
    id: `EX-${n}`,
    owner: 'ada',
    reason: 'It is known and watched',
    approver: 'grace',
    scope: { fingerprint: `${n}`.padStart(64, '0') },
    createdAt: '2026-01-01T00:00:00.000Z',
    expiresAt: '2027-01-01T00:00:00.000Z',
  }));
  const started = performance.now();
  const { criteria } = decide({ facts: many, policy, exceptions, now, id: decisionId });
  const took = performance.now() - started;
  console.log(`10,000 findings × 10 criteria, 1,000 exceptions: ${took.toFixed(0)} ms`);
  expect(criteria).toHaveLength(10);
  expect(criteria[0]).toMatchObject({ verdict: 'fail', reasonsTotal: 10_000 });
  expect(took).toBeLessThan(3000); // a second on a machine to itself; tests share theirs
});
