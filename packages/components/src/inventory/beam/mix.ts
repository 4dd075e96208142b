import { declaredIn } from '../declared.ts';
import { hexHash } from '../hashes.ts';
import { beside } from '../nearby.ts';
import { purlOf, toPackage } from '../package.ts';
import { reachScopes } from '../reach.ts';
import type { LockfileReader } from '../reader.ts';
import { numberedLines } from '../text/lines.ts';
import { parseMixExs } from './mix-exs.ts';

/** mix.lock, a term of Elixir with a package a line; mix.exs beside it says what is direct, and what for. */
export const mix: LockfileReader = {
  id: 'mix',
  files: ['mix.lock'],
  async *read(text, path, nearby) {
    const manifestPath = beside(path, 'mix.exs')!;
    const manifest = await nearby.parsed(manifestPath, parseMixExs);
    const packages = [...parseMixLock(text)];
    const versions = new Map(packages.map(({ app, name, version }) => [app, { name, version }]));
    const needs = new Map(packages.map(({ app, dependencies }) => [app, dependencies]));
    const scopes = reachScopes(
      [...(manifest ?? [])].map(([app, { scope }]) => [app, scope] as const),
      (app) => (needs.get(app) ?? []).map((to) => ({ to })),
    );
    for (const { app, name, version, line, sum, dependencies } of packages) {
      yield toPackage(
        'Hex',
        name,
        version,
        { path, line },
        {
          hashes: hexHash(sum),
          dependsOn: dependencies.flatMap((other) => {
            const one = versions.get(other);
            return one ? purlOf('Hex', one.name, one.version) || [] : [];
          }),
          ...declaredIn(manifest, app, manifestPath),
          scope: scopes.get(app) ?? 'required',
        },
      );
    }
  },
};

/** `"app": {:hex, :name, "1.0.0", "inner sum", [:mix], [{:other, "~> 1.0", …}], "hexpm", "outer sum"},` */
function* parseMixLock(text: string) {
  for (const { row, line } of numberedLines(text)) {
    if (row.length > 20_000) continue;
    const match = /^\s*"([^"]+)":\s*\{:hex,\s*:"?([\w.-]+)"?,\s*"([^"]+)",\s*"([^"]*)"/.exec(row);
    if (!match) continue;
    const [whole, app = '', name = '', version = '', inner] = match;
    const rest = row.slice(whole.length);
    const outer = /"([0-9a-f]{64})"\s*\},?\s*$/.exec(rest);
    const dependencies = [...rest.matchAll(/\{:"?([\w.-]+)"?,\s*"/g)].map(([, one]) => one!);
    yield { app, name, version, line, sum: outer?.[1] ?? inner, dependencies };
  }
}
