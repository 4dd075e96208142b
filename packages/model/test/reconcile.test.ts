import { expect, test } from 'vitest';
import fc from 'fast-check';
import { Observation, Run, reconcile, stateOf, type KnownSighting } from '@stoa/model';
import { identify } from '@stoa/model/identity';

interface Told {
  /** Hours. */
  at: number;
  sees: string[];
  completeness?: 'complete' | 'partial' | 'unknown';
  roots?: readonly string[];
  rules?: 'all' | readonly string[];
}

function toRun({ at, completeness = 'complete', roots = [''], rules = 'all' }: Told): Run {
  const time = new Date(Date.UTC(2026, 0, 1) + at * 3_600_000).toISOString();
  return Run.parse({
    id: crypto.randomUUID(),
    tool: { name: 'scanner' },
    application: 'shop',
    branch: 'main',
    revision: null,
    startedAt: time,
    finishedAt: time,
    completeness,
    coverage: { kinds: ['code'], roots, rules, looked: 1 },
  });
}

const toObservations = ({ sees }: Told) =>
  identify(
    sees.map((path) =>
      Observation.parse({
        kind: 'code',
        rule: { id: 'r' },
        title: 't',
        severity: 'high',
        location: { path },
        excerpt: 'x',
      }),
    ),
  );

/** Records stories one after the other, as a store would. */
function record(stories: Told[]): Map<string, KnownSighting> {
  const known = new Map<string, KnownSighting>();
  const runs: Run[] = [];
  for (const story of stories) {
    const run = toRun(story);
    for (const sighting of reconcile(run, toObservations(story), [...known.values()], runs))
      known.set(sighting.place, sighting);
    runs.push(run);
  }
  return known;
}

const stateAt = (known: Map<string, KnownSighting>, place: string) => stateOf([known.get(place)!], null);

test('a complete run that covered the place and does not see it closes a finding', () => {
  expect(
    stateAt(
      record([
        { at: 1, sees: ['a.ts'] },
        { at: 2, sees: [] },
      ]),
      'a.ts',
    ),
  ).toBe('fixed');
});

test.each([
  ['a partial run', { completeness: 'partial' as const }],
  ['a run that says nothing of its completeness', { completeness: 'unknown' as const }],
  ['a run of another folder', { roots: ['b'] }],
  ['a run without the rule', { rules: ['another'] }],
])('%s closes nothing', (_, told) => {
  expect(
    stateAt(
      record([
        { at: 1, sees: ['a.ts'] },
        { at: 2, sees: [], ...told },
      ]),
      'a.ts',
    ),
  ).toBe('open');
});

test('an older run that arrives late neither opens nor closes', () => {
  expect(
    stateAt(
      record([
        { at: 2, sees: [] },
        { at: 1, sees: ['a.ts'] },
      ]),
      'a.ts',
    ),
  ).toBe('fixed');
  expect(
    stateAt(
      record([
        { at: 2, sees: ['a.ts'] },
        { at: 1, sees: [] },
      ]),
      'a.ts',
    ),
  ).toBe('open');
});

test('it comes back: open again, first seen when it was first seen', () => {
  const known = record([
    { at: 1, sees: ['a.ts'] },
    { at: 2, sees: [] },
    { at: 3, sees: ['a.ts'] },
  ]);
  expect(stateAt(known, 'a.ts')).toBe('open');
  expect(known.get('a.ts')?.firstSeenAt).toBe('2026-01-01T01:00:00.000Z');
});

const story = fc.record({
  at: fc.integer({ min: 1, max: 9 }),
  sees: fc.uniqueArray(fc.constantFrom('a.ts', 'b/c.ts', 'b/d.ts')),
  completeness: fc.constantFrom('complete' as const, 'partial' as const),
  roots: fc.constantFrom([''], ['b'], ['b/d.ts']),
});

test('any order and any repetition of uploads gives the same sightings', () => {
  const shuffled = fc
    .array(story, { minLength: 1, maxLength: 6 })
    .chain((stories) =>
      fc.tuple(fc.constant(stories), fc.shuffledSubarray([...stories, ...stories], { minLength: stories.length * 2 })),
    );
  fc.assert(
    fc.property(shuffled, ([inOrder, again]) => {
      const plain = ({ ruleId: _, ...rest }: KnownSighting) => rest;
      const sorted = (known: Map<string, KnownSighting>) =>
        [...known.values()].map(plain).sort((a, b) => a.place.localeCompare(b.place));
      expect(sorted(record(again))).toEqual(sorted(record(inOrder)));
    }),
    { numRuns: 300 },
  );
});
