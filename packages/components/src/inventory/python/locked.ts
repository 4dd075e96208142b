import type { ComponentInput, ComponentScope } from '@stoa/model';
import { normaliseName } from '../../purl.ts';
import { declaredIn } from '../declared.ts';
import { purlOf, toPackage } from '../package.ts';
import { reachScopes, type Edge } from '../reach.ts';
import type { DeclaredPython } from './pyproject.ts';

/** A package of a Python lock file, before it is known who asks for it. */
export interface LockedPython {
  name: string;
  version: string;
  line: number;
  hashes: Record<string, string>;
  /** Names; a version where the file says which of several. */
  dependencies: readonly { name: string; version?: string; optional?: boolean }[];
  /** As the lock file itself says. */
  scope?: ComponentScope;
  /** It lies in the repository: an edge of the graph, but no package. */
  isLocal?: boolean;
}

/**
 * Packages with what they depend on, and what the manifest adds: which are direct, with their ranges and lines, and what
 * for.
 *
 * @param declared of the manifest beside the lock file; `null` where there is none.
 */
export function* withDeclared(
  packages: readonly LockedPython[],
  path: string,
  manifest: { path: string; declared: ReadonlyMap<string, DeclaredPython> } | null,
): Generator<ComponentInput> {
  const byName = new Map<string, LockedPython[]>();
  for (const one of packages) {
    const name = normaliseName('PyPI', one.name);
    const known = byName.get(name);
    if (known) known.push(one);
    else byName.set(name, [one]);
  }
  const resolve = (name: string, version?: string) => {
    const found = byName.get(normaliseName('PyPI', name)) ?? [];
    return (version === undefined ? undefined : found.find((one) => one.version === version)) ?? found[0];
  };
  const ids = new Map(packages.map((one) => [idOf(one), one]));
  const scopes = manifest
    ? reachScopes(
        [...manifest.declared].flatMap(([name, { scope }]) =>
          (byName.get(name) ?? []).map((one) => [idOf(one), scope] as const),
        ),
        (id): Edge[] =>
          (ids.get(id)?.dependencies ?? []).flatMap(({ name, version, optional }) => {
            const to = resolve(name, version);
            return to ? [{ to: idOf(to), ...(optional && { optional }) }] : [];
          }),
      )
    : new Map<string, ComponentScope>();
  for (const one of packages) {
    if (one.isLocal) continue;
    yield toPackage(
      'PyPI',
      one.name,
      one.version,
      { path, line: one.line },
      {
        hashes: one.hashes,
        scope: one.scope ?? scopes.get(idOf(one)) ?? 'required',
        dependsOn: one.dependencies.flatMap(({ name, version }) => {
          const other = resolve(name, version);
          return other && !other.isLocal ? purlOf('PyPI', other.name, other.version) || [] : [];
        }),
        ...(manifest && declaredIn(manifest.declared, normaliseName('PyPI', one.name), manifest.path)),
      },
    );
  }
}

function idOf({ name, version }: LockedPython): string {
  return `${normaliseName('PyPI', name)}@${version}`;
}
