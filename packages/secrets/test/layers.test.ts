import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFileScanner, rules } from '@stoa/secrets';

const scanFile = createFileScanner(rules, new Uint8Array(32).fill(7));
const scan = (text: string | Uint8Array, path = 'src/config.ts') =>
  scanFile(path, Buffer.from(text as string))?.observations ?? null;

const example = (id: string) => rules.find((rule) => rule.id === id)!.examples[0]!;
/** Made up anew from the rule's own example, so that no scanner takes this file for a leak. */
const token = example('github-token').match(/gh\w_\w+/)![0];

const base64 = (text: string) => Buffer.from(text).toString('base64');
const percent = (text: string) => text.replace(/./g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
const unicode = (text: string) => text.replace(/./g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
const encodings: [kind: string, encode: (text: string) => string][] = [
  ['base64', base64],
  ['base64', (text) => Buffer.from(text).toString('base64url')],
  ['base64', (text) => Buffer.from(text, 'utf16le').toString('base64')],
  ['gzip', (text) => gzipSync(text).toString('base64')],
  ['hex', (text) => Buffer.from(text).toString('hex')],
  ['URL encoding', percent],
  ['escapes', unicode],
  ['escapes', (text) => text.replace(/./g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`)],
  ['escapes', (text) => text.replace(/./g, (c) => `&#${c.charCodeAt(0)};`)],
];

test.each(encodings)('a secret inside %s is found on its line', (kind, encode) => {
  const found = scan(`# one\nvalue: ${encode(`token ${token} for deploys`)}\n# three\n`, 'a.yaml');
  expect(found).toMatchObject([
    { rule: { id: 'github-token' }, location: { path: 'a.yaml', startLine: 2 }, tags: [`inside ${kind}`] },
  ]);
  expect(found?.[0]?.title).toContain(`inside ${kind}`);
  expect(found?.[0]?.excerpt).toMatch(/^value: .*\[redacted\]/);
});

test('a secret is the same one whatever it stands inside of', () => {
  const digests = [token, ...encodings.map(([, encode]) => encode(`token ${token} for deploys`))].map(
    (text) => scan(`value: ${text}\n`, 'a.yaml')?.[0]?.secretDigest,
  );
  expect(new Set(digests).size).toBe(1);
});

test('layers in layers are taken off, wrapped lines are joined, and one secret is told once', () => {
  const twice = scan(`value: ${percent(base64(`token ${token} for deploys`))}`, 'a.yaml');
  expect(twice).toMatchObject([{ tags: ['inside URL encoding', 'inside base64'] }]);
  const long = base64(`# settings of the shop\n${'colour = green\n'.repeat(9)}token = "${token}"\n`);
  const wrapped = scan(`data: |\n${long.replace(/.{60}/g, (line) => `  ${line}\n`)}\n`, 'a.yaml');
  expect(wrapped).toMatchObject([{ location: { startLine: 2, endLine: expect.any(Number) } }]);
  expect(scan(`https://acme.example/?q=a%20b&token=${token}`)).toMatchObject([{ tags: [] }]);
});

test("a Kubernetes Secret's data is read with its names", () => {
  const manifest = `apiVersion: v1\nkind: Secret\ndata:\n  password: ${base64('Tr7-vQ2xLm9p')}\n  colour: ${base64('blue')}\n`;
  expect(scan(manifest, 'k8s/db.yaml')).toMatchObject([
    { location: { startLine: 4 }, excerpt: 'password: [redacted]' },
  ]);
});

test('mails are read as they were written', () => {
  const soft = `${token.slice(0, 20)}=\r\n${token.slice(20)}`;
  const mail = `Content-Transfer-Encoding: quoted-printable\r\n\r\nkey=3D"${soft}"\r\n`;
  expect(scan(mail, 'mail.eml')).toMatchObject([
    { rule: { id: 'github-token' }, location: { startLine: 3, endLine: 4 }, tags: ['inside quoted-printable'] },
  ]);
});

const notebook = (source: string[], outputs: unknown[] = []) =>
  JSON.stringify(
    {
      cells: [
        { cell_type: 'markdown', source: ['# Sales'] },
        { cell_type: 'code', outputs, source },
      ],
      nbformat: 4,
    },
    null,
    1,
  );

test('notebooks say in which cell', () => {
  const text = notebook(['import os\n', `os.environ["GH"] = "${token}"\n`]);
  const [found, ...others] = scan(text, 'sales.ipynb') ?? [];
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    tags: ['inside cell 2'],
    excerpt: String.raw`"os.environ[\"GH\"] = \"[redacted]\"\n"`,
  });
  expect(text.split('\n')[(found?.location?.startLine ?? 0) - 1]).toContain(token);
  const printed = notebook(['print(token)'], [{ output_type: 'stream', name: 'stdout', text: [`${token}\n`] }]);
  expect(scan(printed, 'sales.ipynb')).toMatchObject([{ tags: ['inside cell 2'] }]);
});

test('a notebook that is no JSON is read as the text it is', () => {
  expect(scan(`<<<<<<< HEAD {"cells": [ "${token}`, 'sales.ipynb')).toHaveLength(1);
  expect(scan('['.repeat(100_000), 'sales.ipynb')).toEqual([]);
});

test('UTF-16, as Windows writes it, is text; a picture is none', () => {
  const text = `$token = "${token}"\r\n`;
  expect(scan(Buffer.from(`\ufeff${text}`, 'utf16le'), 'a.ps1')).toMatchObject([
    { location: { startLine: 1, startColumn: 11 } },
  ]);
  expect(scan(Buffer.from(text, 'utf16le').swap16(), 'a.ps1')).toHaveLength(1);
  expect(scan(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]))).toBeNull();
});

test('no six characters in a row of a secret, or of its encoding, are in what is yielded', () => {
  const alphabet = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789';
  const body = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 36, maxLength: 36 });
  const some = fc.string({ unit: fc.constantFrom(...'ab c=":%\\\n'), maxLength: 20 });
  fc.assert(
    fc.property(
      body,
      fc.constantFrom(...encodings),
      some,
      some,
      fc.boolean(),
      (random, [, encode], left, right, both) => {
        const secret = `ghp_${random}`;
        const encoded = encode(`token ${secret} here`);
        const text = `${left} ${both ? secret : ''} x: ${encoded} ${right}`;
        const said = JSON.stringify((scan(text, 'a.yaml') ?? []).map(({ secretDigest: _, ...visible }) => visible));
        const spelt = encode(random);
        const window = Math.ceil((6 * spelt.length) / random.length);
        for (const [hidden, size] of [
          [random, 6],
          [said.includes('inside') ? spelt : '', window],
        ] as const)
          for (let at = 0; at + size <= hidden.length; at += 1) expect(said).not.toContain(hidden.slice(at, at + size));
      },
    ),
    { numRuns: 300 },
  );
});

test.each([
  [
    'base64 of base64 of base64',
    () => Array.from({ length: 12 }, () => 0).reduce((text: string) => base64(text), 'token '.repeat(20_000)),
  ],
  ['escapes without end', () => '\\u0041'.repeat(200_000)],
  ['percent signs without end', () => '%41'.repeat(300_000)],
  ['soft line breaks without end', () => `quoted-printable\n${'=\n'.repeat(300_000)}`],
  ['short runs with names', () => `token="${base64('hello you')}"\n`.repeat(10_000)],
  ['secrets without end', () => `value: ${base64(`token ${token} here`)}\n`.repeat(5_000)],
])('hostile input stays quick: %s', (_, make) => {
  const text = make();
  const begin = performance.now();
  scan(text, 'a.yaml');
  expect(performance.now() - begin).toBeLessThan(10_000);
});
