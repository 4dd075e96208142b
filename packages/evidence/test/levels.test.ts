import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Evidence } from '@stoa/model';
import { levelOf } from '@stoa/evidence';
import { later, now, practice, strong } from './samples.ts';

const till = { subject: { name: 'till', digest: {} } };

test.each<[number, string, string, Partial<Evidence>[]]>([
  [0, 'not-evaluated', 'nothing was looked at', []],
  [0, 'not-evaluated', 'it could not be evaluated', [{ verdict: 'not-evaluated' }]],
  [0, 'not-evaluated', 'the check ran over nothing', [{ applicable: 0, covered: 0, holding: 0 }]],
  [0, 'expired', 'it has ended', [{ expiresAt: now }]],
  [0, 'expired', 'the data it stood on has', [{ verdict: 'expired' }]],
  [1, 'fail', 'nothing holds', [{ holding: 0, verdict: 'fail' }]],
  [2, 'pass', 'by hand', [{ automated: false }]],
  [2, 'pass', 'less than half', [{ holding: 4 }]],
  [2, 'pass', 'counter-evidence', [{ counter: true }]],
  [
    2,
    'fail',
    'counter-evidence beside much that holds',
    [
      { applicable: 99, holding: 99 },
      { ...till, counter: true, verdict: 'fail' },
    ],
  ],
  [3, 'pass', 'half', [{ holding: 5 }]],
  [3, 'pass', 'all, but no gate', [{ enforced: false }]],
  [3, 'fail', 'a check that fails now', [{ verdict: 'fail' }]],
  [3, 'fail', 'most', [{}, { ...till, holding: 5, verdict: 'fail' }]],
  [4, 'pass', 'all and a gate', [{ efficacyProved: false }]],
  [5, 'pass', 'proved', [{}]],
  [
    5,
    'pass',
    'nine in ten proved, the tenth by hand',
    [
      { applicable: 9, holding: 9 },
      { ...till, applicable: 1, holding: 1, automated: false, enforced: false, efficacyProved: false },
    ],
  ],
  [3, 'expired', 'nobody has looked at the other application for long', [{}, { ...till, expiresAt: now }]],
  [3, 'not-evaluated', 'nobody could look at the other application', [{}, { ...till, verdict: 'not-evaluated' }]],
  [
    5,
    'pass',
    'an older word of the same probe on the same subject',
    [{}, { producedAt: '2026-05-01T00:00:00.000Z', counter: true, verdict: 'fail' }],
  ],
  [
    2,
    'expired',
    'counter-evidence that grew old, and nobody looked again',
    [
      { applicable: 99, holding: 99 },
      { ...till, applicable: 1, counter: true, expiresAt: now },
    ],
  ],
  [
    3,
    'expired',
    'a failure that grew old, and nobody looked again',
    [
      { applicable: 99, holding: 99 },
      { ...till, applicable: 1, verdict: 'fail', expiresAt: now },
    ],
  ],
])('level %i (%s): %s', (level, verdict, _story, evidence) => {
  const all = evidence.map((one) => ({ ...strong, ...one }));
  expect(levelOf(practice, all, now)).toMatchObject({ level, verdict });
});

test('only evidence of the practice counts', () => {
  expect(levelOf(practice, [{ ...strong, practice: 'S5' }], now).level).toBe(0);
});

test('says what holds, what is missing and what the next level takes', () => {
  expect(levelOf(practice, [], now).because).toEqual(['Would be answered by: An inventory.']);
  expect(
    levelOf(
      practice,
      [
        { ...strong, enforced: false },
        { ...strong, ...till, expiresAt: now },
      ],
      now,
    ).because,
  ).toEqual([
    'All ten hold.',
    '50 % of what applies holds (10 of 20).',
    'For 1 of 2 there is no result in date, which does not count as holding.',
    'Level 4 takes 90 %, and a gate that would have stopped the rest.',
  ]);
});

test('a thousand applications are a few sentences, the worst first', () => {
  const many = Array.from({ length: 1000 }, (_, at) => ({
    ...strong,
    subject: { name: `application ${at}`, digest: {} },
    ...(at === 700 && { verdict: 'fail' as const, summary: 'This one fails.' }),
  }));
  const { because } = levelOf(practice, many, now);
  expect(because[0]).toBe('This one fails.');
  expect(because.length).toBeLessThan(20);
});

const half = '2026-06-04T00:00:00.000Z';
const someEvidence = fc
  .array(
    fc.record({
      applicable: fc.integer({ min: 0, max: 10 }),
      tenths: fc.integer({ min: 0, max: 10 }),
      automated: fc.boolean(),
      enforced: fc.boolean(),
      efficacyProved: fc.boolean(),
      counter: fc.boolean(),
      verdict: fc.constantFrom('pass', 'fail', 'not-evaluated', 'expired', 'waived'),
      expiresAt: fc.constantFrom(now, half, later),
    }),
    { maxLength: 5 },
  )
  .map((some) =>
    some.map(({ tenths, ...one }, at): Evidence => ({
      ...strong,
      ...one,
      subject: { name: `application ${at}`, digest: {} },
      holding: Math.floor((one.applicable * tenths) / 10),
    })),
  );
const levelNow = (evidence: readonly Evidence[], at = now) => levelOf(practice, evidence, at).level;

test('one more subject that holds in every way never lowers a level', () => {
  fc.assert(
    fc.property(someEvidence, (evidence) => {
      expect(levelNow([...evidence, { ...strong, ...till }])).toBeGreaterThanOrEqual(levelNow(evidence));
    }),
  );
});

test('more that holds in a subject never lowers a level', () => {
  fc.assert(
    fc.property(someEvidence, fc.nat(4), (evidence, which) => {
      const better = evidence.map((one, at) => (at === which ? { ...one, holding: one.applicable } : one));
      expect(levelNow(better)).toBeGreaterThanOrEqual(levelNow(evidence));
    }),
  );
});

test('counter-evidence never raises a level, and holds it at 2', () => {
  fc.assert(
    fc.property(someEvidence, (evidence) => {
      const countered = levelNow([...evidence, { ...strong, ...till, counter: true, holding: 0, verdict: 'fail' }]);
      expect(countered).toBeLessThanOrEqual(Math.max(1, Math.min(2, levelNow(evidence))));
    }),
  );
});

test('time alone never raises a level, nor does what has ended', () => {
  fc.assert(
    fc.property(someEvidence, (evidence) => {
      const levels = [now, half, later].map((at) => levelNow(evidence, at));
      expect(levels).toEqual(levels.toSorted((a, b) => b - a));
      expect(levelNow([...evidence, { ...strong, ...till, expiresAt: now }])).toBeLessThanOrEqual(levelNow(evidence));
    }),
  );
});

test('order does not matter, not even of two words said at once', () => {
  const twice = [strong, { ...strong, id: '00000000-0000-4000-8000-000000000001', holding: 1 }];
  expect(levelNow(twice)).toBe(levelNow(twice.toReversed()));
  fc.assert(
    fc.property(someEvidence, (evidence) => {
      expect(levelOf(practice, evidence.toReversed(), now)).toEqual(levelOf(practice, evidence, now));
    }),
  );
});
