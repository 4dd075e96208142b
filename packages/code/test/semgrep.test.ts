import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drain, type FileTree, type ScanSummary } from '@stoa/model';
import { languageOf, openParsers, scanCode, SemgrepRules } from '@stoa/code';

/**
 * A case is a file of rules and a target of the same name. In the target `ruleid: x` says that rule x finds the line
 * below, `ok: x` that it does not, as Semgrep's own tests have it; nothing else may be found.
 */
const folder = join(import.meta.dirname, 'cases', 'semgrep');
const names = readdirSync(folder);
const parsers = await openParsers();

test.each(names.filter((name) => name.endsWith('.yaml')))('%s', async (file) => {
  const { rules, problems, match } = await read(file);
  expect(problems).toEqual([]);
  expect(rules.length).toBeGreaterThan(0);
  const targets = names.filter((name) => name.startsWith(file.replace(/yaml$/, '')) && !name.endsWith('.yaml'));
  expect(targets.length).toBeGreaterThan(0);
  for (const name of targets) expect(match(name)).toEqual(expectedIn(readFileSync(join(folder, name), 'utf8')));
});

async function read(file: string) {
  const set = await SemgrepRules.read([{ path: file, text: readFileSync(join(folder, file), 'utf8') }], parsers);
  const match = (name: string) => {
    const language = languageOf(name)!;
    const tree = parsers.parse(name, readFileSync(join(folder, name), 'utf8'), language);
    return [
      ...new Set(set.match(tree, language).map((found) => `${tree.position(found.match.start).line} ${found.rule.id}`)),
    ].sort();
  };
  return { rules: set.rules, problems: set.problems, match };
}

function expectedIn(text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, at) =>
      (/\bruleid:\s*([\w., -]+)/.exec(line)?.[1] ?? '')
        .split(',')
        .flatMap((id) => (id.trim() ? [`${at + 2} ${id.trim()}`] : [])),
    )
    .sort();
}

const problemIn = async (text: string) =>
  (await SemgrepRules.read([{ path: 'rules.yaml', text }], parsers)).problems[0];

test.each([
  [
    'an operator that is not supported is named',
    'rules: [{id: a, languages: [python], message: m, severity: ERROR, pattern-where-python: x}]',
    /pattern-where-python/,
  ],
  [
    'so is an operator inside others',
    'rules: [{id: a, languages: [python], message: m, severity: ERROR, patterns: [{pattern: x}, {pattern-magic: y}]}]',
    /pattern-magic/,
  ],
  [
    'so is what a comparison calls',
    `rules: [{id: a, languages: [python], message: m, severity: ERROR, patterns: [{pattern: f($X)}, {metavariable-comparison: {metavariable: $X, comparison: "'int(' != str($X) and len($X) > 3"}}]}]`,
    /"len\(\)"/,
  ],
  [
    'a pattern that does not parse',
    'rules: [{id: a, languages: [java], message: m, severity: ERROR, pattern: "class { ("}]',
    /does not parse as java/,
  ],
  ['a rule without a pattern', 'rules: [{id: a, languages: [python], message: m, severity: ERROR}]', /no pattern/],
  ['a language nobody reads', 'rules: [{id: a, languages: [cobol], message: m, severity: ERROR, pattern: x}]', /cobol/],
  ['YAML that is none', 'rules: [', /./],
  ['a file without rules', 'hello: world', /no list "rules"/],
])('%s', async (_, text, message) => {
  const problem = await problemIn(text);
  expect(problem?.message).toMatch(message);
  expect(problem?.line).toBeGreaterThan(0);
});

test('a rule with an error is left out, named and counted; the others find', async () => {
  const rules =
    'rules:\n- {id: good, languages: [python], message: "found $X", severity: ERROR, pattern: eval($X)}\n- {id: bad, languages: [python], message: m, severity: ERROR, pattern-where-python: x}\n';
  const bytes = new TextEncoder().encode('eval(a)\n');
  const tree: FileTree = {
    name: 'case',
    async *files() {
      yield { path: 'a.py', size: bytes.length, executable: false, read: async () => bytes };
    },
  };
  const titles: string[] = [];
  const summary: ScanSummary = await drain(scanCode(tree, { rules: [{ path: 'mine.yaml', text: rules }] }), (item) => {
    if (item.type === 'observation' && item.observation.rule.id === 'good') titles.push(item.observation.title);
  });
  expect(titles).toEqual(['found a']);
  expect(summary.coverage.skipped).toEqual([
    { place: 'mine.yaml:3', reason: 'malformed', detail: 'rule bad: "pattern-where-python" is not supported' },
  ]);
});
