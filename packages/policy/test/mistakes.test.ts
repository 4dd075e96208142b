import { expect, test } from 'vitest';
import { parseExceptions, parseLicencePolicy, parseManifest, parsePolicy, PolicyError } from '../index.ts';

/** What a person reads when a file has a mistake. */
function mistake(parse: () => unknown): { code: string; message: string } {
  try {
    parse();
  } catch (error) {
    if (error instanceof PolicyError) return { code: error.code, message: error.message };
    throw error;
  }
  return { code: 'none', message: '' };
}

/** The message of a policy with this written for `fail`. */
function inExpression(fail: string, over = 'findings'): string {
  const text = `id: release
title: Release
version: 1
criteria:
  - id: one
    title: One
    over: ${over}
    requires: [secret]
    fail: ${fail}
    next: Repair it.
`;
  return mistake(() => parsePolicy(text, 'release.yaml')).message;
}

test.each([
  ['plain', 'finding.sevrity == "high"', 'release.yaml:9:19: there is no field "sevrity", did you mean "severity"?'],
  [
    'in single quotes',
    `'"it''s" == findng.title'`,
    'release.yaml:9:23: nothing is called "findng" here, did you mean "finding"?',
  ],
  [
    'in double quotes',
    '"finding.title == \\"x\\" || findng.direct"',
    'release.yaml:9:38: nothing is called "findng" here',
  ],
  [
    'as a block',
    '|\n      finding.kind == "secret" &&\n        findng.direct',
    'release.yaml:11:9: nothing is called "findng" here, did you mean "finding"?\n            findng.direct\n            ^',
  ],
  [
    'as a folded block',
    '>-\n      finding.direct &&\n      findng.direct',
    'release.yaml:11:7: nothing is called "findng"',
  ],
  ['over two lines', 'finding.direct &&\n      findng.direct', 'release.yaml:10:7: nothing is called "findng"'],
  ['not closed', 'finding.severity == "high" && (true', 'release.yaml:9:46: '],
  [
    'of two types',
    'finding.ageDays == 3',
    'release.yaml:9:11: no such overload: double == int; ages and confidence are decimals',
  ],
  ['not true or false', 'finding.severity', 'release.yaml:9:11: must be true or false, and is of type string'],
  [
    'a word that is never there',
    'finding.severity == "hihg"',
    'release.yaml:9:31: "severity" is never "hihg", did you mean "high"?',
  ],
  [
    'a word of another noun',
    'finding.kind in ["secret", "sast"]',
    '9:38: "kind" is never "sast"; it is one of secret, vulnerability',
  ],
  ['a regular expression', 'finding.title.matches("(a+)+$")', 'regular expressions have no bound in time'],
  ['has()', 'has(finding.purl)', 'has() is not needed'],
  [
    'a loop in a loop',
    'finding.tags.exists(t, finding.tags.exists(u, t == u))',
    'at most 1 loops may stand inside each other',
  ],
  [
    'an unknown function',
    'finding.title.upper() == "X"',
    "release.yaml:9:11: found no matching overload for 'string.upper()'",
  ],
  ['without an end', `finding.title == "${'x'.repeat(3000)}"`, 'too long'],
])('an expression %s', (_, expression, expected) => expect(inExpression(expression)).toContain(expected));

test('a list inside a loop over itself would take for ever', () => {
  expect(inExpression('findings.exists(f, findings.exists(g, f.purl == g.purl))', 'application')).toContain(
    'without bound',
  );
  expect(inExpression('findings.exists(f, f.purl in findings.map(g, g.purl))', 'application')).toContain(
    'without bound',
  );
  expect(inExpression('cel.bind(x, findings, x.exists(a, x.exists(b, a.purl == b.purl)))', 'application')).toContain(
    'cel.bind',
  );
  expect(inExpression('findings.exists(f, f.tags.exists(t, t == "kev"))', 'application')).toBe('');
});

test('every mistake of a file is named at once', () => {
  const text = `id: Release One
title: Release
criteria:
  - id: one
    title: One
    over: finding
    fail: "true"
    pass: "true"
    enforcment: block
    next: Repair it.
`;
  expect(mistake(() => parsePolicy(text, 'release.yaml'))).toEqual({
    code: 'wrong-shape',
    message: `release.yaml:1:1: version is missing: a number
    id: Release One
    ^
release.yaml:1:5: id: an id has lower-case letters, digits and dashes, 60 at most
    id: Release One
        ^
release.yaml:6:11: criteria[0].over is "finding", did you mean "findings"? and must be one of findings, runs, application
        over: finding
              ^
release.yaml:9:5: nothing here is called "enforcment", did you mean "enforcement"?
        enforcment: block
        ^`,
  });
});

test('a criterion has one question, and stands on a check', () => {
  const text = (lines: string) =>
    `{ id: a, title: A, version: 1, criteria: [ { id: b, title: B, over: findings, next: N, ${lines} } ] }`;
  expect(mistake(() => parsePolicy(text('requires: [secret]'), 'p.yaml')).message).toContain('either `fail` or `pass`');
  expect(mistake(() => parsePolicy(text('fail: "true"'), 'p.yaml')).message).toContain('needs `requires`');
  expect(parsePolicy(text('fail: "true", requires: [secret]'), 'p.yaml').criteria[0]).toMatchObject({
    maxAge: '7d',
    enforcement: 'block',
  });
});

test('what is no YAML is named by its line', () => {
  expect(mistake(() => parsePolicy('id: a\n  title: [', 'p.yaml'))).toMatchObject({ code: 'not-yaml' });
  expect(mistake(() => parsePolicy('id: a\n  title: [', 'p.yaml')).message).toMatch(/^p\.yaml:\d+:\d+: /);
  expect(mistake(() => parsePolicy('id: a\nid: b\n', 'p.yaml')).message).toContain('p.yaml:2:1: ');
  expect(mistake(() => parsePolicy('', 'p.yaml')).message).toContain(
    'the file must be a map of names and values, and is empty',
  );
});

test('a hostile file ends in an error, and soon', () => {
  // Of this thread alone: other tests are running.
  const begin = process.threadCpuUsage();
  const laughs = `a0: &a0 [x, x]\n${Array.from({ length: 40 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}, *a${n}]`).join('\n')}`;
  expect(mistake(() => parseManifest(laughs, 'stoa.yaml'))).toMatchObject({ code: 'not-yaml' });
  expect(mistake(() => parseManifest(`name: ${'['.repeat(400_000)}`, 'stoa.yaml'))).toMatchObject({ code: 'not-yaml' });
  expect(mistake(() => parseManifest(' '.repeat(1_000_001), 'stoa.yaml'))).toMatchObject({ code: 'too-large' });
  expect(mistake(() => parseManifest('name: &a\n  x: *a\n', 'stoa.yaml')).code).not.toBe('none');
  expect(mistake(() => parseManifest('\u0000\u0001{{{', 'stoa.yaml')).code).not.toBe('none');
  expect(process.threadCpuUsage(begin).user / 1000).toBeLessThan(5000);
});

test('stoa.yaml is read with its defaults, and its mistakes are named', () => {
  expect(parseManifest('name: shop\nmodules:\n  - { name: api, path: api }\n', 'stoa.yaml')).toMatchObject({
    environments: ['production'],
    modules: [{ name: 'api', path: 'api', workload: 'service', exposure: 'internal' }],
  });
  expect(
    mistake(() => parseManifest('name: shop\nmodules:\n  - { name: api, workload: servce }\n', 'stoa.yaml')).message,
  ).toContain('stoa.yaml:3:28: modules[0].workload is "servce", did you mean "service"?');
  expect(mistake(() => parseManifest('nmae: shop\n', 'stoa.yaml')).message).toContain('did you mean "name"?');
  expect(
    mistake(() => parseManifest('name: s\nmodules:\n  - { name: a }\n  - { name: b }\n', 'stoa.yaml')).message,
  ).toContain('stoa.yaml:4:5: module "b" has the name or the path of an earlier one');
});

test('exceptions are read with days, and their mistakes are named', () => {
  const text = (scope: string, more = '') => `exceptions:
  - id: EX-1
    owner: ada
    reason: Keys of a sandbox that holds nothing
    scope: ${scope}
    createdAt: 2026-01-01
    expiresAt: 2026-06-30
${more}`;
  expect(parseExceptions(text('{ path: examples/ }'), 'exceptions.yaml')).toMatchObject([
    { approver: null, createdAt: '2026-01-01T00:00:00.000Z', expiresAt: '2026-06-30T23:59:59.999Z' },
  ]);
  for (const empty of ['', '\n# none\n', 'exceptions:\n', 'exceptions: []\n'])
    expect(parseExceptions(empty, 'e.yaml')).toEqual([]);
  const message = (scope: string, more?: string) => mistake(() => parseExceptions(text(scope, more), 'e.yaml')).message;
  expect(message('{ environment: staging }')).toContain('e.yaml:5:12: a scope says what it covers');
  expect(message('{ pth: examples/ }')).toContain('nothing here is called "pth", did you mean "path"?');
  expect(message('{ kind: secret }', '  - id: EX-2\n')).toContain('exceptions[1].owner is missing: text');
  expect(
    mistake(() => parseExceptions(text('{ kind: secret }').replace('2026-06-30', 'tomorrow'), 'e.yaml')).message,
  ).toContain('e.yaml:7:16: exceptions[0].expiresAt must be a day (2026-03-31) or an instant');
  expect(
    mistake(() => parseExceptions(text('{ kind: secret }').replace('2026-06-30', '2025-06-30'), 'e.yaml')).message,
  ).toContain('it ends before it begins');
  expect(
    mistake(() =>
      parseExceptions(`${text('{ kind: secret }')}${text('{ kind: code }').replace('exceptions:\n', '')}`, 'e.yaml'),
    ).message,
  ).toContain('a second exception is called "EX-1"');
});

test.each([
  ['workloads: { service: { viral: deny } }', /^licences\.yaml:1:\d+: /],
  ['licences: { MIT: maybe }', /^licences\.yaml:1:\d+: /],
  ['workloads: { shop: { permissive: allow } }', /^licences\.yaml:1:\d+: /],
])('a mistake in what licences are allowed is named with its place: %s', (text, place) => {
  expect(mistake(() => parseLicencePolicy(text, 'licences.yaml')).message).toMatch(place);
});

test('no word on licences is no policy of one’s own', () => {
  expect(parseLicencePolicy('', 'licences.yaml')).toEqual({ workloads: {}, licences: {} });
});
