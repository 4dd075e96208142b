import { z } from 'zod';
import { compareVersions, knowsVersions } from '../version/compare.ts';
import { newestScore } from '../cvss.ts';
import { affects } from './affects.ts';
import type { Advisory, AffectedVersions, NamedUse } from './advisory.ts';
import { databaseOf } from './database-name.ts';
import { releaseOf } from './release.ts';

const Event = z.object({
  introduced: z.string().optional(),
  fixed: z.string().optional(),
  last_affected: z.string().optional(),
  limit: z.string().optional(),
});

const Range = z.object({ type: z.string(), events: z.array(Event).max(5000) });

const Severities = z.array(z.object({ type: z.string(), score: z.string().max(500) })).max(20);

/** What Go, RustSec and some records of npm and PyPI say of the parts that matter. */
const EcosystemSpecific = z.object({
  imports: z
    .array(
      z.object({
        path: z.string().max(500).optional().catch(undefined),
        symbols: z.array(z.string().max(300)).max(2000).catch([]).default([]),
      }),
    )
    .max(500)
    .catch([])
    .default([]),
  affects: z
    .object({ functions: z.array(z.string().max(300)).max(2000).catch([]).default([]) })
    .optional()
    .catch(undefined),
  affected_functions: z.array(z.string().max(300)).max(2000).catch([]).default([]),
});

const Affected = z.object({
  package: z.object({ ecosystem: z.string(), name: z.string().max(1000) }).optional(),
  ranges: z.array(Range).max(2000).catch([]).default([]),
  versions: z.array(z.string()).max(50_000).catch([]).default([]),
  database_specific: z
    .object({ severity: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
  ecosystem_specific: EcosystemSpecific.optional().catch(undefined),
  severity: Severities.optional().catch(undefined),
});

/**
 * An OSV record, only the fields we use; the rest may be anything.
 * @see https://ossf.github.io/osv-schema/
 */
export const OsvRecord = z.object({
  id: z.string().min(1).max(200),
  modified: z.string().max(50).catch(''),
  withdrawn: z.string().max(50).optional().catch(undefined),
  aliases: z.array(z.string().min(1).max(200)).max(200).catch([]).default([]),
  summary: z.string().catch('').default(''),
  details: z.string().catch('').default(''),
  severity: Severities.catch([]).default([]),
  affected: z.array(Affected).max(5000).catch([]).default([]),
  references: z
    .array(z.object({ type: z.string(), url: z.string() }))
    .max(500)
    .catch([])
    .default([]),
  database_specific: z
    .object({
      severity: z.string().optional().catch(undefined),
      cwe_ids: z.array(z.string()).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});
export type OsvRecord = z.infer<typeof OsvRecord>;

/** One record as it concerns an ecosystem; null when it does not. */
export function toAdvisory(record: OsvRecord, ecosystem: string): Advisory | null {
  const packages = new Map<string, AffectedVersions>();
  const vectors = [...record.severity];
  let word = record.database_specific?.severity ?? null;
  for (const affected of record.affected) {
    if (affected.package?.ecosystem.split(':', 1)[0] !== ecosystem) continue;
    const one: AffectedVersions = {
      name: affected.package.name,
      release: releaseOf(affected.package.ecosystem),
      ranges: affected.ranges.filter(({ type }) => type !== 'GIT'),
      versions: affected.versions,
      uses: toUses(affected.ecosystem_specific),
    };
    const key = JSON.stringify([one.name, one.release]);
    const known = packages.get(key);
    if (known) {
      known.ranges.push(...one.ranges);
      known.versions.push(...one.versions);
      known.uses.push(...one.uses);
    } else packages.set(key, one);
    vectors.push(...(affected.severity ?? []));
    word ??= affected.database_specific?.severity ?? null;
  }
  if (packages.size === 0) return null;
  for (const one of packages.values()) one.versions = versionsBeyondRanges(one, ecosystem);
  return {
    id: record.id,
    source: databaseOf(record.id),
    aliases: [...new Set([...record.aliases, ...ownCve(record.id)])].filter((alias) => alias !== record.id),
    summary: record.summary.slice(0, 300),
    details: record.details.slice(0, 1500),
    cvss: newestScore(vectors.filter(({ type }) => type.startsWith('CVSS')).map(({ score }) => score)),
    // Ubuntu's priorities are a scale of their own with words like the others'.
    word: word ?? record.severity.find(({ type }) => !type.startsWith('CVSS'))?.score ?? null,
    cwe: (record.database_specific?.cwe_ids ?? []).flatMap((text) => Number(/^CWE-(\d+)$/.exec(text)?.[1] ?? 0) || []),
    url: (record.references.find(({ type }) => type === 'ADVISORY') ?? record.references[0])?.url ?? null,
    modified: record.modified,
    withdrawn: record.withdrawn ?? null,
    packages: [...packages.values()],
  };
}

/** Distributions call their view of a CVE `DEBIAN-CVE-…`, and do not name the CVE as an alias. */
function ownCve(id: string): string[] {
  const cve = /^(?:ALPINE|BELL|DEBIAN|ECHO|UBUNTU)-(CVE-\d{4}-\d{4,})$/.exec(id)?.[1];
  return cve === undefined ? [] : [cve];
}

function toUses(specific: z.infer<typeof EcosystemSpecific> | undefined): NamedUse[] {
  if (!specific) return [];
  const functions = [...(specific.affects?.functions ?? []), ...specific.affected_functions];
  return [
    ...specific.imports.map(({ path, symbols }) => ({ ...(path && { path }), symbols })),
    ...(functions.length > 0 ? [{ symbols: functions }] : []),
  ];
}

/** Lists that only spell the ranges out are most of some databases: what a range says already is left out. */
function versionsBeyondRanges({ ranges, versions }: AffectedVersions, ecosystem: string): string[] {
  if (versions.length === 0 || ranges.length === 0 || !knowsVersions(ecosystem)) return versions;
  try {
    const sorted = versions.toSorted((a, b) => compareVersions(ecosystem, a, b));
    return sorted.filter((version) => !affects({ ranges, versions: [] }, ecosystem, version));
  } catch {
    return versions; // a version that is none: kept by name
  }
}
