import { expect, test } from 'vitest';
import { drain, isSkip, type FileTree, type Observation, type Skip, type SourceFile } from '@stoa/model';
import { createFileScanner, createScanner, rules, scanSecrets } from '@stoa/secrets';

const key = new Uint8Array(32).fill(7);
const scanner = createScanner(rules);
const scanFile = createFileScanner(rules, key);
const scan = (text: string, path = 'src/config.ts', under = scanFile): Observation[] =>
  under(path, Buffer.from(text))?.observations ?? [];
/** The secret itself of a rule's first example. */
function example(id: string): string {
  const { examples, pattern } = rules.find((rule) => rule.id === id)!;
  const match = pattern.exec(examples[0]!)!;
  return match.groups?.['secret'] ?? match[0];
}

test.each(rules.map((rule) => [rule.id, rule] as const))(
  '%s finds its examples, and no counter-example',
  (id, rule) => {
    expect(rule.examples.length).toBeGreaterThan(0);
    const found = (text: string, path: string) =>
      scanner.scanBytes(path, Buffer.from(text)).matches.map((one) => one.rule.id);
    for (const text of rule.examples) expect(found(`before\n${text}\nafter`, 'settings'), text).toContain(id);
    for (const text of rule.counterExamples ?? [])
      for (const path of ['settings', 'src/config.ts']) expect(scan(`${text}\n`, path), text).toEqual([]);
  },
);

test('rules are many, have ids of their own, keywords and bounded patterns', () => {
  expect(rules.length).toBeGreaterThan(350);
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const { id, pattern, keywords, where } of rules) {
    expect(keywords.length, id).toBeGreaterThan(0);
    const bare = pattern.source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
    if (where !== 'assigned') expect(bare, id).not.toMatch(/[*+]|,\}/);
  }
});

test('no piece of a secret is in what is yielded', () => {
  for (const rule of rules) {
    for (const text of rule.examples) {
      const found = scanner.scanBytes('settings', Buffer.from(text)).matches.find((match) => match.rule === rule);
      const secret = text.slice(found!.start, found!.end);
      for (const observation of scan(`${text} and again ${text}`, 'settings')) {
        const { secretDigest: _, ...visible } = observation;
        const said = JSON.stringify(visible);
        for (let at = 0; at + 8 <= secret.length; at += 1) {
          const piece = secret.slice(at, at + 8);
          if (!/^[A-Za-z_-]{8}$|T3Blbk|3BlbkF|BlbkFJ/.test(piece) || said.includes(secret))
            expect(said, rule.id).not.toContain(piece);
        }
      }
    }
  }
});

test('the place is exact, in lines and UTF-16 columns, after text of other alphabets', () => {
  const text = `// Ω 🔑\nlet ключ = "${example('github-token')}";`;
  const [observation] = scan(text);
  expect(observation?.location).toMatchObject({ startLine: 2, startColumn: 13, endLine: 2, endColumn: 53 });
  expect(observation?.excerpt).toBe('let ключ = "[redacted]";');
});

test('the same secret has the same digest everywhere, and another one under another key', () => {
  const [a] = scan(`x = ${example('stripe-secret-key')}`);
  const [b] = scan(`const other = '${example('stripe-secret-key')}'`, 'lib/deep/file.py');
  const [c] = scan(example('stripe-secret-key'), 'a', createFileScanner(rules, new Uint8Array(32)));
  expect(a?.secretDigest).toBe(b?.secretDigest);
  expect(a?.secretDigest).not.toBe(c?.secretDigest);
});

test('every secret of a line is blacked out in the excerpt of each', () => {
  const found = scan(`${example('github-token')} ${example('stripe-secret-key')}`);
  expect(found).toHaveLength(2);
  for (const { excerpt } of found) expect(excerpt).toBe('[redacted] [redacted]');
});

test('build scripts are a class of their own; tests count for less; a comment suppresses and is counted', () => {
  const text = example('github-token');
  expect(scan(text, '.github/workflows/ci.yml')[0]).toMatchObject({ severity: 'critical', tags: ['build-script'] });
  expect(scan(text, 'test/fixtures/a.txt')[0]).toMatchObject({ severity: 'low', tags: ['test'] });
  expect(scan(`${text} # stoa:allow secret only for the drill`, 'a.txt')[0]).toMatchObject({
    severity: 'info',
    tags: ['suppressed'],
  });
});

test.each([
  ['a long run of one letter', 'a'.repeat(5_000_000)],
  ['nothing but quotes', `"'`.repeat(2_500_000)],
  ['assignments without end', 'password='.repeat(500_000)],
  ['addresses without end', 'a://b:'.repeat(800_000)],
  ['heads of private keys', '-----BEGIN RSA PRIVATE KEY-----\n'.repeat(100_000)],
])('hostile input stays quick: %s', (_, text) => {
  const begin = performance.now();
  scan(text);
  expect(performance.now() - begin).toBeLessThan(6_000);
});

const file = (path: string, content: string | Error, size?: number): SourceFile => ({
  path,
  size: size ?? (typeof content === 'string' ? content.length : 1),
  executable: false,
  read: () => (typeof content === 'string' ? Promise.resolve(Buffer.from(content, 'latin1')) : Promise.reject(content)),
});

test('what was looked at is told: binary files, large ones, and those that vanish', async () => {
  const entries: (SourceFile | Skip)[] = [
    file('a.ts', example('github-token')),
    file('logo.png', 'PNG\0'),
    file('huge.sql', 'x', 20_000_000),
    file('gone.ts', Object.assign(new Error('no'), { code: 'ENOENT' })),
    { place: 'loop', reason: 'symlink-loop' },
    file('latin1.txt', `caf\xe9 ${example('stripe-secret-key')}`),
  ];
  const tree: FileTree = {
    name: 'shop',
    files: async function* () {
      for (const entry of entries) yield isSkip(entry) ? entry : entry;
    },
  };
  const found: Observation[] = [];
  const summary = await drain(scanSecrets(tree, { key }), (item) => {
    if (item.type === 'observation') found.push(item.observation);
  });
  expect(found.map(({ location }) => location?.path)).toEqual(['a.ts', 'latin1.txt']);
  expect(summary.coverage).toMatchObject({ looked: 2, notApplicable: 1, skippedTotal: 3 });
  expect(summary.coverage.skipped.map(({ place, reason }) => `${place} ${reason}`)).toEqual([
    'huge.sql too-large',
    'gone.ts vanished',
    'loop symlink-loop',
  ]);
});

test('an AWS key id tells of its account, which is no secret', () => {
  const [observation] = scan(`id = ${'ASIA'}QNZGKIQY56JQ7WML`);
  expect(observation?.description).toContain('AWS account 029608264753');
});
