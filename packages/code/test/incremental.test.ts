import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drain, type Observation } from '@stoa/model';
import { scanChanges, scanCode, type LoweredFiles, type SourceSnapshot } from '@stoa/code';
import { treeOf } from './files-in-memory.ts';

// What a change brings, found by looking at the change, is what a look at everything finds now and did not find before.

type Files = Record<string, string>;

function snapshotOf(files: Files): SourceSnapshot {
  return {
    list: async () => Object.keys(files),
    read: async (path) => (files[path] === undefined ? null : new TextEncoder().encode(files[path])),
    containing: async (words) =>
      words.length === 0
        ? []
        : Object.keys(files).filter((path) => words.some((word) => files[path]!.split(/\W+/).includes(word))),
  };
}

const keyOf = ({ rule, location, excerpt }: Observation) => `${rule.id} ${location?.path} ${excerpt}`;

async function full(files: Files): Promise<string[]> {
  const found: string[] = [];
  await drain(scanCode(treeOf(files)), (item) => {
    if (item.type === 'observation') found.push(keyOf(item.observation));
  });
  return found;
}

async function incremental(before: Files, after: Files, lowered?: LoweredFiles): Promise<string[]> {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = paths.filter((path) => before[path] !== after[path]);
  const found: string[] = [];
  const options = { ...(lowered && { lowered }) };
  await drain(scanChanges(snapshotOf(after), snapshotOf(before), changed, options), (item) => {
    if (item.type === 'observation') found.push(keyOf(item.observation));
  });
  return found.sort();
}

/** Files lowered by earlier runs, some of which a disk has lost. */
class KeptInMemory implements LoweredFiles {
  readonly #entries = new Map<string, Uint8Array>();
  given = 0;

  get(key: string): Uint8Array | null {
    const bytes = this.#entries.get(key) ?? null;
    if (bytes) this.given += 1;
    return bytes;
  }

  put(key: string, bytes: Uint8Array): void {
    this.#entries.set(key, bytes);
  }

  damage(): void {
    let at = 0;
    for (const [key, bytes] of this.#entries) {
      const wrong = Uint8Array.from(bytes);
      wrong[wrong.length - 7]! ^= 1;
      this.#entries.set(key, at % 2 === 0 ? wrong : bytes.subarray(0, 50));
      at += 1;
    }
  }
}

/** What is there now more often than before. */
function news(before: readonly string[], after: readonly string[]): string[] {
  const left = [...before];
  return after
    .filter((one) => {
      const at = left.indexOf(one);
      if (at !== -1) left.splice(at, 1);
      return at === -1;
    })
    .sort();
}

/** A file of a made-up program: its functions hand their argument on, clean it, give data from outside, or do harm. */
const roles = ['pass', 'clean', 'source', 'sink', 'constant'] as const;
type Role = (typeof roles)[number];
interface Fn {
  role: Role;
  /** The file and function it calls first: later files only, so that programs come to an end. */
  calls: { file: number; fn: number } | null;
}
type Program = Fn[][];

const size = { files: 5, functions: 3 };
const aRole = fc.constantFrom(...roles, ...(['source', 'sink', 'sink', 'pass'] as const));
const aProgram: fc.Arbitrary<Program> = fc.tuple(
  ...Array.from({ length: size.files }, (_, file) =>
    fc.array(
      fc.record({
        role: aRole,
        calls: fc.option(
          fc.record({
            file: fc.integer({ min: Math.min(file + 1, size.files - 1), max: size.files - 1 }),
            fn: fc.integer({ min: 0, max: size.functions - 1 }),
          }),
        ),
      }),
      { minLength: size.functions, maxLength: size.functions },
    ),
  ),
);

interface Style {
  extension: string;
  head: (imports: readonly number[]) => string[];
  call: (file: number, fn: number, argument: string) => string;
  body: Record<Role, string>;
  fn: (name: string, lines: readonly string[]) => string[];
}

const javascript: Style = {
  extension: 'ts',
  head: (imports) => [
    "import { exec } from 'node:child_process';",
    ...imports.flatMap((file) => [`import { ${names(file).join(', ')} } from './file${file}.ts';`]),
  ],
  call: (file, fn, argument) => `f${file}x${fn}(${argument})`,
  body: {
    pass: 'return x;',
    clean: 'return Number(x);',
    source: 'return process.argv[2] + x;',
    sink: 'exec("ls " + x); return x;',
    constant: 'return "fixed";',
  },
  fn: (name, lines) => [`export function ${name}(x) {`, ...lines.map((line) => `  ${line}`), '}'],
};

const commonjs: Style = {
  ...javascript,
  extension: 'js',
  head: (imports) => [
    "const { exec } = require('child_process');",
    ...imports.map((file) => `const m${file} = require('./file${file}');`),
  ],
  call: (file, fn, argument) => `m${file}.f${file}x${fn}(${argument})`,
  fn: (name, lines) => [`exports.${name} = function (x) {`, ...lines.map((line) => `  ${line}`), '};'],
};

const python: Style = {
  extension: 'py',
  head: (imports) => ['import os, sys', ...imports.map((file) => `from file${file} import ${names(file).join(', ')}`)],
  call: javascript.call,
  body: {
    pass: 'return x',
    clean: 'return int(x)',
    source: 'return sys.argv[1] + x',
    sink: 'os.system("ls " + x); return x',
    constant: 'return "fixed"',
  },
  fn: (name, lines) => [`def ${name}(x):`, ...lines.flatMap((line) => line.split('; ').map((one) => `    ${one}`))],
};

function names(file: number): string[] {
  return Array.from({ length: size.functions }, (_, fn) => `f${file}x${fn}`);
}

function write(program: Program, style: Style): Files {
  const semicolon = style === python ? '' : ';';
  return Object.fromEntries(
    program.map((functions, file) => {
      const imports = [...new Set(functions.flatMap(({ calls }) => (calls && calls.file > file ? [calls.file] : [])))];
      const lines = [
        ...style.head(imports),
        ...functions.flatMap(({ role, calls }, fn) =>
          style.fn(`f${file}x${fn}`, [
            ...(calls && calls.file > file ? [`x = ${style.call(calls.file, calls.fn, 'x')}${semicolon}`] : []),
            style.body[role],
          ]),
        ),
      ];
      return [`file${file}.${style.extension}`, `${lines.join('\n')}\n`];
    }),
  );
}

test.each([
  ['ES modules', javascript],
  ['CommonJS', commonjs],
  ['Python', python],
])(
  'what a change of %s brings is the difference of two looks at everything',
  async (_, style) => {
    await fc.assert(
      fc.asyncProperty(
        aProgram,
        fc.array(fc.tuple(fc.nat(size.files - 1), fc.nat(size.functions - 1), aRole), { minLength: 1, maxLength: 2 }),
        async (program, edits) => {
          const edited = structuredClone(program);
          for (const [file, fn, role] of edits) edited[file]![fn]!.role = role;
          const before = write(program, style);
          const after = write(edited, style);
          const expected = news(await full(before), await full(after));
          expect(await incremental(before, after)).toEqual(expected);
          const kept = new KeptInMemory();
          for (const damage of [false, false, true]) {
            if (damage) kept.damage();
            expect(await incremental(before, after, kept)).toEqual(expected);
          }
          expect(kept.given > 0).toBe(JSON.stringify(before) !== JSON.stringify(after));
        },
      ),
      { numRuns: 100 },
    );
  },
  120_000,
);

test('callers behind a file that hands names on are found', async () => {
  const files = {
    'lib/run.ts': "import { exec } from 'node:child_process';\nexport function run(x) { return x; }\n",
    'lib/index.ts': "export { run } from './run.ts';\n",
    'app.ts': "import { run } from './lib/index.ts';\nrun(process.argv[2]);\n",
  };
  const after = { ...files, 'lib/run.ts': files['lib/run.ts'].replace('return x', 'exec("ls " + x); return x') };
  expect(await incremental(files, after)).toEqual([
    'js/command-injection lib/run.ts export function run(x) { exec("ls " + x); return x; }',
  ]);
});

test('a new file, a file that is gone, nothing changed', async () => {
  const sink = { 'a.js': "require('child_process').exec('ls ' + process.argv[2]);\n" };
  expect(await incremental({}, sink)).toHaveLength(1);
  expect(await incremental(sink, {})).toEqual([]);
  expect(await incremental(sink, sink)).toEqual([]);
});
