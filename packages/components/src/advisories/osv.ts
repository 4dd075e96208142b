import { z } from 'zod';

const Event = z.object({
  introduced: z.string().optional(),
  fixed: z.string().optional(),
  last_affected: z.string().optional(),
  limit: z.string().optional(),
});

const Range = z.object({ type: z.string(), events: z.array(Event).max(5000) });

const Affected = z.object({
  package: z.object({ ecosystem: z.string(), name: z.string() }).optional(),
  ranges: z.array(Range).max(2000).catch([]).default([]),
  versions: z.array(z.string()).max(50_000).catch([]).default([]),
  database_specific: z
    .object({ severity: z.string().optional().catch(undefined), cwes: z.unknown().optional() })
    .optional()
    .catch(undefined),
  severity: z
    .array(z.object({ type: z.string(), score: z.string() }))
    .optional()
    .catch(undefined),
});

/**
 * An OSV record, only the fields we use; the rest may be anything.
 * @see https://ossf.github.io/osv-schema/
 */
export const OsvRecord = z.object({
  id: z.string().min(1).max(200),
  modified: z.string().catch(''),
  withdrawn: z.string().optional().catch(undefined),
  aliases: z.array(z.string()).max(200).catch([]).default([]),
  summary: z.string().catch('').default(''),
  details: z.string().catch('').default(''),
  severity: z
    .array(z.object({ type: z.string(), score: z.string() }))
    .max(20)
    .catch([])
    .default([]),
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

/** What the index keeps: one advisory as it concerns one package. */
export interface PackageAdvisory {
  id: string;
  aliases: string[];
  summary: string;
  details: string;
  /** CVSS vectors, the newest version first. */
  vectors: string[];
  /** What the database calls it, where there is no vector. */
  word: string | null;
  cwe: number[];
  url: string | null;
  modified: string;
  ranges: { type: string; events: z.infer<typeof Event>[] }[];
  versions: string[];
}

/** One record as advisories of each package of an ecosystem; none when it was withdrawn. */
export function toPackageAdvisories(record: OsvRecord, ecosystem: string): Map<string, PackageAdvisory> {
  const byName = new Map<string, PackageAdvisory>();
  if (record.withdrawn) return byName;
  for (const affected of record.affected) {
    // `Debian:12` is of the ecosystem Debian; ours have no such suffix.
    if (affected.package?.ecosystem.split(':')[0] !== ecosystem) continue;
    const { name } = affected.package;
    const known = byName.get(name);
    const ranges = affected.ranges.filter(({ type }) => type !== 'GIT');
    if (known) {
      known.ranges.push(...ranges);
      known.versions.push(...affected.versions);
      continue;
    }
    byName.set(name, {
      id: record.id,
      aliases: record.aliases,
      summary: record.summary.slice(0, 300),
      details: record.details.slice(0, 1500),
      vectors: [...record.severity, ...(affected.severity ?? [])]
        .map(({ score }) => score)
        .sort()
        .reverse(),
      word: record.database_specific?.severity ?? affected.database_specific?.severity ?? null,
      cwe: (record.database_specific?.cwe_ids ?? []).flatMap(
        (text) => Number(/^CWE-(\d+)$/.exec(text)?.[1] ?? 0) || [],
      ),
      url: (record.references.find(({ type }) => type === 'ADVISORY') ?? record.references[0])?.url ?? null,
      modified: record.modified,
      ranges,
      versions: affected.versions,
    });
  }
  return byName;
}
