import type { ComponentScope } from '@stoa/model';
import { posix } from 'node:path';
import type { Nearby } from '../nearby.ts';
import { fieldOf, isRecord, listOf, textOf, textsOf } from '../text/fields.ts';
import { keyLines, parseJson } from '../text/json.ts';

/** What a project asks for by name. */
export interface Declared {
  range: string;
  scope: ComponentScope;
  line?: number;
}

export interface PackageJson {
  name: string;
  version: string;
  workspaces: readonly string[];
  declared: ReadonlyMap<string, Declared>;
}

/** The weakest first: what stands in two groups counts as the later one. */
export const groups: readonly (readonly [group: string, scope: ComponentScope])[] = [
  ['devDependencies', 'development'],
  ['peerDependencies', 'peer'],
  ['dependencies', 'required'],
  ['optionalDependencies', 'optional'],
];

/** @see https://docs.npmjs.com/cli/v11/configuring-npm/package-json */
export function parsePackageJson(text: string): PackageJson {
  const manifest = parseJson(text);
  const workspaces = manifest['workspaces'];
  return {
    name: textOf(manifest['name']) ?? '',
    version: textOf(manifest['version']) ?? '',
    workspaces: textsOf(listOf(isRecord(workspaces) ? workspaces['packages'] : workspaces)),
    declared: declaredOf(manifest, text),
  };
}

/** The groups of dependencies of a package.json, or of what a lock file has copied from one. */
export function declaredOf(manifest: unknown, text?: string): Map<string, Declared> {
  const declared = new Map<string, Declared>();
  for (const [group, scope] of groups) {
    const dependencies = fieldOf(manifest, group);
    if (!isRecord(dependencies)) continue;
    const start = text?.indexOf(`"${group}"`) ?? -1;
    const lineOf = text !== undefined && start >= 0 ? keyLines(text.slice(start)) : undefined;
    const before = start > 0 ? text!.slice(0, start).split('\n').length - 1 : 0;
    for (const [name, range] of Object.entries(dependencies)) {
      if (typeof range !== 'string') continue;
      const line = lineOf?.(name);
      declared.set(name, { range, scope, ...(line !== undefined && { line: line + before }) });
    }
  }
  return declared;
}

/** The manifests of the workspaces that the manifest at `root` names by patterns such as `packages/*`. */
export function workspacesOf(root: string, patterns: readonly string[], nearby: Nearby): string[] {
  if (patterns.length === 0) return [];
  const isMember = toMembership(root, patterns);
  return nearby.named('package.json').filter(isMember);
}

/** Is the manifest at a path one of the workspaces of the manifest at `root`? The last pattern that fits decides. */
export function toMembership(root: string, patterns: readonly string[]): (path: string) => boolean {
  const folder = posix.dirname(root);
  const matches = patterns.slice(0, 1000).map(toMatcher);
  return (path) => {
    const inside = posix.relative(folder, posix.dirname(path));
    if (inside === '' || inside.startsWith('..')) return false;
    return matches.findLast(({ test }) => test(inside))?.isExclusion === false;
  };
}

/** `*` is one folder, `**` any number; compared segment by segment, so that no pattern is slow. */
function toMatcher(pattern: string): { isExclusion: boolean; test: (path: string) => boolean } {
  const isExclusion = pattern.startsWith('!');
  const wanted = pattern
    .replace(/^!/, '')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  const test = (path: string) => {
    const parts = path.split('/');
    const deep = wanted.indexOf('**');
    if (deep >= 0 ? parts.length < deep : parts.length !== wanted.length) return false;
    return wanted.slice(0, deep < 0 ? undefined : deep).every((part, index) => fits(part, parts[index]!));
  };
  return { isExclusion, test };
}

function fits(part: string, name: string): boolean {
  const star = part.indexOf('*');
  if (star < 0) return part === name;
  return name.length >= part.length - 1 && name.startsWith(part.slice(0, star)) && name.endsWith(part.slice(star + 1));
}
