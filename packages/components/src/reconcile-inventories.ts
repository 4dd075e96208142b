import type { Component, ComponentOrigin } from '@stoa/model';
import { parsePurl, PurlError } from './package-url/package-url.ts';

/** A package whatever its version, and in which versions each inventory has it. */
export interface ReconciledPackage {
  /** The package URL without version and qualifiers. */
  package: string;
  versions: Readonly<Partial<Record<ComponentOrigin, readonly string[]>>>;
  verdict: Agreement;
}

/**
 * `agrees`: the same versions on both sides. `drift`: other versions are there than were declared. `unseen`: declared,
 * and not there. `undeclared`: there, and nobody declared it. `open`: nothing to compare, for no version is declared.
 */
export type Agreement = 'agrees' | 'drift' | 'unseen' | 'undeclared' | 'open';

export interface Reconciliation {
  /** By package, sorted. */
  packages: readonly ReconciledPackage[];
  counts: Readonly<Record<Agreement, number>>;
  /** Agreeing packages of all that could be compared, 0 to 1; `null` where only one side was looked at: unknown is not right. */
  accuracy: number | null;
}

/**
 * Holds what is declared against what was built and what is observed on a system: how accurate is the inventory that is
 * kept as code? Kinds of packages (npm, deb …) of which one side has none at all are not compared: that side did not look
 * there. What is declared for development is not expected to be there.
 *
 * @example
 * reconcileInventories([...declared, ...observed]).accuracy // 0.97
 */
export function reconcileInventories(components: readonly Component[]): Reconciliation {
  const packages = new Map<string, Seen>();
  const kinds = { declared: new Set<string>(), found: new Set<string>() };
  for (const component of components) {
    const { key, kind } = identify(component.purl);
    const origin = component.origin ?? 'declared';
    kinds[origin === 'declared' ? 'declared' : 'found'].add(kind);
    let seen = packages.get(key);
    if (!seen)
      packages.set(key, (seen = { kind, isNeeded: false, declared: new Set(), built: new Set(), observed: new Set() }));
    seen[origin].add(component.version);
    seen.isNeeded ||= origin === 'declared' && component.scope !== 'development' && component.scope !== 'optional';
  }
  const counts: Record<Agreement, number> = { agrees: 0, drift: 0, unseen: 0, undeclared: 0, open: 0 };
  const reconciled: ReconciledPackage[] = [];
  for (const [key, seen] of [...packages].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const verdict = kinds.declared.has(seen.kind) && kinds.found.has(seen.kind) ? judge(seen) : null;
    if (verdict === null) continue;
    counts[verdict] += 1;
    reconciled.push({ package: key, versions: versionsOf(seen), verdict });
  }
  const compared = counts.agrees + counts.drift + counts.unseen + counts.undeclared;
  return { packages: reconciled, counts, accuracy: compared === 0 ? null : counts.agrees / compared };
}

interface Seen extends Record<ComponentOrigin, Set<string>> {
  kind: string;
  /** Declared for more than development. */
  isNeeded: boolean;
}

/** `null` for what is neither expected nor there. */
function judge({ declared, built, observed, isNeeded }: Seen): Agreement | null {
  const found = new Set([...built, ...observed]);
  if (declared.size === 0) return 'undeclared';
  if (found.size === 0) return isNeeded ? 'unseen' : null;
  const pinned = [...declared].filter((version) => version !== '');
  if (pinned.length === 0) return 'open';
  // Everything that is there was declared. Of several declared versions some may be for other platforms.
  return [...found].every((version) => pinned.includes(version)) ? 'agrees' : 'drift';
}

function versionsOf({ declared, built, observed }: Seen): ReconciledPackage['versions'] {
  return Object.fromEntries(
    Object.entries({ declared, built, observed }).flatMap(([origin, versions]) =>
      versions.size > 0 ? [[origin, [...versions].sort()]] : [],
    ),
  );
}

function identify(purl: string): { key: string; kind: string } {
  try {
    const { type, namespace, name } = parsePurl(purl);
    return { key: `pkg:${type}/${namespace ? `${namespace}/` : ''}${name}`, kind: type };
  } catch (error) {
    // What is read from foreign bills of materials need not be well written.
    if (!(error instanceof PurlError)) throw error;
    return { key: purl, kind: '' };
  }
}
