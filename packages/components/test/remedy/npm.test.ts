import { expect, test } from 'vitest';
import { remedies, type Packages } from './made-up.ts';

/** A shop that asks for `frame`, which asks for `query`. */
function shop(frame: string, more: Record<string, string> = {}, frameNeeds = '~1.0.0'): Record<string, string> {
  const dependencies = { frame, ...more };
  const entry = (version: string, needs?: Record<string, string>) => ({
    version,
    resolved: `https://registry.example/${version}.tgz`,
    integrity: 'sha512-old',
    ...(needs && { dependencies: needs }),
  });
  return {
    'package.json': `${JSON.stringify({ name: 'shop', version: '1.0.0', dependencies }, null, 2)}\n`,
    'package-lock.json': `${JSON.stringify(
      {
        name: 'shop',
        version: '1.0.0',
        lockfileVersion: 3,
        requires: true,
        packages: {
          '': { name: 'shop', version: '1.0.0', dependencies },
          'node_modules/frame': entry('1.0.0', { query: frameNeeds }),
          'node_modules/query': entry('1.0.0'),
        },
      },
      null,
      2,
    )}\n`,
  };
}

const known = { query: [['MADE-1', '0', '1.0.3'] as [string, string, string]] };
const frames = (last: Packages[string] = {}): Packages => ({
  frame: { '1.0.0': { needs: { query: '~1.0.0' } }, ...last },
  query: { '1.0.0': {}, '1.0.2': {}, '1.0.3': {}, '1.0.4': {}, '2.0.0': {} },
});

async function only(asked: Parameters<typeof remedies>[0]) {
  const [project, ...more] = await remedies(asked);
  expect(more).toEqual([]);
  expect(project?.notEvaluated).toBeNull();
  return project!.actions;
}

test('a version inside every range: only the lock file changes, by the lowest version that is safe', async () => {
  const [action, ...more] = await only({ packages: frames(), known, files: shop('^1.0.0') });
  expect(more).toEqual([]);
  expect(action).toMatchObject({
    kind: 'in-range',
    title: 'Update query from 1.0.0 to 1.0.3',
    step: 'patch',
    proof: { by: 'rescan', before: 1, after: 0 },
  });
  expect(action!.changes.map(({ path }) => path)).toEqual(['package-lock.json']);
  const { before, after } = action!.changes[0]!;
  const changed = after.split('\n').filter((line) => !before.split('\n').includes(line));
  expect(changed.map((line) => line.trim())).toEqual([
    '"version": "1.0.3",',
    '"resolved": "https://registry.example/query-1.0.3.tgz",',
    '"integrity": "sha512-query1.0.3"',
  ]);
});

test('what the project pins is bumped in its manifest, and nothing else of it changes', async () => {
  const files = shop('^1.0.0', { query: '1.0.0' });
  const [action] = await only({ packages: frames(), known, files });
  expect(action).toMatchObject({ kind: 'bump', title: 'Bump query from 1.0.0 to 1.0.3 in package.json' });
  const manifest = action!.changes.find(({ path }) => path === 'package.json')!;
  expect(manifest.after).toBe(files['package.json']!.replace('"query": "1.0.0"', '"query": "1.0.3"'));
});

test('a parent whose next version asks for a safe one is bumped', async () => {
  const packages = {
    ...frames({ '1.1.0': { needs: { query: '~1.0.0' } }, '1.2.0': { needs: { query: '^2.0.0' } } }),
    query: { '1.0.0': {}, '2.0.0': {} },
  };
  const [action] = await only({ packages, known: { query: [['MADE-1', '0', '2.0.0']] }, files: shop('1.0.0') });
  expect(action).toMatchObject({
    kind: 'parent',
    title: 'Bump frame from 1.0.0 to 1.2.0 in package.json (brings query 2.0.0)',
    step: 'minor',
  });
});

test('where no parent helps the project lays the version down', async () => {
  const packages = { ...frames(), query: { '1.0.0': {}, '1.1.0': {} } };
  const [action] = await only({ packages, known: { query: [['MADE-1', '0', '1.1.0']] }, files: shop('^1.0.0') });
  expect(action).toMatchObject({
    kind: 'override',
    title: 'Override query with 1.1.0 in package.json',
    proof: { after: 0 },
  });
  expect(JSON.parse(action!.changes.find(({ path }) => path === 'package.json')!.after)).toMatchObject({
    overrides: { query: '1.1.0' },
  });
});

test('a new major version is shown, and waits for a word', async () => {
  const packages = { ...frames({ '2.0.0': { needs: {} } }), query: { '1.0.0': {} } };
  const asked = {
    packages,
    known: { query: [['MADE-1', '0', '2.0.0']] as [string, string, string][] },
    files: shop('^1.0.0'),
  };
  const [left] = await only(asked);
  expect(left).toMatchObject({ kind: 'mitigate', proof: null });
  const withTwo = { ...packages, query: { '1.0.0': {}, '2.0.0': {} } };
  expect(await only({ ...asked, packages: withTwo })).toMatchObject([
    { step: 'major', needs: 'allow-major', proof: { after: 0 } },
  ]);
  expect(await only({ ...asked, packages: withTwo, allowMajor: true })).toMatchObject([
    { step: 'major', needs: null, proof: { after: 0 } },
  ]);
});

test('what its own line repairs is taken now, the rest waits for the major version', async () => {
  const packages = { ...frames(), query: { '1.0.0': {}, '1.0.3': {}, '2.0.0': {} } };
  const both: [string, string, string][] = [
    ['MADE-1', '0', '1.0.3'],
    ['MADE-2', '0', '2.0.0'],
  ];
  const actions = await only({ packages, known: { query: both }, files: shop('^1.0.0') });
  expect(
    actions.map(({ title, needs, fixes, proof }) => [
      title,
      needs,
      fixes.map(({ advisory }) => advisory),
      proof?.after,
    ]),
  ).toEqual([
    ['Update query from 1.0.0 to 1.0.3', null, ['MADE-1'], 1],
    ['Override query with 2.0.0 in package.json', 'allow-major', ['MADE-2'], 0],
  ]);
});

test('a release of yesterday is left alone', async () => {
  const packages = { ...frames(), query: { '1.0.0': {}, '1.0.3': { at: '2030-01-09T00:00:00Z' } } };
  const [young] = await only({ packages, known, files: shop('^1.0.0'), cooldownDays: 3 });
  expect(young).toMatchObject({
    kind: 'mitigate',
    proof: null,
    why: expect.stringContaining('1.0.3 would do, but was published too recently'),
  });
  expect(await only({ packages, known, files: shop('^1.0.0') })).toMatchObject([{ kind: 'in-range' }]);
});

test('what a fix would bring in must be free of what is known, too', async () => {
  const packages: Packages = {
    frame: { '1.0.0': { needs: { query: '~1.0.0' } } },
    query: { '1.0.0': {}, '1.0.3': { needs: { rotten: '1.0.0' } }, '1.0.4': { needs: { sound: '1.0.0' } } },
    rotten: { '1.0.0': {} },
    sound: { '1.0.0': {} },
  };
  const [action] = await only({ packages, known: { ...known, rotten: [['MADE-2', '0']] }, files: shop('^1.0.0') });
  expect(action).toMatchObject({ title: 'Update query from 1.0.0 to 1.0.4', proof: { after: 0 } });
});

test('a peer that would break closes the way', async () => {
  const packages: Packages = {
    frame: { '1.0.0': { needs: { query: '~1.0.0' } } },
    query: { '1.0.0': {}, '1.0.3': { peers: { frame: '^2.0.0' } }, '1.0.4': { peers: { frame: '^1.0.0' } } },
  };
  const [action] = await only({ packages, known, files: shop('^1.0.0') });
  expect(action).toMatchObject({ title: 'Update query from 1.0.0 to 1.0.4' });
});

test('never back to an older version, even where that one would be safe', async () => {
  const packages = { ...frames(), query: { '0.9.0': {}, '1.0.0': {} } };
  const [action] = await only({ packages, known: { query: [['MADE-1', '1.0.0']] }, files: shop('^1.0.0') });
  expect(action).toMatchObject({ kind: 'mitigate', changes: [] });
});

test('packages that need each other, thirty thousand versions, and ranges that mean nothing come to an end', async () => {
  const many = Object.fromEntries(Array.from({ length: 30_000 }, (_, at) => [`1.1.${at}`, {}]));
  const packages: Packages = {
    frame: { '1.0.0': { needs: { query: '~1.0.0' } }, '1.1.0': { needs: { query: '><!!', frame: '*' } } },
    query: { '1.0.0': {}, ...many, '1.0.3': { needs: { frame: '*', query: '*' } } },
  };
  const begin = process.cpuUsage();
  const [action] = await only({ packages, known, files: shop('^1.0.0') });
  expect(action).toMatchObject({ title: 'Update query from 1.0.0 to 1.0.3' });
  expect(process.cpuUsage(begin).user / 1000).toBeLessThan(6000);
});

test('a registry that does not know the package is named, and nothing is said to be fixed', async () => {
  const [project] = await remedies({ packages: {}, known, files: shop('^1.0.0') });
  expect(project).toMatchObject({ actions: [], notEvaluated: 'query is not there.' });
});

test('keys that mean something to JavaScript mean nothing here', async () => {
  const files = shop('^1.0.0');
  const lock = files['package-lock.json']!.replace(
    '"node_modules/query"',
    '"node_modules/__proto__": { "version": "1.0.0" },\n    "node_modules/query"',
  );
  await remedies({ packages: frames(), known, files: { ...files, 'package-lock.json': lock } });
  expect(({} as { version?: string }).version).toBeUndefined();
});
