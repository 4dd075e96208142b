import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseInlines, parseMarkdown, toWebAddress, type Block } from '../src/ui/markdown.ts';

test('an advisory reads as heading, paragraph, list and code', () => {
  const blocks = parseMarkdown(
    '### Impact\nA key such as `__proto__`\nreaches **every** object.\n\n* remote\n* on all\n  platforms\n\n```js\nmerge({}, input);\n\nend();\n```\n1. upgrade\n2. restart',
  );
  expect(blocks).toEqual([
    { type: 'heading', inlines: [{ type: 'text', text: 'Impact' }] },
    {
      type: 'paragraph',
      inlines: [
        { type: 'text', text: 'A key such as ' },
        { type: 'code', text: '__proto__' },
        { type: 'text', text: ' reaches ' },
        { type: 'strong', text: 'every' },
        { type: 'text', text: ' object.' },
      ],
    },
    {
      type: 'list',
      ordered: false,
      items: [[{ type: 'text', text: 'remote' }], [{ type: 'text', text: 'on all platforms' }]],
    },
    { type: 'code', text: 'merge({}, input);\n\nend();' },
    { type: 'list', ordered: true, items: [[{ type: 'text', text: 'upgrade' }], [{ type: 'text', text: 'restart' }]] },
  ]);
});

test('a link leads to the web and nowhere else', () => {
  expect(parseInlines('see [it](https://advisories.example/1)')[1]).toEqual({
    type: 'link',
    text: 'it',
    href: 'https://advisories.example/1',
  });
  for (const bad of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    '/settings',
    '//evil.example',
    ' ',
  ]) {
    expect(toWebAddress(bad)).toBeNull();
    expect(parseInlines(`[it](${bad})`).some(({ type }) => type === 'link')).toBe(false);
  }
});

test('HTML is text', () => {
  expect(parseMarkdown('<img src=x onerror=alert(1)>')).toEqual([
    { type: 'paragraph', inlines: [{ type: 'text', text: '<img src=x onerror=alert(1)>' }] },
  ]);
});

const words = (blocks: Block[]) =>
  blocks.flatMap((block) => {
    if (block.type === 'code') return [block.text];
    if (block.type === 'list') return block.items.flat().map(({ text }) => text);
    return block.inlines.map(({ text }) => text);
  });

test('whatever the text, it is read, and no letter of it is lost', () => {
  const piece = fc.constantFrom(
    'a',
    '\n',
    '\n\n',
    '* ',
    '1. ',
    '`',
    '**',
    '*',
    '[',
    '](',
    ')',
    '# ',
    'https://x.example',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      const letters = (of: string) => of.replace(/[^a]/g, '').length;
      expect(letters(words(parseMarkdown(text)).join(''))).toBeLessThanOrEqual(letters(text));
      if (!/[[\]`]/.test(text) && !text.includes('https')) {
        expect(letters(words(parseMarkdown(text)).join(''))).toBe(letters(text));
      }
    }),
  );
});

test('a long text of half-open marks takes no time', () => {
  const started = performance.now();
  parseMarkdown('[`*'.repeat(6_000));
  parseMarkdown('* '.repeat(10_000));
  expect(performance.now() - started).toBeLessThan(1_500);
});
