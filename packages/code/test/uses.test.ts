import { expect, test } from 'vitest';
import type { FileTree } from '@stoa/model';
import { findUses, type WantedPackage } from '@stoa/code';

const treeOf = (files: Record<string, string>): FileTree => ({
  name: 'tree',
  async *files() {
    for (const [path, text] of Object.entries(files))
      yield { path, size: text.length, executable: false, read: async () => new TextEncoder().encode(text) };
  },
});

const wanted = (family: string, ...modules: string[]): WantedPackage[] => [{ key: 'it', family, modules }];

const calls = async (files: Record<string, string>, packages: WantedPackage[]) =>
  (await findUses(treeOf(files), packages)).calls.map(
    ({ member, line, within }) => `${line}: ${[...within, member].join(' > ')}`,
  );

test('JavaScript: by every way of importing, through variables, as methods and constructors', async () => {
  const text = `
import _, { template as render } from 'lodash';
import * as whole from 'lodash/fp';
const { merge } = require('lodash');
export function page(a) { return inner(a) + render(a); }
function inner(a) { return _.template(a) + new _.Chain(a).value(); }
whole.pick(a); merge(a, b); list.map(_.trim);
function other(_) { return _.hidden(1); }
`;
  expect(await calls({ 'a.ts': text }, wanted('javascript', 'lodash'))).toEqual([
    '7: pick',
    '7: merge',
    '7: trim',
    '5: page > template',
    '6: page > inner > template',
    '6: page > inner > Chain',
    '6: page > inner > Chain.value',
  ]);
});

test('Python, Go and Java', async () => {
  const py = 'import yaml\nfrom yaml import load as l\ndef f(a):\n    yaml.dump(a)\n    return l(a)\n';
  expect(await calls({ 'a.py': py }, wanted('python', 'yaml'))).toEqual(['4: f > dump', '5: f > load']);
  const go = `package main
import ("golang.org/x/net/html"; y "gopkg.in/yaml.v2")
func main() { run() }
func run() { html.Parse(nil); d := y.NewDecoder(r); d.Decode(&v); var t html.Tokenizer; t.Next() }
`;
  expect(await calls({ 'a.go': go }, wanted('go', 'golang.org/x/net'))).toEqual([
    '4: main > run > Parse',
    '4: main > run > Tokenizer.Next',
  ]);
  expect(await calls({ 'a.go': go }, wanted('go', 'gopkg.in/yaml.v2'))).toEqual([
    '4: main > run > NewDecoder',
    '4: main > run > NewDecoder().Decode',
  ]);
  const java = `package p;
import com.fasterxml.jackson.databind.ObjectMapper;
class A { void f(String s, ObjectMapper given) { new ObjectMapper().readValue(s, A.class); given.readTree(s); } }
`;
  expect((await calls({ 'A.java': java }, wanted('java', 'com.fasterxml.jackson.databind'))).sort()).toEqual([
    '3: f > <init>',
    '3: f > readTree',
    '3: f > readValue',
  ]);
});

test('Rust: by `use` with all its forms, by path, and methods on what is plainly of a type', async () => {
  const text = `
use time::{OffsetDateTime as O, now, self};
use regex::Regex;
fn main() {
    time::now_utc(); O::now_local(); now();
    let r = Regex::new("x").unwrap();
    r.is_match("y");
    other(&r);
}
fn other(given: &Regex) { given.replace_all("a", "b"); hidden.replace_all("a"); crate::time::x(); }
`;
  expect(await calls({ 'a.rs': text }, wanted('rust', 'time'))).toEqual([
    '5: main > now_utc',
    '5: main > OffsetDateTime.now_local',
    '5: main > now',
  ]);
  expect(await calls({ 'a.rs': text }, wanted('rust', 'regex'))).toEqual([
    '6: main > Regex.new',
    '7: main > Regex.is_match',
    '10: other > Regex.replace_all',
  ]);
});

test('what cannot be known is said: modules handed on, computed names, files that cannot be read, mere mentions', async () => {
  const uses = await findUses(
    treeOf({
      'a.js': "const qs = require('qs');\nuse(qs);\nrequire(name);\n",
      'b.js': "const text = 'we use qs here';\n",
      'c.js': '\u0000'.repeat(10),
      'd.py': 'import other\n',
      'e.test.js': "import { test } from 'vitest';\nimport qs from 'qs';\ntest('x', () => qs.parse());\n",
    }),
    wanted('javascript', 'qs'),
  );
  expect(uses.escapes).toMatchObject([{ module: 'qs', path: 'a.js', line: 2 }]);
  expect(uses.mentions).toMatchObject([{ path: 'b.js', line: 1 }]);
  expect(uses.read).toEqual(new Map([['javascript', { files: 4, folders: new Set(['.']), unread: 0, computed: 1 }]]));
  expect(uses.imports).toMatchObject([
    { path: 'a.js', isTest: false },
    { path: 'e.test.js', isTest: true },
  ]);
});

test('a module whose names are all taken at once is handed on', async () => {
  const go = 'package a\nimport . "golang.org/x/net/html"\nfunc f() { Parse(nil) }\n';
  const { escapes } = await findUses(treeOf({ 'a.go': go }), wanted('go', 'golang.org/x/net'));
  expect(escapes).toMatchObject([{ module: 'golang.org/x/net/html', line: 2 }]);
});

test.each([
  ['javascript', 'a.js', "import x from 'left-pad-more';", 'left-pad'],
  ['javascript', 'a.js', "import x from './lodash';", 'lodash'],
  ['python', 'a.py', 'import yamllint\n', 'yaml'],
  ['go', 'a.go', 'package a\nimport _ "example.org/xy"\n', 'example.org/x'],
])('%s: another package whose name begins alike is another package (%s)', async (family, path, text, module) => {
  expect((await findUses(treeOf({ [path]: text }), wanted(family, module))).imports).toEqual([]);
});
