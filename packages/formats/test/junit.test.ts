import { expect, test } from 'vitest';
import { Observation } from '@stoa/model';
import { read } from './reading.ts';

test('what fails is seen, everything is counted, suites nest', async () => {
  const { observations, summaries } = await read(`<?xml version="1.0"?><!-- made by x -->
    <testsuites name="all tests" time="2.5"><testsuite name="outer" timestamp="2026-01-02T03:04:05" file="test/outer.ts"><testsuite name="auth">
    <properties><property name="a" value="b"/></properties>
    <testcase classname="login" name="refuses a wrong password" file="./test/login.ts" line="12"><failure message="expected 401">at x
      at y</failure></testcase>
    <testcase classname="login" name="breaks"><error><![CDATA[boom]]></error><system-out>much</system-out></testcase>
    <testcase name="later"><skipped/></testcase><testcase name="fine"/></testsuite><testcase name="last"><failure/></testcase></testsuite></testsuites>`);
  expect(summaries[0]).toMatchObject({
    tests: { total: 5, failed: 2, errored: 1, skipped: 1 },
    coverage: { kinds: ['test'], looked: 4 },
    completeness: 'unknown',
    startedAt: '2026-01-02T03:04:05.000Z',
    finishedAt: '2026-01-02T03:04:07.500Z',
  });
  expect(observations).toMatchObject([
    {
      kind: 'test',
      rule: { id: 'auth::login::refuses a wrong password' },
      title: 'refuses a wrong password fails: expected 401',
      description: 'expected 401\n\n```\nat x\n      at y\n```',
      location: { path: 'test/login.ts', startLine: 12 },
    },
    { rule: { id: 'auth::login::breaks' }, title: 'breaks breaks: boom', location: { path: 'test/outer.ts' } },
    { rule: { id: 'outer::::last' }, title: 'last fails' },
  ]);
  for (const one of observations) expect(Observation.parse(one)).toEqual(one);
});

test.each([
  [
    'pytest',
    '<testcase classname="t.T" name="a" time="0.1"><failure message="assert 1 == 2">x</failure></testcase>',
    'failed',
  ],
  ['Surefire, failed on every try', '<testcase name="a"><rerunFailure message="x"/></testcase>', 'failed'],
  ['Surefire, passed on the second', '<testcase name="a"><flakyFailure message="x"/></testcase>', undefined],
  ['Google Test', '<testcase name="a" status="notrun" result="suppressed"/>', 'skipped'],
  ['Google Test, failed', '<testcase name="a" status="run"><failure message="x" type=""/></testcase>', 'failed'],
  ['xunit to JUnit', '<testcase name="a"><skipped message="not on Linux"/></testcase>', 'skipped'],
  ['failure and tear-down error', '<testcase name="a"><failure/><error/></testcase>', 'failed'],
])('%s', async (_, testcase, outcome) => {
  const { summaries, observations } = await read(`<testsuite name="s">${testcase}</testsuite>`);
  const counts = { total: 1, failed: 0, errored: 0, skipped: 0, ...(outcome && { [outcome]: 1 }) };
  expect(summaries[0]?.tests).toEqual(counts);
  expect(observations).toHaveLength(outcome === 'failed' ? 1 : 0);
});

test('a suite that broke before its tests makes the run partial, whoever vouches for it', async () => {
  const broken = '<testsuite name="s"><error message="no database"/><testcase name="a"/></testsuite>';
  expect((await read(broken, { covers: [''] })).summaries[0]?.completeness).toBe('partial');
  expect((await read(broken.replace(/<error.*?\/>/, ''), { covers: [''] })).summaries[0]?.completeness).toBe(
    'complete',
  );
});

test('a test that writes a novel is skipped, the others are read', async () => {
  const novel = `<testcase name="loud"><system-out>${'x'.repeat(300_000)}</system-out><failure/></testcase>`;
  const { observations, skips, summaries } = await read(
    `<testsuite name="s">${novel}<testcase name="quiet"><failure/></testcase></testsuite>`,
    { limits: { maxItemBytes: 200_000 }, chunk: 65_536 },
  );
  expect(observations.map(({ rule }) => rule.id)).toEqual(['s::::quiet']);
  expect(skips).toMatchObject([{ reason: 'too-large', place: 'testsuite/testcase[0]' }]);
  expect(summaries[0]?.completeness).toBe('partial');
});
