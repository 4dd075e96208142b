import { expect, test } from 'vitest';
import type { ExceptionScope } from '@stoa/model';
import { decide, explain, parsePolicy } from '../index.ts';
import { decisionId, exception, facts, now } from './story.ts';

const policy = parsePolicy(
  `
id: release
title: Release
version: 1
criteria:
  - id: vulnerabilities
    title: No vulnerability
    over: findings
    fail: finding.kind == "vulnerability"
    requires: [vulnerability]
    next: Upgrade.
`,
  'release.yaml',
);

const given = facts({
  findings: [
    {
      fingerprint: 'f'.repeat(64),
      kind: 'vulnerability',
      title: 'A flaw',
      severity: 'high',
      rules: ['GHSA-aaaa'],
      advisoryIds: ['GHSA-aaaa', 'CVE-2026-0001'],
      purl: 'pkg:npm/%40shop/cart@1.2.3?arch=x64',
      paths: ['web/package-lock.json'],
    },
  ],
});

test.each<[covered: boolean, scope: ExceptionScope]>([
  [true, { fingerprint: 'f'.repeat(64) }],
  [false, { fingerprint: 'e'.repeat(64) }],
  [true, { rule: 'CVE-2026-0001' }],
  [true, { rule: 'ghsa-AAAA' }],
  [false, { rule: 'CVE-2026-0002' }],
  [true, { purl: 'pkg:npm/%40shop/cart' }],
  [true, { purl: 'pkg:npm/%40shop/cart@1.2.3' }],
  [false, { purl: 'pkg:npm/%40shop/cart@1.2.4' }],
  [false, { purl: 'pkg:npm/%40shop' }],
  [true, { path: 'web/' }],
  [true, { path: './web' }],
  [true, { path: 'web/package-lock.json' }],
  [false, { path: 'we' }],
  [true, { kind: 'vulnerability' }],
  [false, { kind: 'secret' }],
  [true, { kind: 'vulnerability', maxSeverity: 'high' }],
  [false, { kind: 'vulnerability', maxSeverity: 'medium' }],
  [true, { criterion: 'vulnerabilities' }],
  [true, { criterion: 'release/vulnerabilities', path: 'web' }],
  [false, { criterion: 'secrets', path: 'web' }],
  [true, { kind: 'vulnerability', environment: 'production' }],
  [false, { kind: 'vulnerability', environment: 'staging' }],
  // These two only narrow: alone they would cover everything there is.
  [false, { environment: 'production' }],
  [false, { maxSeverity: 'critical' }],
])('%s: %o', (covered, scope) => {
  const decision = decide({ facts: given, policy, exceptions: [exception({ scope })], now, id: decisionId });
  expect(decision).toMatchObject({ verdict: covered ? 'waived' : 'fail', allowed: covered });
  expect(decision.criteria[0]?.reasons[0]?.exception).toBe(covered ? 'EX-1' : undefined);
});

test('a scope of npm, written as npm writes it, is a package and not all of its versions', () => {
  const plain = facts({ findings: [{ kind: 'vulnerability', title: 'A flaw', purl: 'pkg:npm/@shop/cart' }] });
  const decision = (purl: string) =>
    decide({ facts: plain, policy, exceptions: [exception({ scope: { purl } })], now, id: decisionId });
  expect(decision('pkg:npm/@shop/cart').verdict).toBe('waived');
  expect(decision('pkg:npm/').verdict).toBe('fail');
});

test('an ended exception leaves what was never checked as it is, and is named', () => {
  const ended = exception({ scope: { criterion: 'vulnerabilities' }, expiresAt: '2026-02-01T00:00:00.000Z' });
  const decision = decide({ facts: facts({ runs: [] }), policy, exceptions: [ended], now, id: decisionId });
  expect(decision).toMatchObject({ verdict: 'not-evaluated', allowed: false });
  expect(decision.criteria[0]?.reasons[0]?.text).toBe(
    'No check for known vulnerabilities has been made (exception EX-1 of ada ended on 2026-02-01).',
  );
});

test('of a live and an ended exception the live one counts', () => {
  const ended = exception({ id: 'EX-0', scope: { kind: 'vulnerability' }, expiresAt: '2026-02-01T00:00:00.000Z' });
  const live = exception({ id: 'EX-9', scope: { kind: 'vulnerability' } });
  expect(decide({ facts: given, policy, exceptions: [ended, live], now, id: decisionId }).verdict).toBe('waived');
});

test('titles from reports cannot drive a terminal', () => {
  const hostile = facts({ findings: [{ kind: 'vulnerability', title: 'A\u001b[2Jflaw\nPASS: all is well' }] });
  const lines = explain(decide({ facts: hostile, policy, exceptions: [], now, id: decisionId }));
  expect(lines.join('')).not.toContain('\u001b');
  expect(lines).toContain('  - high: A [2Jflaw PASS: all is well (package-lock.json)');
});
