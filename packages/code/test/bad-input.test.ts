import { expect, test } from 'vitest';
import { drain, type FileTree, type Observation, type ScanSummary } from '@stoa/model';
import { scanCode, type CodeScanOptions } from '@stoa/code';
import { treeOf } from './files-in-memory.ts';

// What people have in their repositories. Each must come to an end soon, cost little memory, be counted as not looked
// at where that is so, and leave the finding in the good file beside it.

const good = {
  'good.js':
    "const { exec } = require('child_process');\nrequire('express')().get('/', (req, res) => exec(req.query.x));\n",
};
const limit = 20_000;

async function scan(tree: FileTree, options: CodeScanOptions = {}) {
  const observations: Observation[] = [];
  const begin = performance.now();
  const summary: ScanSummary = await drain(scanCode(tree, options), (item) => {
    if (item.type === 'observation') observations.push(item.observation);
  });
  expect(performance.now() - begin, 'milliseconds').toBeLessThan(limit);
  const found = observations.map(({ rule, location }) => `${rule.id} ${location?.path}:${location?.startLine}`);
  return { found, summary, skipped: summary.coverage.skipped ?? [] };
}

const theGoodOne = 'js/command-injection good.js:2';

test('a minified file of 10 MB is not looked at, and said so', async () => {
  const line = 'function a(b){return b&&b.c?b.c(d):e[f]}'.repeat(250_000);
  const { found, skipped, summary } = await scan(treeOf({ ...good, 'dist/app.min.js': line }));
  expect(found).toContain(theGoodOne);
  expect(skipped).toMatchObject([{ place: 'dist/app.min.js', reason: 'too-large' }]);
  expect(summary.coverage.looked).toBe(1);
});

test('a file of a few very long lines is one nobody has written, and said so', async () => {
  const { found, skipped } = await scan(treeOf({ ...good, 'app.js': 'a(b,c);'.repeat(10_000) }));
  expect(found).toContain(theGoodOne);
  expect(skipped).toMatchObject([{ place: 'app.js', reason: 'unsupported' }]);
});

test('a file of 100,000 lines is looked at to its end', async () => {
  const lines = Array.from({ length: 99_997 }, (_, at) => `a${at % 100} = b(${at});`).join('\n');
  const { found } = await scan(treeOf({ 'long.js': `${lines}\n${good['good.js']}` }), {
    maxFileBytes: 16 * 1024 * 1024,
  });
  expect(found).toEqual(['js/command-injection long.js:99999']);
}, 40_000);

test('bytes that are no UTF-8 are a reason, not an end', async () => {
  const { found, skipped } = await scan(
    treeOf({ ...good, 'odd.py': Uint8Array.from([0x78, 0x3d, 0xff, 0xfe, 0xc3, 0x28, 0x00, 0x80, 0x0a]) }),
  );
  expect(found).toContain(theGoodOne);
  expect(skipped.map(({ place }) => place)).toEqual(['odd.py']);
});

test('a file that is gone when it is read is said to have vanished', async () => {
  const tree: FileTree = {
    name: 'moving',
    async *files() {
      yield* treeOf(good).files();
      const read = () => Promise.reject(Object.assign(new Error('gone'), { code: 'ENOENT' }));
      yield { path: 'gone.py', size: 10, executable: false, read };
    },
  };
  const { found, skipped } = await scan(tree);
  expect(found).toContain(theGoodOne);
  expect(skipped).toMatchObject([{ place: 'gone.py', reason: 'vanished', detail: 'ENOENT' }]);
});

test('a file with syntax errors is analysed as far as it parses, and says so', async () => {
  const { found, summary } = await scan(treeOf({ 'broken.js': `${good['good.js']}\nfunction ( { ]] =>\n` }));
  expect(found).toEqual(['js/command-injection broken.js:2']);
  expect(summary.reason).toContain('broken.js');
});

const many = 20_000;
test.each([
  ['parentheses.js', `${'(\n'.repeat(many)}1${')\n'.repeat(many)}`],
  ['open-parentheses.js', '(\n'.repeat(many)],
  ['lists.py', `x = ${'[\n'.repeat(many)}${']\n'.repeat(many)}`],
  ['ifs.js', 'if (a)\n'.repeat(many)],
  ['blocks.c', `int f() { ${'{\n'.repeat(many)}${'}\n'.repeat(many)} }`],
  ['plus.java', `class A { int x = ${'1 +\n'.repeat(many)}1; }`],
  ['plus.js', `x = ${'a +\n'.repeat(many)}a`],
  ['calls.js', `a${'.b()\n'.repeat(many)}`],
  ['arrows.js', `${'a =>\n'.repeat(many)}a`],
  ['functions.js', `${'function f() {\n'.repeat(many)}${'}\n'.repeat(many)}`],
  ['generics.java', `class A { ${'List<\n'.repeat(many)} x; }`],
  ['templates.cpp', `${'a<\n'.repeat(many)}1`],
  ['selectors.go', `package a\nfunc f() { a${'.\nb'.repeat(many)} }`],
  ['elses.go', `package a\nfunc f() { ${'if a { b() } else\n'.repeat(many)} {} }`],
  ['quotes.py', "'''\n".repeat(many)],
  ['lambdas.py', `x = ${'lambda:\\\n'.repeat(many)} 1`],
  ['jsx.tsx', `const a = ${'<a>\n'.repeat(many)}`],
  ['switches.c', `int f() { ${'switch (a) { case 1:\n'.repeat(many)}`],
])(
  'nesting without end comes to one: %s',
  async (path, text) => {
    const { found, skipped, summary } = await scan(treeOf({ ...good, [path]: text }));
    expect(found).toContain(theGoodOne);
    expect(summary.coverage.looked + skipped.length).toBeGreaterThanOrEqual(2);
  },
  40_000,
);

test('ten thousand functions that call each other in a ring', async () => {
  const ring = Array.from({ length: 10_000 }, (_, at) => `function f${at}(x) { return f${(at + 1) % 10_000}(x); }`);
  const { found } = await scan(treeOf({ ...good, 'ring.js': ring.join('\n') }));
  expect(found).toContain(theGoodOne);
}, 40_000);

test('ten thousand functions that call each other in a row hand data on as deep as it is followed', async () => {
  const row = Array.from({ length: 10_000 }, (_, at) => `function f${at}(x) { return f${at + 1}(x); }`);
  const { found } = await scan(
    treeOf({ ...good, 'row.js': `${row.join('\n')}\nfunction f10000(x) { return x; }\nf0(1)` }),
  );
  expect(found).toContain(theGoodOne);
}, 40_000);

test('a function of 20,000 statements with branches', async () => {
  const body = Array.from({ length: 20_000 }, (_, at) => `if (a > ${at}) { x = x + b[${at}]; } else { y[x] = a; }`);
  const { found } = await scan(treeOf({ ...good, 'wide.js': `function f(a, b, x, y) {\n${body.join('\n')}\n}` }), {
    maxFileBytes: 16 * 1024 * 1024,
  });
  expect(found).toContain(theGoodOne);
}, 40_000);

test('several threads find what one finds', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 30 }, (_, at) => [
      `part${at}/handler.js`,
      `const { run } = require('../part${(at + 1) % 30}/run');\nrequire('express')().get('/', (req, res) => run(req.query.x));\n`,
    ]).concat(
      Array.from({ length: 30 }, (_, at) => [
        `part${at}/run.js`,
        `const { exec } = require('child_process');\nexports.run = (x) => exec('ls ' + x);\n`,
      ]),
    ),
  );
  const tree = treeOf({ ...files, 'broken.py': 'def f(:\n' });
  const alone = await scan(tree);
  const together = await scan(tree, { jobs: 2 });
  expect(alone.found.length).toBe(30);
  expect(together.found).toEqual(alone.found);
  expect(together.summary).toEqual(alone.summary);
}, 40_000);

test("a user's expression that backtracks is given up on that file, and said so", async () => {
  const rules = [
    {
      path: 'rules.yaml',
      text: String.raw`rules:
  - { id: slow, languages: [regex], severity: ERROR, message: m, pattern-regex: '(a+)+$' }
  - id: slow-name
    languages: [javascript]
    severity: ERROR
    message: m
    patterns:
      - pattern: f($X)
      - metavariable-regex: { metavariable: $X, regex: '("a|a)+$' }
  - { id: quick, languages: [javascript], severity: ERROR, message: m, pattern: f(...) }
`,
    },
  ];
  const { found, skipped } = await scan(treeOf({ ...good, 'a.js': `f("${'a'.repeat(60)}!");\n` }), { rules });
  expect(found).toEqual(expect.arrayContaining([theGoodOne, 'quick a.js:1']));
  expect(skipped).toMatchObject([
    { place: 'a.js', reason: 'limit-reached', detail: expect.stringMatching(/rule slow/) },
  ]);
});

test("a user's rule that matches in more ways than are kept says so, and keeps the first", async () => {
  const rules = [
    {
      path: 'rules.yaml',
      text: 'rules:\n  - { id: many, languages: [javascript], severity: ERROR, message: m, pattern: $X }\n',
    },
  ];
  const { found, skipped } = await scan(treeOf({ 'a.js': 'f(1);\n'.repeat(3000) }), { rules });
  expect(found.length).toBeGreaterThan(1000);
  expect(skipped).toMatchObject([
    { place: 'a.js', reason: 'limit-reached', detail: expect.stringMatching(/rule many .* more than 5000 ways/) },
  ]);
});

test('expressions that take long to judge are not judged', async () => {
  const nested = `/${'('.repeat(80)}a${'*)'.repeat(80)}/`;
  const many = `/${'\\w*\\s*'.repeat(100)}/`;
  const app = `require('express')().get('/', (req) => ${nested}.test(req.query.a) || ${many}.test(req.query.b));\n`;
  const { found } = await scan(treeOf({ ...good, 'app.js': app }));
  expect(found).toEqual([theGoodOne]);
});
