import { expect, test } from 'vitest';
import { titleIn } from '../src/pages/decisions/title-in.ts';

test.each([
  ['AWS secret access key in deploy.sh (scripts/deploy.sh:4)', 'AWS secret access key in deploy.sh'],
  [
    'axios 0.21.1: a gadget when Object.prototype is … (package-lock.json:21; fixed in 0.31.0)',
    'axios 0.21.1: a gadget when Object.prototype is',
  ],
  ['hyper 0.13.9: a loop with… (Cargo.lock:3)', 'hyper 0.13.9: a loop'],
  ['one two three four five six seven eight nine ten eleven', 'one two three four five six seven eight nine ten'],
])('%s', (reason, words) => {
  expect(titleIn(reason)).toBe(words);
});
