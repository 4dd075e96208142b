import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonEvent } from '../src/json/plan.ts';
import { JsonSlicer } from '../src/json/slicer.ts';

const limits = { maxItemBytes: 1_000_000, maxDepth: 100 };

function slice(text: string, chunk: number, plan: ConstructorParameters<typeof JsonSlicer>[0]): JsonEvent[] {
  const slicer = new JsonSlicer(plan, limits);
  const bytes = Buffer.from(text);
  const events: JsonEvent[] = [];
  for (let at = 0; at < bytes.length; at += chunk) events.push(...slicer.push(bytes.subarray(at, at + chunk)));
  return [...events, ...slicer.finish()];
}

const objects = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 3 }));

test('whatever the document, its spaces and its chunks, the slices are what a parser gives', () => {
  fc.assert(
    fc.property(objects, fc.integer({ min: 1, max: 20 }), fc.constantFrom(0, 2), (value, chunk, indent) => {
      const taken = slice(JSON.stringify(value, null, indent), chunk, () => 'take');
      const members = taken.flatMap((event) => (event.type === 'value' ? [[event.key, event.value]] : []));
      expect(JSON.stringify(members)).toBe(JSON.stringify(Object.entries(JSON.parse(JSON.stringify(value)) as object)));
    }),
    { numRuns: 500 },
  );
});

test('entered down to the last scalar, the document can be put together again', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.jsonValue({ maxDepth: 1 }))), fc.integer({ min: 1, max: 9 }), (value, chunk) => {
      const events = slice(JSON.stringify(value), chunk, (path) => (path.length === 0 ? 'enter' : 'take'));
      const rows: unknown[][] = [];
      for (const event of events) {
        if (event.type === 'end' && event.path.length === 1) rows[event.path[0] as number] ??= [];
        if (event.type === 'value') (rows[event.path[0] as number] ??= []).push(event.value);
      }
      expect(rows).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 300 },
  );
});

test('a document cut anywhere is never taken for a whole one', () => {
  const text = JSON.stringify({ a: [1, { 'b"': 'c\\' }], d: 'é\\"' }, null, 1);
  const bytes = Buffer.from(text);
  for (let end = 0; end < bytes.length; end += 1) {
    const slicer = new JsonSlicer(() => 'skip', limits);
    slicer.push(bytes.subarray(0, end));
    expect(() => slicer.finish()).toThrow(/empty|ends in the middle/);
  }
});
