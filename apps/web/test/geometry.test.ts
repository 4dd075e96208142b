import { expect, test } from 'vitest';
import { columnX, drumsOf, stonesOf, view } from '../src/stoa/geometry.ts';

test('columns stand apart, inside the view, and are equally high whatever their number of drums', () => {
  const height = (count: number) => drumsOf(0, count).reduce((sum, drum) => sum + drum.height, 0);
  for (const count of [1, 3, 9]) expect(height(count)).toBeCloseTo(height(4));
  for (let column = 1; column < 9; column += 1) {
    const [before] = drumsOf(column - 1, 3);
    expect(columnX(column)).toBeGreaterThan(before!.x + before!.width);
  }
  const last = drumsOf(8, 1)[0]!;
  expect(last.x + last.width).toBeLessThan(view.width);
});

test('steps do not overlap', () => {
  const stones = stonesOf(8);
  expect(stones).toHaveLength(8);
  for (const [at, stone] of stones.entries()) {
    const next = stones[at + 1];
    if (next && next.y === stone.y) expect(next.x).toBeGreaterThanOrEqual(stone.x + stone.width - 0.01);
  }
});
