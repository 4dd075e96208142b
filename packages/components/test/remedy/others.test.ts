import { expect, test } from 'vitest';
import { remedies, type Packages } from './made-up.ts';

type Known = Record<string, [string, string, string?][]>;

async function only(ecosystem: string, files: Record<string, string>, packages: Packages, known: Known) {
  const [project] = await remedies({ packages, ecosystem, known, files });
  expect(project?.notEvaluated).toBeNull();
  return project!.actions;
}

test('Bundler: lock file, checksum, and the Gemfile where it must', async () => {
  const gemfile = "source 'https://gems.example'\ngem 'frame', '1.0.0' # web\n";
  const lock = `GEM
  remote: https://gems.example/
  specs:
    frame (1.0.0)
      query (>= 1.0, < 2)
    query (1.0.0)

PLATFORMS
  ruby

DEPENDENCIES
  frame (= 1.0.0)

CHECKSUMS
  frame (1.0.0) sha256=00
  query (1.0.0) sha256=00

BUNDLED WITH
   2.6.0
`;
  const packages: Packages = {
    frame: { '1.0.0': { needs: { query: '>= 1.0, < 2' } }, '1.1.0': { needs: { query: '>= 1.5', new: '>= 0' } } },
    query: { '1.0.0': {}, '1.0.1': {}, '1.5.0': {} },
    new: { '3.0.0': {} },
  };
  const files = { Gemfile: gemfile, 'Gemfile.lock': lock };
  const [inRange] = await only('RubyGems', files, packages, { query: [['MADE-1', '0', '1.0.1']] });
  expect(inRange).toMatchObject({ kind: 'in-range', proof: { by: 'rescan', after: 0 } });
  expect(inRange!.changes).toEqual([
    {
      path: 'Gemfile.lock',
      before: lock,
      after: lock
        .replace('query (1.0.0)\n\n', 'query (1.0.1)\n\n')
        .replace('query (1.0.0) sha256=00', `query (1.0.1) sha256=${'ab'.repeat(32)}`),
    },
  ]);
  const [bump] = await only('RubyGems', files, packages, { frame: [['MADE-1', '0', '1.1.0']] });
  expect(bump).toMatchObject({ kind: 'bump', title: 'Bump frame from 1.0.0 to 1.1.0 in Gemfile' });
  expect(bump!.changes[0]!.after).toBe(gemfile.replace("'1.0.0'", "'1.1.0'"));
  expect(bump!.changes[1]!.after).toContain(
    '    frame (1.1.0)\n      new\n      query (>= 1.5)\n    new (3.0.0)\n    query (1.5.0)\n',
  );
  expect(bump!.changes[1]!.after).toContain('DEPENDENCIES\n  frame (= 1.1.0)\n');
});

test.each<[string, string, string, Record<string, string>, string, string, string]>([
  [
    'Gradle',
    'Maven',
    'shop:log',
    { 'build.gradle': "dependencies {\n  // 'shop:log:0'\n  implementation 'shop:log:1.0' // log\n}\n" },
    'build.gradle',
    "'shop:log:1.0'",
    "'shop:log:1.0.1'",
  ],
  [
    'Gradle with a variable',
    'Maven',
    'shop:log',
    { 'build.gradle.kts': 'val logVersion = "1.0"\ndependencies {\n  implementation("shop:log:$logVersion")\n}\n' },
    'build.gradle.kts',
    'logVersion = "1.0"',
    'logVersion = "1.0.1"',
  ],
  [
    "Gradle's catalogue",
    'Maven',
    'shop:log',
    {
      'gradle/libs.versions.toml':
        '[versions]\nlog = "1.0" # log\n[libraries]\nlog = { module = "shop:log", version.ref = "log" }\n',
    },
    'gradle/libs.versions.toml',
    'log = "1.0"',
    'log = "1.0.1"',
  ],
  [
    "Gradle's lock file",
    'Maven',
    'shop:log',
    { 'gradle.lockfile': 'shop:log:1.0=runtimeClasspath\nempty=\n' },
    'gradle.lockfile',
    'shop:log:1.0',
    'shop:log:1.0.1',
  ],
  [
    'NuGet',
    'NuGet',
    'Log',
    {
      'Shop.csproj':
        '<Project>\n  <ItemGroup>\n    <PackageReference Include="Log" Version="1.0" />\n  </ItemGroup>\n</Project>\n',
    },
    'Shop.csproj',
    'Version="1.0"',
    'Version="1.0.1"',
  ],
  [
    'NuGet, central',
    'NuGet',
    'Log',
    {
      'src/Shop.csproj':
        '<Project>\n  <ItemGroup>\n    <PackageReference Include="Log" />\n  </ItemGroup>\n</Project>\n',
      'Directory.Packages.props':
        '<Project>\n  <ItemGroup>\n    <PackageVersion Include="Log" Version="1.0" />\n  </ItemGroup>\n</Project>\n',
    },
    'Directory.Packages.props',
    'Version="1.0"',
    'Version="1.0.1"',
  ],
  [
    'GitHub Actions',
    'GitHub Actions',
    'shop/log',
    { '.github/workflows/ci.yml': 'jobs:\n  test:\n    steps:\n      - uses: shop/log@v1.0.0 # log\n' },
    '.github/workflows/ci.yml',
    '@v1.0.0',
    '@v1.0.1',
  ],
])('%s: the version changes where it stands', async (_, ecosystem, name, files, path, old, now) => {
  const packages: Packages = { [name]: { '1.0': {}, '1.0.1': {}, '2.0': {} } };
  const [action] = await only(ecosystem, files, packages, { [name]: [['MADE-1', '0', '1.0.1']] });
  expect(action).toMatchObject({ kind: 'bump', proof: { before: 1, after: 0 } });
  expect(action!.changes).toEqual([{ path, before: files[path], after: files[path]!.replace(old, now) }]);
});
