import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PairTable } from '../src/flow/pair-table.ts';

test('a table of pairs gives what a map gives', () => {
  const number = fc.integer({ min: -50, max: 50 });
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number), { maxLength: 3000 }), (pairs) => {
      const table = new PairTable();
      const map = new Map<string, number>();
      pairs.forEach(([first, second], at) => {
        const key = `${first} ${second}`;
        expect(table.get(first, second)).toBe(map.get(key) ?? -1);
        if (map.has(key)) return;
        map.set(key, at);
        table.add(first, second, at);
      });
      for (const [first, second] of pairs) expect(table.get(first, second)).toBe(map.get(`${first} ${second}`));
    }),
    { numRuns: 20 },
  );
});
