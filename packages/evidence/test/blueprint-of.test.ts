import { expect, test } from 'vitest';
import { practices } from '@stoa/blueprint';
import { BlueprintView, type Evidence } from '@stoa/model';
import { blueprintOf, type Pressure } from '@stoa/evidence';
import { now, practice, strong } from './samples.ts';

const calm: Pressure = { internet: false, heat: {} };
const draw = (evidence: readonly Evidence[], pressure = calm, of = practices) =>
  blueprintOf({ practices: of, evidence, now, application: null, pressure });
const standing = (view: BlueprintView, id: string) =>
  [...view.pillars.flatMap((pillar) => pillar.practices), ...view.implementing].find((one) => one.id === id)!;

test('the view is nine pillars on a base of eight, eight stages, and fits the published contract', () => {
  const view = draw([strong]);
  expect(view.pillars).toHaveLength(9);
  expect(view.implementing.map(({ id }) => id)).toEqual(['IM1', 'IM2', 'IM3', 'IM4', 'IM5', 'IM6', 'IM7', 'IM8']);
  expect(view.pillars.flatMap((pillar) => pillar.practices)).toHaveLength(48);
  expect(view.stages.map(({ stage }) => stage).join(' ')).toBe('design commit integrate build test release deploy run');
  expect(BlueprintView.parse(JSON.parse(JSON.stringify(view)))).toEqual(view);
});

test('without evidence nothing is evaluated, and each practice says what would answer it', () => {
  const view = draw([]);
  for (const one of [...view.pillars.flatMap((pillar) => pillar.practices), ...view.implementing]) {
    expect(one).toMatchObject({ level: 0, verdict: 'not-evaluated', counter: false });
    expect(one.because.length).toBeGreaterThan(0);
  }
  expect(view.pillars.map(({ level, evidenced }) => level + evidenced)).toEqual(Array.from({ length: 9 }, () => 0));
});

test('evidence fills its drum, lifts its pillar, and can be led back to', () => {
  const view = draw([strong]);
  expect(standing(view, 'D2')).toMatchObject({
    level: 5,
    verdict: 'pass',
    evidence: [{ id: strong.id, subject: 'shop' }],
  });
  expect(view.pillars.find(({ pillar }) => pillar === 'design')).toMatchObject({ level: 1, evidenced: 1 });
  expect(view.stages.find(({ stage }) => stage === 'build')?.controls).toContainEqual({
    practice: 'D2',
    title: standing(view, 'D2').title,
    verdict: 'pass',
  });
});

test('a step of the base stands as low as the lowest practice it rests on, and shows its crack', () => {
  const one = (id: string, more: Partial<Evidence> = {}): Evidence => ({ ...strong, practice: id, probe: id, ...more });
  expect(standing(draw([one('I1')]), 'IM4').level).toBe(5);
  expect(standing(draw([one('S2'), one('I3', { enforced: false })]), 'IM5').level).toBe(3);
  expect(standing(draw([one('S2')]), 'IM5')).toMatchObject({ level: 0, verdict: 'not-evaluated' });
  expect(standing(draw([one('S2'), one('I3', { counter: true })]), 'IM5')).toMatchObject({ level: 2, counter: true });
});

test('the next gap is the most urgent one, and its terms multiply to its urgency', () => {
  const gap = draw([], { internet: true, heat: { D2: 5 } }).nextGap!;
  expect(gap).toMatchObject({ practice: 'D2', urgency: 5 * 5 * 1.5 * 1.5 });
  expect(gap.terms.map(({ name }) => name)).toEqual(['importance', 'distance', 'exposure', 'heat', 'effort']);
  expect(gap.terms.reduce((product, { value }) => product * value, 1)).toBeCloseTo(gap.urgency);
  expect(gap.nextStep).toBe(practices.find(({ id }) => id === 'D2')!.nextStep);
});

test('closing the gap moves on to another; with every target met there is none', () => {
  expect(draw([strong], { internet: true, heat: { D2: 5 } }).nextGap?.practice).not.toBe('D2');
  expect(draw([strong], calm, [practice]).nextGap).toBeNull();
});
