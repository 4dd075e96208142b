import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openParsers } from '../src/edge/parsers.ts';
import { layDown, pickUp } from '../src/syntax/resting-nodes.ts';

const root = join(import.meta.dirname, '../src');

test('a tree that has rested is what it was, again and again', async () => {
  const parsers = await openParsers(['typescript']);
  const parse = (path: string) => parsers.parse(path, readFileSync(join(root, path), 'utf8'), 'typescript');
  const trees = globSync('{flow,syntax,semgrep}/*.ts', { cwd: root }).map(
    (path) => [parse(path), parse(path)] as const,
  );
  for (let round = 0; round < 2; round += 1)
    for (const [rested, plain] of trees) {
      rested.rest();
      for (const name of ['kind', 'field', 'flags', 'start', 'end', 'after'] as const)
        expect([...rested[name]]).toEqual([...plain[name]]);
      expect(rested.parent(rested.count - 1)).toBe(plain.parent(plain.count - 1));
    }
});

test('nodes of any kind and any place come back', () => {
  const wide = fc.uint32Array({ minLength: 20, maxLength: 20, max: 2 ** 30 - 1 });
  const narrow = fc.uint8Array({ minLength: 20, maxLength: 20 });
  fc.assert(
    fc.property(wide, wide, wide, narrow, narrow, (start, lengths, sizes, field, flags) => {
      const nodes = {
        kind: Uint16Array.from(lengths, (one) => one & 0xffff),
        field,
        flags,
        start,
        end: start.map((one, at) => one + lengths[at]!),
        after: sizes.map((one, at) => at + one),
      };
      expect(pickUp(layDown(nodes))).toEqual(nodes);
    }),
    { numRuns: 100 },
  );
});
