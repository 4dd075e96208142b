import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lockfileReaders } from '../src/inventory/index.ts';
import { names, samples, within } from './hostile-inventory.ts';
import { takeInventory } from './take-inventory.ts';

test('the samples name every reader', () => {
  const seen = new Set(
    names.flatMap((path) => {
      const found = lockfileReaders.find(({ files }) =>
        files.some((one) => (typeof one === 'string' ? path.split('/').at(-1) === one : one.test(path))),
      );
      return found ? [found.id] : [];
    }),
  );
  expect(lockfileReaders.map(({ id }) => id).filter((id) => id !== 'program' && !seen.has(id))).toEqual([]);
});

test('files that are cut off, or damaged anywhere, are skipped by name or read as far as they make sense', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...samples),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.oneof(fc.constant(null), fc.string({ unit: 'binary-ascii', maxLength: 20 })),
      async ({ path, bytes }, where, insertion) => {
        const at = Math.floor(where * bytes.length);
        const rest = insertion === null ? Buffer.alloc(0) : bytes.subarray(at);
        await within(3, { [path]: Buffer.concat([bytes.subarray(0, at), Buffer.from(insertion ?? ''), rest]) });
      },
    ),
    { numRuns: 600 },
  );
});

test('anything at all under any name is no exception', async () => {
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.json({ maxDepth: 4 }),
    fc
      .array(
        fc.constantFrom(
          '{',
          '}',
          '[',
          ']',
          '"',
          "'",
          ':',
          ',',
          '\n',
          ' ',
          'a',
          '<',
          '>',
          '/',
          '=',
          '#',
          '-',
          '@',
          '1',
          '.',
          '$',
          '\\',
          '|',
          '&',
          '*',
          '%',
          '!',
        ),
        { maxLength: 200 },
      )
      .map((parts) => parts.join('')),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), anything, async (path, content) => {
      await within(3, { [path]: content });
    }),
    { numRuns: 1000 },
  );
});

const bomb = Array.from(
  { length: 30 },
  (_, index) => `a${index}: &a${index} [${index === 0 ? 'x' : `*a${index - 1}, *a${index - 1}`}]`,
);
const entities = Array.from(
  { length: 30 },
  (_, index) => `<!ENTITY e${index} "${index === 0 ? 'x' : `&e${index - 1};&e${index - 1};`}">`,
);

test.each([
  ['.github/workflows/ci.yml', `${bomb.join('\n')}\njobs: { a: { steps: *a29 } }`],
  ['.github/workflows/ci.yml', 'a: &a\n  b: *a\njobs: *a'],
  ['docker-compose.yml', `${'['.repeat(20_000)}`],
  ['pubspec.lock', `${bomb.join('\n')}\npackages: *a29`],
  ['environment.yml', 'dependencies: &d\n  - pip: *d\n'],
  [
    'pom.xml',
    `<!DOCTYPE p [${entities.join('')}]><project><dependencies><dependency><groupId>&e29;</groupId></dependency></dependencies></project>`,
  ],
  [
    'pom.xml',
    '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><project><dependencies><dependency><groupId>&x;</groupId><artifactId>a</artifactId></dependency></dependencies></project>',
  ],
  ['pom.xml', `${'<a>'.repeat(100_000)}`],
  ['package-lock.json', `${'{"a":'.repeat(100_000)}`],
  [
    'package-lock.json',
    `{"dependencies":{"a":${'{"version":"1.0.0","dependencies":{"b":'.repeat(3000)}{}${'}}'.repeat(3000)}}}`,
  ],
  ['poetry.lock', `a = ${'['.repeat(50_000)}`],
])('a bomb in %s does no harm', async (path, text) => {
  const { components } = await within(4, { [path]: text });
  for (const one of components) expect(JSON.stringify(one).length).toBeLessThan(5000);
});

test('keys that mean something to JavaScript are names like any other', async () => {
  const keys = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  const members = (value: string) => keys.map((key) => `"${key}": ${value}`).join(', ');
  const { components, coverage } = await takeInventory({
    'package-lock.json': `{"packages": {"": {"dependencies": {${members('"^1"')}}}, ${keys.map((key) => `"node_modules/${key}": {"version": "1.0.0"}`).join(', ')}}}`,
    'php/composer.lock': `{"packages": [{"name": "__proto__/constructor", "version": "1.0.0", "require": {${members('"1"')}}}]}`,
    'py/Pipfile.lock': `{"default": {${members('{"version": "==1.0"}')}}}`,
    'py/pyproject.toml': '[tool.poetry.dependencies]\n"__proto__" = "1.0"\nconstructor = "^2"\n',
    'net/packages.lock.json': `{"dependencies": {"__proto__": {${members('{"type": "Direct", "resolved": "1.0.0"}')}}}}`,
    'js/bun.lock': `{"workspaces": {"": {"dependencies": {${members('"^1"')}}}}, "packages": {${keys.map((key) => `"${key}": ["${key}@1.0.0", "", {}, ""]`).join(', ')}}}`,
    'js/pnpm-lock.yaml':
      "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      __proto__:\n        specifier: ^1\n        version: 1.0.0\npackages:\n  __proto__@1.0.0:\n    resolution: {integrity: sha512-AQID}\n",
  });
  expect(coverage.skipped).toEqual([]);
  expect(
    components
      .filter(({ location }) => location.path === 'package-lock.json')
      .map(({ name, direct }) => [name, direct]),
  ).toEqual(keys.map((key) => [key, true]));
  expect(components.filter(({ location }) => location.path === 'js/bun.lock')).toHaveLength(4);
  expect(({} as Record<string, unknown>)['version']).toBeUndefined();
});

test('files that lead to each other in a circle end', async () => {
  const pom = (name: string, parent: string) =>
    `<project><parent><groupId>g</groupId><artifactId>${parent}</artifactId><relativePath>../${parent}</relativePath></parent><artifactId>${name}</artifactId><dependencyManagement><dependencies><dependency><groupId>g</groupId><artifactId>${parent}</artifactId><scope>import</scope><type>pom</type></dependency></dependencies></dependencyManagement><dependencies><dependency><groupId>x</groupId><artifactId>y</artifactId><version>1</version></dependency></dependencies></project>`;
  const { components } = await within(4, {
    'a/pom.xml': pom('a', 'b'),
    'b/pom.xml': pom('b', 'a'),
    'requirements.txt': '-r more.txt\n-c more.txt\n',
    'more.txt': '-r requirements.txt\n-r more.txt\nflask==1.0\n',
  });
  expect(components.map(({ purl }) => purl).sort()).toEqual([
    'pkg:maven/x/y@1',
    'pkg:maven/x/y@1',
    'pkg:pypi/flask@1.0',
  ]);
});

test('a file that leads out of the tree leads nowhere', async () => {
  const { components } = await takeInventory({
    'requirements.txt': '-r ../../../etc/passwd\n-c /etc/passwd\nflask==1.0\n',
    'package-lock.json':
      '{"packages": {"../../outside": {"dependencies": {"a": "1"}}, "node_modules/a": {"version": "1.0.0"}}}',
  });
  expect(components.map(({ purl }) => purl)).toEqual(['pkg:pypi/flask@1.0', 'pkg:npm/a@1.0.0']);
});
