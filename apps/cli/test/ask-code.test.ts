import { expect, test } from 'vitest';
import type { FileTree } from '@stoa/model';
import { askCode } from '../src/ask-code.ts';

const treeOf = (files: Record<string, string>): FileTree => ({
  name: 'tree',
  async *files() {
    for (const [path, text] of Object.entries(files))
      yield { path, size: text.length, executable: false, read: async () => new TextEncoder().encode(text) };
  },
});

test('what a script or a configuration names counts as a mention; what a manifest depends on does not', async () => {
  const manifest = JSON.stringify(
    { scripts: { start: 'pm2 start' }, dependencies: { pm2: '1', qs: '2' }, jest: { preset: 'ts-jest' } },
    null,
    2,
  );
  const asked = ['pm2', 'qs', 'ts-jest', 'left-pad'].map((name) => ({
    key: `npm:${name}`,
    family: 'javascript' as const,
    modules: [name],
  }));
  const uses = await askCode(
    treeOf({
      'package.json': manifest,
      'package-lock.json': '{ "node_modules/left-pad": {} }',
      '.eslintrc': 'plugins: [none]',
      'src/a.ts': "import { parse } from 'qs';\nexport const f = (a) => parse(a);\n",
    }),
    asked,
  );
  expect(uses.mentions.map(({ key, path, line }) => [key, path, line])).toEqual([
    ['npm:pm2', 'package.json', 3],
    ['npm:ts-jest', 'package.json', 10],
  ]);
  expect(uses.imports).toMatchObject([{ key: 'npm:qs', path: 'src/a.ts', line: 1 }]);
  expect(uses.calls).toMatchObject([{ key: 'npm:qs', member: 'parse', line: 2 }]);
});
