import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isScalar, parseDocument, stringify } from 'yaml';
import { sourceOffset } from '../src/yaml/offsets.ts';

const styles = ['PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'] as const;
const expression = fc
  .array(
    fc.constantFrom('finding.title', '==', '"it\'s"', "'a'", '&&', '\\', 'x', '(', ')', '#1', '\n', '  ', "''", '""'),
    { maxLength: 40 },
  )
  .map((words) => words.join(' ').trim());

test('however an expression is written down, each of its characters is found in the file', () => {
  fc.assert(
    fc.property(expression, fc.constantFrom(...styles), (value, style) => {
      const text = stringify({ a: { fail: value } }, { defaultStringType: style, lineWidth: 30 });
      const node = parseDocument(text).getIn(['a', 'fail'], true);
      if (!isScalar(node) || !node.range || node.value !== value) return;
      const [start, end] = node.range;
      const block = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
      const from = block ? text.indexOf('\n', start) + 1 : start;
      const source = text.slice(from, end);
      for (const [offset, character] of [...value].entries()) {
        if (/\s/.test(character)) continue;
        expect(source[sourceOffset(source, value, offset)]).toBe(character);
      }
    }),
    { numRuns: 300 },
  );
});
