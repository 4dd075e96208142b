import { expect, test } from 'vitest';
import { fromPoetry, readRequirement } from '../../src/remedy/python/requirement.ts';
import { remedies, type Packages } from './made-up.ts';

const packages: Packages = {
  frame: {
    '1.0': { needs: { query: '<2,>=1.0' } },
    '1.1': { needs: { query: '>=2' } },
    '2.0': { needs: { query: '>=2' } },
  },
  query: { '1.0': {}, '1.0.1': {}, '2.0': {}, '2.1rc1': {} },
};
const low = { query: [['MADE-1', '0', '1.0.1'] as [string, string, string]] };
const high = { query: [['MADE-1', '0', '2.0'] as [string, string, string]] };
const sha = 'ab'.repeat(32);

async function only(known: typeof low, files: Record<string, string>, more = {}) {
  const [project] = await remedies({ packages, ecosystem: 'PyPI', known, files, ...more });
  expect(project?.notEvaluated).toBeNull();
  return project!.actions;
}

test('requirements.txt: the pin moves, its comment and its extras stay', async () => {
  const text = '# shop\nframe[fast]==1.0 ; python_version >= "3"  # web\nquery==1.0\nother>=2\n';
  const [action, ...more] = await only(low, { 'requirements.txt': text });
  expect(more).toEqual([]);
  expect(action).toMatchObject({
    kind: 'bump',
    title: 'Bump query from 1.0 to 1.0.1 in requirements.txt',
    proof: { after: 0 },
  });
  expect(action!.changes).toEqual([
    { path: 'requirements.txt', before: text, after: text.replace('query==1.0', 'query==1.0.1') },
  ]);
});

test('requirements.txt: a neighbour that would not stand the new version moves along', async () => {
  const [action] = await only(high, { 'requirements.txt': 'frame==1.0\nquery==1.0\n' }, { allowMajor: true });
  expect(action!.changes[0]!.after).toBe('frame==1.1\nquery==2.0\n');
});

test('requirements.txt: hashes are those of the new files, laid out as the old ones were', async () => {
  const text = `query==1.0 \\\n    --hash=sha256:${'0'.repeat(64)} \\\n    --hash=sha256:${'1'.repeat(64)}\n    # via shop\n`;
  const [action] = await only(low, { 'requirements.txt': text });
  expect(action!.changes[0]!.after).toBe(`query==1.0.1 \\\n    --hash=sha256:${sha}\n    # via shop\n`);
});

test('Poetry: manifest, lock file and the digest that joins them', async () => {
  const manifest =
    '[tool.poetry.dependencies]\npython = "^3.9"\nframe = "^1.0" # web\nquery = { version = "1.0", extras = ["x"] }\n';
  const lock = [
    '[[package]]\nname = "frame"\nversion = "1.0"\npython-versions = "*"\nfiles = [\n    {file = "old", hash = "sha256:0"},\n]\n\n[package.dependencies]\nquery = ">=1.0,<2"\n',
    '[[package]]\nname = "query"\nversion = "1.0"\npython-versions = "*"\nfiles = [\n    {file = "old", hash = "sha256:0"},\n]\n',
    '[metadata]\nlock-version = "2.0"\npython-versions = "^3.9"\ncontent-hash = "unknown"\n',
  ].join('\n');
  const [action] = await only(low, { 'pyproject.toml': manifest, 'poetry.lock': lock });
  expect(action).toMatchObject({
    title: 'Bump query from 1.0 to 1.0.1 in pyproject.toml',
    commands: ['poetry lock'],
    proof: { by: 'rescan', after: 0 },
  });
  expect(action!.changes).toMatchObject([
    { path: 'pyproject.toml', after: manifest.replace('version = "1.0"', 'version = "1.0.1"') },
    {
      path: 'poetry.lock',
      after: expect.stringContaining(
        `name = "query"\nversion = "1.0.1"\npython-versions = "*"\nfiles = [\n    {file = "query-1.0.1.tgz", hash = "sha256:${sha}"},\n]\n`,
      ),
    },
  ]);
});

test('uv: a parent is bumped, the project repeats it in its own part of the lock file', async () => {
  const manifest =
    '[project]\nname = "shop"\nrequires-python = ">=3.9"\ndependencies = [\n    "frame==1.0", # web\n]\n';
  const source = 'source = { registry = "https://index.example/simple" }';
  const lock = [
    'version = 1\nrequires-python = ">=3.9"\n',
    `[[package]]\nname = "frame"\nversion = "1.0"\n${source}\ndependencies = [\n    { name = "query" },\n]\nsdist = { url = "old", hash = "sha256:0" }\n`,
    `[[package]]\nname = "query"\nversion = "1.0"\n${source}\nsdist = { url = "old", hash = "sha256:0" }\n`,
    '[[package]]\nname = "shop"\nversion = "0.1.0"\nsource = { virtual = "." }\ndependencies = [\n    { name = "frame" },\n]\n\n[package.metadata]\nrequires-dist = [{ name = "frame", specifier = "==1.0" }]\n',
  ].join('\n');
  const [action] = await only(high, { 'pyproject.toml': manifest, 'uv.lock': lock });
  expect(action).toMatchObject({
    kind: 'parent',
    title: 'Bump frame from 1.0 to 1.1 in pyproject.toml (brings query 2.0)',
    proof: { by: 'rescan', after: 0 },
  });
  const after = action!.changes.find(({ path }) => path === 'uv.lock')!.after;
  expect(after).toContain('specifier = "==1.1"');
  expect(after).toContain('name = "query"\nversion = "2.0"');
});

test('Pipenv: the lock file only, as long as the manifest does not mind', async () => {
  const manifest = '[packages]\nquery = "*"\n';
  const lock = `${JSON.stringify({ _meta: { hash: { sha256: 'x' } }, default: { query: { hashes: ['sha256:0'], version: '==1.0' } }, develop: {} }, null, 4)}\n`;
  const [action] = await only(low, { Pipfile: manifest, 'Pipfile.lock': lock });
  expect(action).toMatchObject({ kind: 'in-range', proof: { by: 'rescan', after: 0 } });
  expect(action!.changes).toEqual([
    {
      path: 'Pipfile.lock',
      before: lock,
      after: lock.replace('==1.0', '==1.0.1').replace('sha256:0', `sha256:${sha}`),
    },
  ]);
});

test.each([
  ['^1.2', '>=1.2,<2'],
  ['^0.3.1', '>=0.3.1,<0.4'],
  ['~1.2.3', '>=1.2.3,<1.3'],
  ['*', ''],
  ['>=1,<2', '>=1,<2'],
  ['^1.0 || ^2.0', '>=1.0,<2||>=2.0,<3'],
  ['1.2.3', '==1.2.3'],
])("Poetry's %s is %s", (range, expected) => {
  expect(fromPoetry(range)).toBe(expected);
});

test('requirements in the words of PEP 508', () => {
  expect(readRequirement('Django[argon2, bcrypt] (>=3.2,<4) ; python_version < "3.9"')).toEqual({
    name: 'django',
    extras: ['argon2', 'bcrypt'],
    range: '>=3.2,<4',
    marker: 'python_version < "3.9"',
  });
  expect(readRequirement('shop @ https://files.example/shop.whl')).toBeNull();
});
