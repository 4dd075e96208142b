import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PairTable } from '../src/flow/pair-table.ts';

test('a table numbers pairs as a map would, and gives them back', () => {
  const number = fc.integer({ min: -50, max: 50 });
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number), { maxLength: 3000 }), (pairs) => {
      const table = new PairTable();
      const map = new Map<string, number>();
      for (const [first, second] of pairs) {
        const key = `${first} ${second}`;
        expect(table.numberOf(first, second)).toBe(map.get(key) ?? -1);
        if (map.has(key)) continue;
        expect(table.add(first, second)).toBe(map.size);
        map.set(key, map.size);
      }
      for (const [first, second] of pairs) {
        const found = table.numberOf(first, second);
        expect(found).toBe(map.get(`${first} ${second}`));
        expect([table.first(found), table.second(found)]).toEqual([first, second]);
      }
    }),
    { numRuns: 20 },
  );
});
