import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Criterion, Policy } from '@stoa/model';
import { defaultPolicies } from '../../../blueprint/policies/index.ts';
import { decide, explain, parseExceptions, parseManifest, parsePolicy, PolicyError } from '../index.ts';
import { types } from '../src/cel/language.ts';
import { decisionId, everyCheck, facts, now } from './story.ts';

const guide = readFileSync(join(import.meta.dirname, '../../../docs/guides/policies.md'), 'utf8');
const blocks = [...guide.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => {
  const [, first = '', rest = ''] = /^# ([^\n]*)\n(.*)$/s.exec(text) ?? [];
  return language === 'cel' ? { what: 'cel', text } : { what: first, text: rest };
});
const block = (what: string) => {
  const found = blocks.filter((one) => one.what === what);
  expect(found).toHaveLength(1);
  return found[0]?.text ?? '';
};

test('every example of the guide is of a kind that is executed here', () => {
  expect(blocks.length).toBeGreaterThan(5);
  for (const { what } of blocks) expect(what).toMatch(/^(policy|exceptions|manifest|explained|cel|mistake: .*)$/);
});

test('the policy, the exceptions and the manifest are read', () => {
  expect(parsePolicy(block('policy'), 'release.yaml').criteria).toHaveLength(4);
  expect(parseExceptions(block('exceptions'), 'exceptions.yaml')).toHaveLength(1);
  expect(parseManifest(block('manifest'), 'stoa.yaml').modules).toHaveLength(2);
});

test('the decision reads as it is printed', () => {
  const decision = decide({
    facts: facts({
      revision: '1a2b3c4d',
      runs: everyCheck.map((one) => ({ ...one, revision: '1a2b3c4d' })),
      findings: [{ title: 'AWS access key', paths: ['src/pay.ts'], line: 12 }],
    }),
    policy: parsePolicy(block('policy'), 'release.yaml'),
    exceptions: parseExceptions(block('exceptions'), 'exceptions.yaml'),
    now,
    id: decisionId,
  });
  expect(explain(decision).join('\n')).toBe(block('explained').trimEnd());
});

const withLine = (line: string) => `id: release
title: Release
version: 1
criteria:
  - id: one
    title: One
    over: findings
    requires: [secret]
    ${line}
    next: Repair it.
`;

test.each(block('cel').trim().split('\n'))('%s is an expression', (expression) => {
  expect(() => parsePolicy(withLine(`fail: '${expression}'`), 'release.yaml')).not.toThrow();
});

test.each(blocks.filter(({ what }) => what.startsWith('mistake: ')))('$what', ({ what, text }) => {
  try {
    parsePolicy(withLine(what.replace('mistake: ', '')), 'release.yaml');
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    expect(error.message).toBe(text.trimEnd());
  }
});

test('the tables name every field there is, and none that is not', () => {
  const named = (text: string) => [...text.matchAll(/`([A-Za-z]+)`/g)].map(([, name]) => name);
  const row = (noun: string) =>
    named(guide.split('\n').find((line) => line.startsWith(`| \`${noun}\``)) ?? '').slice(1);
  expect(row('finding')).toEqual(Object.keys(types.Finding));
  expect(row('module')).toEqual(Object.keys(types.Module));
  expect(row('run')).toEqual([...Object.keys(types.Run), ...Object.keys(types.Tests)]);
  expect(row('application')).toEqual(Object.keys(types.Application));
  expect(row('components')).toEqual(Object.keys(types.Components));
  const fields = guide.slice(guide.indexOf('### A criterion'), guide.indexOf('## The language'));
  const documented = fields
    .split('\n')
    .flatMap((line) => (line.startsWith('| `') ? named(line.split('|')[1] ?? '') : []));
  expect(documented).toEqual(Object.keys(Criterion.shape));
  const defaults = guide.slice(guide.indexOf('| default |')).split('\n\n')[0] ?? '';
  expect(named(defaults)).toEqual(defaultPolicies.map(({ id }) => id));
  expect(Object.keys(Policy.shape)).toEqual(['id', 'title', 'version', 'appliesTo', 'criteria']);
});
