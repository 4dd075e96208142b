import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { languageOf, openParsers, type SyntaxTree } from '@stoa/code';

// Trees as they are copied out of the parser's memory: on all cases of rules, in all languages.

const folder = join(import.meta.dirname, '..', 'cases');
const blocks = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/^```(\w+)\n([^]*?)^```/gm)])
  .map(([, word = '', code = '']) => ({ path: `case.${word === 'python' ? 'py' : word}`, code }))
  .filter(({ path }) => languageOf(path) !== undefined);
const languages = [...new Set(blocks.map(({ path }) => languageOf(path)!))];
const parsers = await openParsers(languages);

test.each(languages)('%s: parents hold their children, in order, and leaves are their texts', (language) => {
  const own = blocks.filter(({ path }) => languageOf(path) === language);
  expect(own.length).toBeGreaterThan(0);
  for (const { path, code } of own) {
    const tree = parsers.parse(path, code, language);
    expect(wrongNodes(tree)).toEqual([]);
    expect(tree.after[0]).toBe(tree.count);
  }
  expect(parsers.isFast(language), 'the copy was held against the cursor, and is in use').toBe(true);
});

function wrongNodes(tree: SyntaxTree): string[] {
  const wrong: string[] = [];
  for (let node = 0; node < tree.count; node += 1) {
    let at = tree.start[node]!;
    for (const child of tree.children(node)) {
      if (tree.parent(child) !== node || tree.start[child]! < at || tree.end[child]! > tree.end[node]!)
        wrong.push(`${tree.kindOf(child)} in ${tree.kindOf(node)} at ${tree.start[child]}`);
      at = tree.end[child]!;
    }
    const text = tree.textOf(node);
    const kind = tree.kindOf(node);
    // The grammar of shells itself calls the number of the process, `$$`, a `$`.
    const isNamedSo = text === kind || (kind === '$' && text === '$$');
    if (tree.after[node] === node + 1 && text.length < 80 && !tree.isNamed(node) && !isNamedSo)
      wrong.push(`${kind} is ${text}`);
  }
  return wrong;
}

test('offsets count as the text does, beyond ASCII too', () => {
  const code = "const größe = '🦉'; // ñ\nexec(größe);\n";
  const tree = parsers.parse('a.js', code, 'javascript');
  const call = Array.from({ length: tree.count }, (_, node) => node).find((node) => tree.is(node, 'call_expression'))!;
  expect(tree.textOf(call)).toBe('exec(größe)');
  expect(tree.position(tree.start[call]!)).toEqual({ line: 2, column: 1 });
});
