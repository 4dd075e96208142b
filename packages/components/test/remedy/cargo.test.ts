import { expect, test } from 'vitest';
import { remedies, type Packages } from './made-up.ts';

const manifest = `[package]
name = "shop"
version = "0.1.0"

[dependencies]
frame = "=1.0.0" # the web
query = { version = "1.0", default-features = false }
`;
const block = (name: string, version: string, needs: string[] = []) =>
  `[[package]]\nname = "${name}"\nversion = "${version}"\nsource = "registry+https://index.example/"\nchecksum = "00"\n${needs.length ? `dependencies = [\n${needs.map((one) => ` "${one}",\n`).join('')}]\n` : ''}`;
const lock = `version = 4\n\n${[block('frame', '1.0.0', ['query 0.3.0']), block('query', '0.3.0'), block('query', '1.0.0')].join('\n')}\n[[package]]\nname = "shop"\nversion = "0.1.0"\ndependencies = [\n "frame",\n "query 1.0.0",\n]\n`;
const packages: Packages = {
  frame: {
    '1.0.0': { needs: { query: '^0.3' } },
    '1.0.1': { needs: { query: '^0.3' } },
    '1.1.0': { needs: { query: '^1.0' } },
  },
  query: { '0.3.0': {}, '0.3.1': {}, '1.0.0': {}, '1.0.1': {} },
};

async function only(known: Record<string, [string, string, string?][]>) {
  const [project] = await remedies({
    packages,
    ecosystem: 'crates.io',
    known,
    files: { 'Cargo.toml': manifest, 'Cargo.lock': lock },
  });
  expect(project?.notEvaluated).toBeNull();
  return project!.actions;
}

test('one line of a crate moves inside its range, the other stays', async () => {
  const [action] = await only({ query: [['MADE-1', '0.3.0', '0.3.1']] });
  expect(action).toMatchObject({
    kind: 'in-range',
    title: 'Update query from 0.3.0 to 0.3.1',
    proof: { by: 'rescan', after: 0 },
  });
  expect(action!.changes).toEqual([
    {
      path: 'Cargo.lock',
      before: lock,
      after: lock
        .replaceAll('0.3.0', '0.3.1')
        .replace(/(version = "0.3.1"\nsource.*\nchecksum = ")00/, `$1${'ab'.repeat(32)}`),
    },
  ]);
});

test('a parent moves to where both can share one, and is named without a version then', async () => {
  const [action] = await only({ query: [['MADE-1', '0.3.0', '1.0.0']] });
  expect(action).toMatchObject({
    kind: 'parent',
    title: 'Bump frame from 1.0.0 to 1.1.0 in Cargo.toml (brings no vulnerable query any more)',
  });
  const [toml, locked] = action!.changes;
  expect(toml!.after).toBe(manifest.replace('"=1.0.0"', '"=1.1.0"'));
  expect(locked!.after).not.toContain('0.3.0');
  expect(locked!.after).toContain(' "frame",\n "query",\n');
});
