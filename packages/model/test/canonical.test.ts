import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '@stoa/model';

/** The example values of RFC 8785, sections 3.2.2 to 3.2.4 and appendix B. */
test('writes what the specification writes', () => {
  expect(
    canonicalJson({
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    }),
  ).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
  const sorted = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
  expect(Object.values(JSON.parse(canonicalJson(sorted)) as object)).toHaveLength(7);
  expect([...canonicalJson(sorted).matchAll(/:(\d)/g)].map(([, value]) => value).join('')).toBe('2467153');
  expect([-0, 5e-324, -5e-324, 1.7976931348623157e308, 9007199254740992].map(canonicalJson)).toEqual([
    '0',
    '5e-324',
    '-5e-324',
    '1.7976931348623157e+308',
    '9007199254740992',
  ]);
});

test('says the same of what JSON holds equal, in whatever order it was made', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(turned(value))).toBe(text);
    }),
  );
});

test('refuses what would lose its meaning', () => {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  for (const value of [Number.NaN, Infinity, undefined, () => 1, 1n, new Date(0), new Map([[1, 2]]), cycle])
    expect(() => canonicalJson(value)).toThrow(TypeError);
  expect(canonicalJson({ a: undefined, b: [undefined], c: Object.create(null) as object })).toBe('{"b":[null],"c":{}}');
});

function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, turned(member)]),
  );
}
