import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Evidence, Practice, Run } from '@stoa/model';
import {
  blueprintOf,
  generateSigningKey,
  isNews,
  levelOf,
  preAuthenticationEncoding,
  readSigningKey,
  runProbes,
  signEvidence,
  verifyEvidence,
  type ProbeContext,
} from '@stoa/evidence';

const now = '2026-06-01T00:00:00.000Z';
const later = '2026-06-08T00:00:00.000Z';
const base: Evidence = {
  id: '00000000-0000-4000-8000-000000000000',
  practice: 'D2',
  probe: 'p',
  subject: { name: 'shop', digest: { gitCommit: 'c0ffee' } },
  verdict: 'pass',
  summary: 's',
  applicable: 10,
  covered: 10,
  holding: 10,
  automated: true,
  enforced: true,
  efficacyProved: true,
  counter: false,
  facts: {},
  producedAt: now,
  expiresAt: later,
};
const practice = Practice.parse({
  id: 'D2',
  pillar: 'design',
  title: 't',
  statement: 's',
  evidenceKind: 'A',
  stages: ['build'],
  room: 'r',
  answeredBy: 'a',
  nextStep: 'n',
  importance: 5,
  effort: 1,
  target: 5,
});

test('the encoding before signing is the one of the specification', () => {
  expect(preAuthenticationEncoding('http://example.com/HelloWorld', Buffer.from('hello world')).toString()).toBe(
    'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
  );
});

test('what was signed verifies; whatever is changed, under whatever other key, does not', () => {
  const key = readSigningKey(generateSigningKey());
  const envelope = signEvidence(base, key);
  expect(verifyEvidence(envelope, [key], now)).toEqual({ ok: true, evidence: base });
  expect(verifyEvidence(envelope, [generateKeyPairSync('ed25519').privateKey], now)).toMatchObject({
    code: 'unknown-key',
  });
  expect(verifyEvidence(envelope, [key], later)).toMatchObject({ code: 'expired' });
  const payload = Buffer.from(envelope.payload, 'base64');
  fc.assert(
    fc.property(fc.nat(payload.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Buffer.from(payload);
      changed[at]! ^= flip;
      expect(verifyEvidence({ ...envelope, payload: changed.toString('base64') }, [key], now)).toMatchObject({
        ok: false,
      });
    }),
  );
  expect(verifyEvidence({ ...envelope, payloadType: 'text/plain' }, [key], now)).toMatchObject({ ok: false });
});

test.each<[number, string, Partial<Evidence>[]]>([
  [0, 'not-evaluated', []],
  [0, 'not-evaluated', [{ verdict: 'not-evaluated' }]],
  [0, 'expired', [{ expiresAt: now }]],
  [1, 'fail', [{ holding: 0, verdict: 'fail' }]],
  [2, 'pass', [{ automated: false }]],
  [2, 'pass', [{ holding: 4 }]],
  [2, 'pass', [{ counter: true }]],
  [3, 'pass', [{ holding: 5 }]],
  [3, 'pass', [{ enforced: false }]],
  [4, 'pass', [{ efficacyProved: false }]],
  [5, 'pass', [{}]],
  [3, 'fail', [{}, { holding: 5, verdict: 'fail' }]],
])('level %i (%s) of %j', (level, verdict, evidence) => {
  expect(
    levelOf(
      practice,
      evidence.map((one) => ({ ...base, ...one })),
      now,
    ),
  ).toMatchObject({ level, verdict });
});

test('more that holds never lowers a level; what has ended never raises one; order does not matter', () => {
  const one = fc.record({
    applicable: fc.integer({ min: 1, max: 10 }),
    share: fc.integer({ min: 0, max: 10 }),
    automated: fc.boolean(),
    enforced: fc.boolean(),
    counter: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 4 }), (some) => {
      const evidence = some.map(({ applicable, share, ...rest }) => ({
        ...base,
        ...rest,
        applicable,
        holding: Math.floor((applicable * share) / 10),
      }));
      const { level } = levelOf(practice, evidence, now);
      expect(levelOf(practice, evidence.toReversed(), now).level).toBe(level);
      expect(levelOf(practice, [...evidence, { ...base, expiresAt: now }], now).level).toBe(level);
      expect(
        levelOf(
          practice,
          evidence.map((e) => ({ ...e, holding: e.applicable })),
          now,
        ).level,
      ).toBeGreaterThanOrEqual(level);
    }),
  );
});

const run = (kind: 'vulnerability' | 'secret', more: object = {}) =>
  Run.parse({
    id: crypto.randomUUID(),
    tool: { name: `stoa-${kind}` },
    application: 'shop',
    branch: 'main',
    revision: 'c0ffee',
    startedAt: now,
    finishedAt: now,
    completeness: 'complete',
    coverage: { kinds: [kind], roots: [''], looked: 10 },
    dataAsOf: now,
    ...more,
  });

const context: ProbeContext = {
  application: 'shop',
  now,
  revision: 'c0ffee',
  runs: [],
  open: [],
  components: { total: 0, unpinned: 0 },
  tools: [],
  decisions: { count: 0, lastAt: null, lastReplays: null },
  exceptions: { live: 0, expired: 0 },
  repository: {},
  declared: { modules: 0, internet: false },
  api: { routes: 40, described: 40 },
  audit: { entries: 1, ok: true },
  history: { days: 0, fixed: 0 },
};
const verdictOf = (changes: Partial<ProbeContext>, probe: string) =>
  runProbes({ ...context, ...changes }).find((one) => one.probe === probe)?.verdict;

test('probes say nothing where they know nothing', () => {
  expect(runProbes(context).map(({ probe }) => probe)).toEqual(['api/coverage']);
});

test('components: fresh advisories pass, old ones have expired, none is not evaluated', () => {
  const components = { total: 10, unpinned: 0 };
  expect(verdictOf({ components, runs: [run('vulnerability')] }, 'components/known-vulnerabilities')).toBe('pass');
  expect(
    verdictOf(
      { components, runs: [run('vulnerability', { dataAsOf: '2026-01-01T00:00:00Z' })] },
      'components/known-vulnerabilities',
    ),
  ).toBe('expired');
  expect(
    verdictOf(
      { components, runs: [run('vulnerability', { completeness: 'partial' })] },
      'components/known-vulnerabilities',
    ),
  ).toBe('not-evaluated');
  expect(verdictOf({ components: { total: 10, unpinned: 3 } }, 'components/inventory')).toBe('fail');
});

test('a credential in a build script is counter-evidence at once', () => {
  const open = [{ kind: 'secret' as const, severity: 'high' as const, tags: ['build-script'], firstSeenAt: now }];
  const [evidence] = runProbes({ ...context, runs: [run('secret')], open }).filter(({ practice: id }) => id === 'S5');
  expect(evidence).toMatchObject({ verdict: 'fail', counter: true });
});

test('evidence is news when it says something else or is half over', () => {
  expect(isNews(base, undefined, now)).toBe(true);
  expect(isNews({ ...base, producedAt: later }, base, now)).toBe(false);
  expect(isNews({ ...base, holding: 9 }, base, now)).toBe(true);
  expect(isNews(base, base, '2026-06-05T00:00:00.000Z')).toBe(true);
});

test('the next gap is the most urgent one, explained; the view draws nine pillars', () => {
  const view = blueprintOf({
    practices: [practice, { ...practice, id: 'S5', pillar: 'security', importance: 2 }],
    evidence: [],
    now,
    application: null,
    pressure: { internet: true, heat: { D2: 5 } },
  });
  expect(view.pillars).toHaveLength(9);
  expect(view.nextGap).toMatchObject({ practice: 'D2', urgency: 5 * 5 * 1.5 * 1.5 });
  expect(view.nextGap?.terms.map(({ name }) => name)).toEqual(['importance', 'distance', 'exposure', 'heat', 'effort']);
});
