import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drain, type FileTree } from '@stoa/model';
import { everyRule, scanCode, type Rule } from '@stoa/code';

/**
 * Every rule is executed on the cases in `cases/*.md`: a section per rule, whose code is found by it on the lines marked
 * `finding` and on no other. A rule without a section, without a finding or without a safe line fails.
 */
const folder = join(import.meta.dirname, '..', 'cases');
const endings: Record<string, string> = {
  js: 'js',
  ts: 'ts',
  jsx: 'jsx',
  tsx: 'tsx',
  python: 'py',
  py: 'py',
  java: 'java',
  go: 'go',
  c: 'c',
  cpp: 'cpp',
  csharp: 'cs',
  ruby: 'rb',
  rust: 'rs',
  kotlin: 'kt',
  bash: 'sh',
};

interface Case {
  rule: string;
  path: string;
  code: string;
}

const cases = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) => readCases(readFileSync(join(folder, name), 'utf8')));

const rules = await everyRule();

test.each(rules.map((rule) => [rule.id, rule] as const))(
  '%s finds what its cases mark, and nothing else',
  async (id, rule: Rule) => {
    const own = cases.filter((one) => one.rule === id);
    expect(own.length, `write a section "## ${id}" with code in packages/code/cases`).toBeGreaterThan(0);
    for (const { path, code } of own) {
      const lines = code.split('\n');
      const expected = lines.flatMap((line, at) => (/(\/\/|#)\s*finding\b/.test(line) ? [at + 1] : []));
      expect(expected.length, 'a case marks at least one line').toBeGreaterThan(0);
      expect(lines.filter((line) => line.trim() !== '').length, 'and leaves one unmarked').toBeGreaterThan(
        expected.length,
      );
      expect([...new Set(await linesFound(path, code, rule.id))].sort((a, b) => a - b)).toEqual(expected);
    }
  },
);

test('a section is about a rule that exists', () => {
  const known = new Set(rules.map(({ id }) => id));
  expect(cases.map(({ rule }) => rule).filter((id) => !known.has(id))).toEqual([]);
});

test('no two rules share a name', () => {
  expect(rules.length).toBe(new Set(rules.map(({ id }) => id)).size);
});

async function linesFound(path: string, code: string, rule: string): Promise<number[]> {
  const bytes = new TextEncoder().encode(code);
  const tree: FileTree = {
    name: 'case',
    async *files() {
      yield { path, size: bytes.length, executable: false, read: async () => bytes };
    },
  };
  const found: number[] = [];
  await drain(scanCode(tree), (item) => {
    if (item.type === 'observation' && item.observation.rule.id === rule)
      found.push(item.observation.location?.startLine ?? 0);
  });
  return found;
}

function readCases(text: string): Case[] {
  return text
    .split(/^## /m)
    .slice(1)
    .flatMap((section) => {
      const rule = section.slice(0, section.indexOf('\n')).trim();
      return [...section.matchAll(/^```(\w+)\n([^]*?)^```/gm)].map((block, at) => ({
        rule,
        path: `Case${at}.${endings[block[1]!] ?? block[1]!}`,
        code: block[2]!,
      }));
    });
}
