import { expect, test } from 'vitest';
import { drain, type FileTree, type Observation } from '@stoa/model';
import { combine, createScanner, readConfiguration, rules, scanSecrets } from '@stoa/secrets';
import { ExpressionError } from '../src/gitleaks/expression.ts';
import { translate } from '../src/gitleaks/translate.ts';

const latin1 = (text: string) => Buffer.from(text).toString('latin1');

test.each([
  ['abc', ['xabcx'], ['ABC', 'ab']],
  ['(?i)abc', ['ABC', 'aBc'], ['abd']],
  ['a(?i)b(?-i)c', ['aBc', 'abc'], ['ABc', 'aBC']],
  ['a(?i:b|c)d', ['aBd', 'aCd'], ['aBD']],
  ['(?:a(?i)b)c', ['aBc'], ['aBC']],
  ['^a$', ['a'], ['a\n', 'b\na']],
  ['(?m)^a$', ['b\na\nc'], ['ba']],
  ['\\Aa\\z', ['a'], ['ab', 'ba']],
  ['a.c', ['abc', 'a\rc'], ['a\nc']],
  ['(?s)a.c', ['a\nc'], ['ac']],
  ['(?U)a+?b', ['aab'], ['b']],
  ['[[:alpha:]_]{3}', ['ab_'], ['a1b']],
  ['[]a]{2}', [']a'], ['b']],
  ['[^]a]', ['b'], [']', 'a']],
  ['[\\w.=-]+', ['a-b'], ['!']],
  ['[^\\S\\n]x', [' x'], ['\nx', 'ax']],
  ['\\s', [' ', '\t'], [latin1('\u00a0')]],
  ['\\Qa.b\\E', ['a.b'], ['axb']],
  ['\\x41\\x{42}', ['AB'], ['A']],
  ['(?P<key>k)=(?P<value>v)', ['k=v'], ['k']],
  ['\\$\\{[A-Z]+\\}', ['${A}'], ['$A']],
  ['a{2,3}b{,2}', ['aab{,2}'], ['ab']],
  ['é', [latin1('é')], ['e']],
  ['[éa]', [latin1('é'), 'a'], ['b']],
  ['\\p{L}\\pN', ['a1'], ['1a']],
  ['x*', [''], []],
  ['(?i)(?:k)(?:\'|"){0,1}=(v)', ['K"=V'], ['k']],
])('%s means in JavaScript what it means in RE2', (source, matching, others) => {
  const { pattern } = translate(source);
  for (const text of matching) expect(pattern.test(text), `${source} in ${JSON.stringify(text)}`).toBe(true);
  for (const text of others) expect(pattern.test(text), `${source} in ${JSON.stringify(text)}`).toBe(false);
});

test.each([
  'a++',
  'a**',
  '(?>a)',
  '(a)\\1',
  '(',
  'a)',
  '[a',
  '*a',
  '\\p{Greek}',
  '\\C',
  'a{3,2}',
  '[[:nothing:]]',
  '(?x)a',
])('%s is refused, with a reason', (source) => expect(() => translate(source)).toThrow(ExpressionError));

test.each([
  ['(?i)acme_[a-z0-9]{32}', ['acme_'], 37],
  ['(?:gh[po]|glpat-)x{2}', ['gho', 'ghp', 'glpat-'], 8],
  ['[a-z]{5}', [], 5],
  ['(?:a|)bcd', ['bcd', 'abcd'], 4],
  ['key.{0,20}val', ['key'], 26],
  ['abc+', ['ab'], Infinity],
])('what every match of %s needs and how long it is', (source, needed, longest) => {
  const translated = translate(source);
  expect(translated.needed.length > 0 ? translated.needed.toSorted() : []).toEqual([...needed].sort());
  expect(translated.longest).toBe(longest);
});

const toml = `
title = "house rules"
[extend]
useDefault = true
disabledRules = ["slack-webhook"]
[[rules]]
id = "acme-badge"
description = "Acme badge"
regex = '''badge-([a-f0-9]{12})'''
keywords = ["badge-"]
entropy = 2.0
[[rules.allowlists]]
stopwords = ["dead"]
[[rules.allowlists]]
condition = "AND"
paths = ['''^docs/''']
regexes = ['''^00''']
[[rules]]
id = "acme-second-group"
regex = '''pair ([a-z]+) ([0-9]{8})'''
secretGroup = 2
path = '''\\.txt$'''
[[rules]]
id = "acme-keystore"
path = '''(?i)\\.acmekeys$'''
[[rules]]
id = "impossible"
regex = '''(a)\\1'''
[[rules]]
id = "from-betterleaks"
regex = '''better-[0-9]{6}'''
validate = "cel"
[[allowlists]]
targetRules = ["github-token"]
paths = ['''^samples/''']
[allowlist]
regexTarget = "line"
regexes = ['''house:ok''']
`;
const configuration = readConfiguration(toml);
const { rules: all, options } = combine(rules, configuration);
const scanner = createScanner(all, options);
const found = (text: string, path = 'a.txt') => {
  const bytes = Buffer.from(text);
  return scanner
    .scanBytes(path, bytes)
    .matches.map(({ rule, start, end }) => `${rule.id} ${bytes.toString('latin1', start, end)}`);
};

test('users rules find what they say, and their allowlists hold', () => {
  expect(found('x badge-0123456789ab')).toEqual(['acme-badge 0123456789ab']);
  expect(found('badge-aaaaaaaaaaaa')).toEqual([]);
  expect(found('badge-dead456789ab')).toEqual([]);
  expect(found('badge-0023456789ab', 'docs/a.txt')).toEqual([]);
  expect(found('badge-0023456789ab', 'src/a.txt')).toHaveLength(1);
  expect(found('badge-0123456789ab # house:ok')).toEqual([]);
  expect(found('pair abc 12345678')).toEqual(['acme-second-group 12345678']);
  expect(found('pair abc 12345678', 'a.md')).toEqual([]);
  expect(found('anything', 'deep/shop.AcmeKeys')).toEqual(['acme-keystore anything']);
});

test('allowlists and switches hold for our own rules too', () => {
  const github = rules.find(({ id }) => id === 'github-token')!.examples[0]!;
  expect(found(github)).toHaveLength(1);
  expect(found(github, 'samples/a.txt')).toEqual([]);
  expect(all.some(({ id }) => id === 'slack-webhook')).toBe(false);
});

test('what cannot be followed is named, the rest goes on', async () => {
  expect(configuration.problems).toEqual([
    'Rule "impossible" is left out: references back are not followed.',
    'Rule "from-betterleaks" runs without what it says of validate.',
  ]);
  const tree: FileTree = {
    name: 'shop',
    files: async function* () {
      yield { path: 'a', size: 1, executable: false, read: () => Promise.resolve(Buffer.from('badge-0123456789ab')) };
    },
  };
  const seen: Observation[] = [];
  const summary = await drain(scanSecrets(tree, { key: new Uint8Array(32), configuration }), (item) => {
    if (item.type === 'observation') seen.push(item.observation);
  });
  expect(seen.map(({ rule }) => rule.id)).toEqual(['acme-badge']);
  expect(summary.coverage.skipped.map(({ detail }) => detail)).toEqual(configuration.problems);
  expect(JSON.stringify(seen)).not.toContain('0123456789ab');
});

test('one configuration extends another, not without end', () => {
  const texts: Record<string, string> = {
    'base.toml': '[[rules]]\nid = "base"\nregex = "base-[0-9]{4}"\n[[rules]]\nid = "both"\nregex = "old"',
    'loop.toml': '[extend]\npath = "loop.toml"',
  };
  const read = (path: string) => texts[path];
  const extended = readConfiguration('[extend]\npath = "base.toml"\n[[rules]]\nid = "both"\nregex = "new"', read);
  expect(extended.rules.map(({ id, pattern }) => `${id} ${pattern.source}`)).toEqual([
    'base base\\-[0-9]{4}',
    'both new',
  ]);
  expect(readConfiguration('[extend]\npath = "gone.toml"', read).problems[0]).toContain('"gone.toml"');
  expect(readConfiguration(texts['loop.toml']!, read).problems[0]).toContain('deep');
});

test.each([
  ['no TOML', 'rules = [', /./],
  ['a number where a list belongs', 'rules = 3', /"rules"/],
])('a configuration that is %s is refused', (_, text, message) => {
  expect(() => readConfiguration(text)).toThrow(message);
});

test.each([
  ['__proto__ as a key', '[__proto__]\na = 1\n[[rules]]\nid = "a"\nregex = "a{9}"'],
  ['rules without a name', '[[rules]]\nregex = "a"\n[[rules]]\nid = "a"\nregex = "a{9}"'],
])('%s does no harm', (_, text) => {
  expect(readConfiguration(text).rules.map(({ id }) => id)).toEqual(['a']);
  expect(Object.prototype).not.toHaveProperty('a');
});

test('an expression that backtracks is given up, and the rule named', () => {
  const slow: string[] = [];
  const users = readConfiguration('[[rules]]\nid = "evil"\nregex = "(?:a+)+b"');
  const { scanBytes } = createScanner(users.rules, { onTooSlow: ({ id }, path) => slow.push(`${id} in ${path}`) });
  const begin = performance.now();
  scanBytes('x', Buffer.from('a'.repeat(5_000)));
  scanBytes('y', Buffer.from('a'.repeat(5_000)));
  expect(performance.now() - begin).toBeLessThan(4_000);
  expect(slow).toEqual(['evil in x']);
});
