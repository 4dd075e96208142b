import { expect, test } from 'vitest';
import fc from 'fast-check';
import { KeywordSearch } from '../src/keywords/keyword-search.ts';

/** All places of all literals, one by one. */
function slowly(literals: readonly string[], text: string): string[] {
  const lower = text.toLowerCase();
  return literals.flatMap((literal, id) =>
    Array.from({ length: lower.length }, (_, at) => at)
      .filter((at) => lower.startsWith(literal.toLowerCase(), at))
      .map((at) => `${id}@${at + literal.length}`),
  );
}

const few = fc.constantFrom('a', 'b', 'A', '_', '-', '1', '.', 'c', ' ', 'é');
const text = fc.array(few, { maxLength: 60 }).map((letters) => letters.join(''));
const literal = fc
  .array(fc.constantFrom('a', 'b', 'c', '_', '-', '1'), { minLength: 2, maxLength: 6 })
  .map((letters) => letters.join(''));

test('every place of every literal is found once, whatever the text', () => {
  fc.assert(
    fc.property(fc.uniqueArray(literal, { minLength: 1, maxLength: 12 }), text, (literals, within) => {
      const bytes = Buffer.from(within, 'latin1');
      const [quick, thorough] = [Infinity, 0].map((few) => {
        const found: string[] = [];
        new KeywordSearch(literals, few).search(bytes, (id, end) => found.push(`${id}@${end}`));
        return found;
      });
      expect(thorough!.toSorted()).toEqual(slowly(literals, bytes.toString('latin1')).toSorted());
      // With the automaton and without it the order is the same too.
      expect(quick).toEqual(thorough);
    }),
    { numRuns: 2_000 },
  );
});

test.each([Infinity, 0])('what no byte can be is not found, and harms no other (%s)', (few) => {
  const found: number[] = [];
  new KeywordSearch(['пароль', 'token'], few).search(Buffer.from('пароль, Token'), (id) => found.push(id));
  expect(found).toEqual([1]);
});
