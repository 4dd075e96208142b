import { expect, test } from 'vitest';
import { Practice, pillars, stages } from '@stoa/model';
import { practices } from '@stoa/blueprint';

test('there are 56 practices, each a whole record, in the numbers of the paper', () => {
  const count = Object.fromEntries(
    ['L', 'C', 'D', 'I', 'T', 'M', 'S', 'E', 'CD', 'IM'].map((letters) => [
      letters,
      practices.filter(({ id }) => id.replace(/\d/g, '') === letters).length,
    ]),
  );
  expect(count).toEqual({ L: 3, C: 5, D: 5, I: 4, T: 9, M: 4, S: 8, E: 6, CD: 4, IM: 8 });
  for (const practice of practices) expect(Practice.parse(practice)).toEqual(practice);
  expect(new Set(practices.map(({ id }) => id)).size).toBe(56);
});

test('every pillar and every stage has practices; implementing steps rest on some that exist', () => {
  for (const pillar of pillars) expect(practices.some((practice) => practice.pillar === pillar)).toBe(true);
  for (const stage of stages) expect(practices.some((practice) => practice.stages.includes(stage))).toBe(true);
  for (const { derivedFrom } of practices)
    for (const id of derivedFrom) expect(practices.map((one) => one.id)).toContain(id);
});
