import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crackOf, outlineOf, planPortico, type Drum, type Plan } from '../src/stoa/geometry.ts';

const numbers = (path: string) => path.match(/-?\d+(\.\d+)?/g)!.map(Number);
const sizes = fc.tuple(
  fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 9, maxLength: 9 }),
  fc.integer({ min: 1, max: 8 }),
  fc.constantFrom(3, 9),
);

test('columns stand apart and inside the drawing, equally high whatever their number of practices', () => {
  fc.assert(
    fc.property(sizes, ([counts, stones, perRow]) => {
      const plan = planPortico(counts, stones, perRow);
      expect(plan.storeys).toHaveLength(9 / perRow);
      expect(plan.storeys.flatMap(({ columns }) => columns.map(({ index }) => index))).toEqual([
        0, 1, 2, 3, 4, 5, 6, 7, 8,
      ]);
      for (const { columns, capital, foot } of plan.storeys) {
        for (const { drums, index } of columns) {
          expect(drums).toHaveLength(counts[index]!);
          expect(drums[0]!.y + drums[0]!.height).toBeCloseTo(foot);
          expect(drums.at(-1)!.y).toBeGreaterThan(capital);
          expect(drums[0]!.foot.x).toBeGreaterThan(plan.left);
          expect(drums[0]!.foot.x + drums[0]!.foot.width).toBeLessThan(plan.right);
        }
        expect(new Set(columns.map(({ drums }) => Math.round(drums.at(-1)!.y))).size).toBe(1);
      }
      expectApart(plan);
    }),
  );
});

function expectApart({ storeys, steps, ground, height }: Plan): void {
  for (const [at, storey] of storeys.entries()) {
    for (const [n, { drums }] of storey.columns.entries()) {
      const before = storey.columns[n - 1]?.drums[0]?.foot;
      if (before) expect(drums[0]!.foot.x).toBeGreaterThan(before.x + before.width);
    }
    const above = storeys[at - 1];
    if (above) expect(storey.beam).toBeGreaterThan(above.foot);
  }
  for (const [at, stone] of steps.entries()) {
    const next = steps[at + 1];
    if (next?.y === stone.y) expect(next.foot.x).toBeGreaterThanOrEqual(stone.foot.x + stone.foot.width - 0.01);
    expect(stone.y).toBeGreaterThan(storeys.at(-1)!.foot);
    expect(stone.y + stone.height).toBeLessThanOrEqual(ground);
  }
  expect(ground).toBeLessThan(height);
}

test('a drum fills from its foot: level 1 is lower than level 4, and level 5 is the whole stone', () => {
  const drum: Drum = { foot: { x: 10, width: 90 }, head: { x: 12, width: 86 }, y: 100, height: 50 };
  const top = (share: number) => Math.min(...numbers(outlineOf(drum, share).replace(/[ML]\S+/g, '')).slice(0));
  expect(top(1 / 5)).toBeGreaterThan(top(4 / 5));
  expect(outlineOf(drum, 1)).toBe(outlineOf(drum));
});

test('a crack runs from top to bottom of its drum, and stays in it', () => {
  const drum: Drum = { foot: { x: 0, width: 90 }, head: { x: 2, width: 86 }, y: 0, height: 40 };
  for (const id of ['S5', 'CD4', 'IM8', 'L1']) {
    const [start, ...steps] = crackOf(drum, id).split(' M')[0]!.split(' l');
    const end = steps.reduce((y, step) => y + numbers(step)[1]!, numbers(start!)[1]!);
    expect(end).toBeGreaterThan(drum.height * 0.9);
    expect(end).toBeLessThanOrEqual(drum.height);
  }
});
