import { asDeclared } from '../declared.ts';
import { posix } from 'node:path';
import type { Nearby } from '../nearby.ts';
import { toPackage } from '../package.ts';
import type { LockfileReader } from '../reader.ts';
import { parsePackageJson, toMembership } from './manifest.ts';
import { parsePnpmWorkspaces } from './pnpm-workspaces.ts';

const locks = [
  'package-lock.json',
  'npm-shrinkwrap.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'bun.lock',
  'deno.lock',
] as const;

/** package.json where no lock file speaks for it: ranges, and no versions but exact ones. */
export const packageJson: LockfileReader = {
  id: 'package-json',
  files: ['package.json'],
  companions: ['pnpm-workspace.yaml'],
  async *read(text, path, nearby) {
    const manifest = parsePackageJson(text);
    if (await isLocked(path, nearby)) return;
    for (const [name, declared] of manifest.declared) {
      const alias = /^npm:((?:@[^/@]+\/)?[^/@]+)(?:@(.+))?$/.exec(declared.range);
      const range = alias ? (alias[2] ?? '') : declared.range;
      // What lies beside it in the repository is no package of a registry.
      if (/^(?:file|link|portal|workspace):|^\.{0,2}\//.test(range)) continue;
      const exact = /^[=v]*(\d+\.\d+\.\d+(?:[-+][\w.+-]+)?)$/.exec(range.trim());
      yield toPackage(
        'npm',
        alias?.[1] ?? name,
        exact?.[1] ?? '',
        { path, ...(declared.line !== undefined && { line: declared.line }) },
        { scope: declared.scope, direct: true, requirement: asDeclared(declared, path).requirement },
      );
    }
  },
};

/** A lock file beside it, or one above whose workspaces it is one of. */
async function isLocked(path: string, nearby: Nearby): Promise<boolean> {
  const folder = posix.dirname(path);
  for (const name of locks) {
    const lock = nearby.above(path, name);
    if (lock === null) continue;
    const above = posix.dirname(lock);
    if (above === folder) return true;
    const root = posix.join(above, 'package.json');
    const manifest = await nearby.parsed(root, parsePackageJson);
    const pnpm = await nearby.parsed(posix.join(above, 'pnpm-workspace.yaml'), parsePnpmWorkspaces);
    if (toMembership(root, [...(manifest?.workspaces ?? []), ...(pnpm ?? [])])(path)) return true;
  }
  return false;
}
