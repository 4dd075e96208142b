import { expect, test } from 'vitest';
import { readFilters, readSort, toggled, toQuery } from '../src/pages/findings/filters.ts';

const read = (search: string) => readFilters(new URLSearchParams(search));
const after = (search: string, ...change: [Parameters<typeof toggled>[1], string, boolean]) =>
  toggled(new URLSearchParams(search), ...change).toString();

test('without a word on the state only what is open is shown; "any" shows all', () => {
  expect(read('').state).toEqual(['open']);
  expect(read('state=fixed').state).toEqual(['fixed']);
  expect(toQuery(read('state=any')).state).toBeUndefined();
});

test('taking the last state out shows every state, and never asks the API for an empty one', () => {
  expect(after('', 'state', 'open', false)).toBe('state=any');
  expect(after('state=any', 'state', 'fixed', true)).toBe('state=fixed');
  expect(after('', 'state', 'fixed', true)).toBe('state=open&state=fixed');
});

test('values are put in and taken out, and the rest of the address is kept', () => {
  expect(after('q=lodash&severity=high', 'severity', 'critical', true)).toBe(
    'q=lodash&severity=high&severity=critical',
  );
  expect(after('severity=high&severity=critical', 'severity', 'high', false)).toBe('severity=critical');
  expect(after('application=ledger', 'application', 'corner-shop', true)).toBe('application=corner-shop');
});

test('an address that somebody has written by hand does no harm', () => {
  expect(read('severity=terrible&severity=low&kind=&state=open%20sesame')).toMatchObject({
    severity: ['low'],
    kind: [],
    state: [],
  });
  expect(readSort(new URLSearchParams('sort=constructor'))).toBe('urgency');
});
