import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { errorOf, read, resultAt, sarifLog } from './reading.ts';

const good = sarifLog({ results: [resultAt('src/a.ts'), resultAt('src/b.ts')] });
const junit = '<testsuite name="s"><testcase name="a"><failure/></testcase></testsuite>';
const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><testsuites><testsuite name="&b;"/></testsuites>`;

test.each<[string, string | Uint8Array, string, RegExp]>([
  ['nothing', '', 'empty', /empty/],
  ['blanks', ' \n ', 'empty', /empty/],
  ['a sign-in page', '<!doctype html><html><body>Sign in</body></html>', 'unknown-format', /HTML page/],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), 'unknown-format', /binary/],
  ['a Trivy report', '{"SchemaVersion":2,"Results":[]}', 'unknown-format', /Trivy.*--format sarif/],
  ['a Gitleaks report', '[{"RuleID":"a","Secret":"b"}]', 'unknown-format', /Gitleaks.*--report-format sarif/],
  ['an NUnit report', '<test-run id="2"/>', 'unknown-format', /NUnit.*JUnit/],
  ['JSON that quotes SARIF', JSON.stringify({ note: '","runs":[{"tool":1}],"x":"' }), 'unknown-format', /JSON/],
  ['JSON of nobody', '{"hello":"world"}', 'unknown-format', /SARIF 2\.1\.0, CycloneDX/],
  ['SARIF cut short', good.slice(0, -40), 'truncated', /runs\[0\]\.results\[1\].*byte \d+.*again/],
  ['SARIF cut inside a text', good.slice(0, 200), 'truncated', /byte 200/],
  ['SARIF with a comma too many', good.replace('[{"ruleId"', '[,{"ruleId"'), 'malformed', /runs\[0\]\.results/],
  ['SARIF with something after its end', `${good} x`, 'malformed', /after its end/],
  ['brackets that do not fit', good.replace(']}', '}]'), 'malformed', /line 1/],
  ['a result that is no JSON', good.replace('"message"', 'message'), 'malformed', /runs\[0\]\.results\[0\]/],
  ['two lists of runs', good.replace(/}$/, ',"runs":[]}'), 'malformed', /twice/],
  ['a NUL byte', good.replace('"runs"', '\0"runs"'), 'malformed', /byte/],
  ['runs that are no list', '{"version":"2.1.0","$schema":"sarif","runs":{}}', 'malformed', /runs/],
  ['a run that is no object', '{"version":"2.1.0","$schema":"sarif","runs":[1]}', 'malformed', /runs\[0\]/],
  ['an old SARIF', '{"version":"1.0.0","runs":[]}', 'unsupported-version', /2\.1\.0/],
  ['SARIF nested without end', `{"version":"2.1.0","runs":[{"a":${'['.repeat(100_000)}`, 'too-deep', /byte/],
  [
    'a result nested without end',
    sarifLog({ results: ['@'] }).replace('"@"', '['.repeat(100_000)),
    'too-deep',
    /results/,
  ],
  ['a billion laughs', laughs, 'forbidden-xml', /document type/],
  ['an external entity', '<!DOCTYPE testsuite SYSTEM "http://evil.example/x.dtd"><testsuite/>', 'forbidden-xml', /./],
  ['an entity nobody declared', '<testsuite name="&x;"/>', 'malformed', /line 1/],
  ['XML cut short', '<testsuites><testsuite name="a">', 'truncated', /testsuites\/testsuite/],
  ['XML that is none', '<testsuites>\n<testsuite name=a></testsuites>', 'malformed', /line 2/],
  ['XML nested without end', '<testsuite>'.repeat(100_000), 'too-deep', /./],
  ['gzip cut short', gzipSync(good).subarray(0, 60), 'truncated', /compressed/],
  ['gzip with a broken middle', Buffer.from(gzipSync(good)).fill(7, 30, 50), 'malformed', /compressed/],
  ['a zip cut short', Buffer.from(zipSync({ 'a.sarif': strToU8(good) })).subarray(0, 90), 'malformed', /archive/],
  ['an empty zip', zipSync({}), 'empty', /no file/],
  ['a zip of other things', zipSync({ 'readme.txt': strToU8('hello') }), 'unknown-format', /plain text/],
])('%s is named, with a place and what to do', async (_, content, code, message) => {
  const error = await errorOf(content);
  expect([error.code, error.message]).toEqual([code, expect.stringMatching(message)]);
  expect(error.message).toMatch(/^[\w. -]+(, [^:]+)?: /);
});

test('no error quotes the report', async () => {
  const secret = 'hunter2-hunter2';
  for (const text of [
    sarifLog({ results: ['@'] }).replace('"@"', `{"a": ${secret}}`),
    sarifLog({ results: [] }).replace('"results"', `"${secret}": ${secret}, "results"`),
    `<testsuite name="${secret}"><${secret} ${secret}></testsuite>`,
    `${secret}: x`,
  ]) {
    expect((await errorOf(text)).message).not.toContain(secret);
  }
});

test('a gzip bomb ends early', async () => {
  const bomb = gzipSync(`{"version":"2.1.0","runs":[${' '.repeat(66 * 1024 * 1024)}`);
  expect((await errorOf(bomb, { chunk: 65_536 })).code).toBe('bomb');
});

test('a zip bomb ends early, and so does one of many files', async () => {
  const blanks = new Uint8Array(66 * 1024 * 1024).fill(0x20);
  blanks[0] = 0x7b;
  expect((await errorOf(zipSync({ 'a.sarif': blanks }, { level: 6 }), { chunk: 65_536 })).code).toBe('bomb');
  const many = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`${index}.json`, strToU8('{}')]));
  expect((await errorOf(zipSync(many))).code).toBe('bomb');
});

test('larger than allowed is too large', async () => {
  expect((await errorOf(good, { limits: { maxBytes: 100 } })).code).toBe('too-large');
  expect(
    (await errorOf(`<testsuite name="${'x'.repeat(4_000_000)}"/>`, { limits: { maxItemBytes: 100_000 } })).code,
  ).toBe('too-large');
});

test('a result that is too large is skipped, the others are read', async () => {
  const { observations, skips } = await read(
    sarifLog({ results: [resultAt('a', { properties: { x: 'x'.repeat(5000) } }), resultAt('b')] }),
    { limits: { maxItemBytes: 4000 } },
  );
  expect(observations.map(({ location }) => location?.path)).toEqual(['b']);
  expect(skips).toMatchObject([{ place: 'runs[0].results[0]', reason: 'too-large' }]);
});

test.each<[string, Uint8Array]>([
  ['gzip', gzipSync(good)],
  ['gzip in gzip', gzipSync(gzipSync(good))],
  ['zip', zipSync({ 'results/a.sarif': strToU8(good) })],
  ['stored zip', zipSync({ 'a.sarif': strToU8(good) }, { level: 0 })],
  ['gzip in zip', zipSync({ 'a.sarif.gz': gzipSync(good) })],
  ['a byte order mark', Buffer.from(`\uFEFF${good}`)],
  ['UTF-16, little end first', Buffer.from(`\uFEFF${good}`, 'utf16le')],
  ['UTF-16, big end first', Buffer.from(`\uFEFF${good}`, 'utf16le').swap16()],
  ['UTF-16 without a mark', Buffer.from(good, 'utf16le')],
])('%s is opened', async (_, content) => {
  expect((await read(content, { name: 'report.bin' })).observations).toHaveLength(2);
});

test('an archive may hold several reports; what is none of them is a visible skip', async () => {
  const zip = zipSync({ 'a.sarif': strToU8(good), 'readme.txt': strToU8('hello'), 'tests/junit.xml': strToU8(junit) });
  const { observations, summaries, skips } = await read(zip);
  expect(observations.map(({ kind }) => kind)).toEqual(['code', 'code', 'test']);
  expect(summaries).toHaveLength(2);
  expect(skips).toMatchObject([{ place: 'readme.txt', reason: 'unsupported' }]);
});

test('an error in an archive says which file', async () => {
  const zip = zipSync({ 'a.sarif': strToU8(good), 'b.sarif': strToU8(good.slice(0, -9)) });
  expect((await errorOf(zip)).message).toMatch(/^b\.sarif, /);
});

test('a format that the caller names is taken at the word', async () => {
  expect((await read(good, { formatId: 'sarif' })).format).toBe('sarif');
  expect((await errorOf(good, { formatId: 'cyclonedx' })).code).toBe('malformed');
  expect((await errorOf(good, { formatId: 'nonsense' })).message).toMatch(/sarif, cyclonedx, spdx, junit/);
});
