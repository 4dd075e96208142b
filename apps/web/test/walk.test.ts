import { expect, test } from 'vitest';
import { walk } from '../src/stoa/walk.ts';

const columns = [['L1', 'L2'], ['C1', 'C2', 'C3'], ['IM1']];

test.each([
  ['L1', 'ArrowUp', 'L2'],
  ['L2', 'ArrowUp', 'C1'],
  ['L2', 'ArrowRight', 'C1'],
  ['C3', 'ArrowLeft', 'L1'],
  ['L1', 'ArrowDown', 'IM1'],
  ['IM1', 'ArrowRight', 'L1'],
  ['C2', 'Home', 'L1'],
  ['L1', 'End', 'IM1'],
])('from %s, %s leads to %s', (from, key, to) => {
  expect(walk(columns, from, key)).toBe(to);
});

test('other keys lead nowhere', () => {
  expect(walk(columns, 'L1', 'Enter')).toBeNull();
});
