import { test } from 'vitest';
import { names, within } from '../hostile-inventory.ts';

test.each(names)('%s: a hundred thousand times the same is read in bounded time', async (path) => {
  const pieces = [
    'a',
    ' ',
    '"',
    "'",
    '(',
    '[',
    '{',
    '<a>',
    '\\',
    '/',
    '/*',
    '# ',
    '$(',
    '${',
    '- ',
    '-\n',
    'a:\n',
    'a = "',
    '@',
    ':',
    ',',
    '\t',
    '%',
    '"a": {',
    '>=',
    'x@1,',
    "'a' ",
    'a b ',
  ];
  for (const piece of pieces) await within(4, { [path]: piece.repeat(100_000) });
});
