import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { languageOf, openParsers, SemgrepRules } from '@stoa/code';

/**
 * Rules and programs of ours with the lines that Semgrep itself (1.185) finds: `x.yaml`, a program of the same name, and
 * `x.json` with the lines of each rule. Rules where we differ are named there, so that nobody forgets them.
 * `node bench/semgrep-peer.ts packages/code/test/cases/semgrep-lines` asks both again.
 */
const folder = join(import.meta.dirname, 'cases', 'semgrep-lines');
const names = readdirSync(folder);
const parsers = await openParsers();

test.each(names.filter((name) => name.endsWith('.yaml')))('%s finds the lines Semgrep finds', async (file) => {
  const base = file.replace(/yaml$/, '');
  const { lines, differs } = JSON.parse(readFileSync(join(folder, `${base}json`), 'utf8')) as {
    lines: Record<string, number[]>;
    differs: string[];
  };
  const set = await SemgrepRules.read([{ path: file, text: readFileSync(join(folder, file), 'utf8') }], parsers);
  expect(set.problems).toEqual([]);
  const program = names.find((name) => name.startsWith(base) && languageOf(name) !== undefined)!;
  const language = languageOf(program)!;
  const tree = parsers.parse(program, readFileSync(join(folder, program), 'utf8'), language);
  const found: Record<string, number[]> = Object.fromEntries(Object.keys(lines).map((id) => [id, []]));
  for (const { rule, match } of set.match(tree, language)) {
    if (differs.includes(rule.id)) continue;
    const line = tree.position(match.start).line;
    if (!found[rule.id]!.includes(line)) found[rule.id]!.push(line);
  }
  for (const list of Object.values(found)) list.sort((a, b) => a - b);
  expect(found).toEqual(lines);
});

test('a file with thousands of constants in one row is matched in bounded time and memory', async () => {
  const text = `rules:\n- {id: long, languages: [javascript], message: m, severity: ERROR, pattern: 'use("x")'}\n`;
  const set = await SemgrepRules.read([{ path: 'long.yaml', text }], parsers);
  const lines = Array.from({ length: 6000 }, (_, at) => `var a${at} = "x"; use(a${at});`);
  const tree = parsers.parse('long.js', `use("x");\n${lines.join('\n')}\n`, 'javascript');
  expect(set.match(tree, 'javascript').length).toBeGreaterThan(0);
});
