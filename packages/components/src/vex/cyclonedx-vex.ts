import { z } from 'zod';
import type { VexState } from '@stoa/model';
import { textsOf, VexError, type VexClaim, type VexContent } from './claim.ts';
import { fromCycloneDx } from './justification.ts';

const states: Readonly<Record<string, VexState>> = {
  resolved: 'fixed',
  resolved_with_pedigree: 'fixed',
  exploitable: 'affected',
  in_triage: 'under_investigation',
  false_positive: 'not_affected',
  not_affected: 'not_affected',
};

const Vulnerability = z.object({
  id: z.string().min(1).max(200),
  references: z
    .array(z.object({ id: z.string().max(200) }))
    .max(100)
    .catch([])
    .default([]),
  analysis: z.object({
    state: z.string(),
    justification: z.string().optional().catch(undefined),
    detail: z.string().optional().catch(undefined),
    lastUpdated: z.string().max(50).optional().catch(undefined),
  }),
  recommendation: z.string().optional().catch(undefined),
  affects: z
    .array(z.object({ ref: z.string().max(2000) }))
    .max(100_000)
    .catch([])
    .default([]),
});

const Bom = z.object({
  bomFormat: z.literal('CycloneDX'),
  serialNumber: z.string().max(200).optional().catch(undefined),
  metadata: z
    .object({
      timestamp: z.string().max(50).catch(''),
      component: z.unknown(),
      supplier: z
        .object({ name: z.string().max(300) })
        .optional()
        .catch(undefined),
      authors: z
        .array(z.object({ name: z.string().max(300) }))
        .optional()
        .catch(undefined),
    })
    .partial()
    .optional()
    .catch(undefined),
  components: z.array(z.unknown()).max(1_000_000).catch([]).default([]),
  vulnerabilities: z.array(z.unknown()).max(1_000_000).catch([]).default([]),
});

const Part = z.object({
  'bom-ref': z.string().optional(),
  purl: z.string().max(2000).optional(),
  name: z.string().catch(''),
});

/**
 * The analyses in a CycloneDX document. What they affect is found by `bom-ref` in the same document, by BOM-Link's last part,
 * or the reference is a package URL itself.
 * @see https://cyclonedx.org/capabilities/vex/
 */
export function readCycloneDxVex(value: unknown, name: string): VexContent {
  const parsed = Bom.safeParse(value);
  if (!parsed.success) throw new VexError(`${name} is no CycloneDX document in JSON.`);
  const { metadata, vulnerabilities } = parsed.data;
  const purls = purlsByRef(parsed.data.components);
  const author = metadata?.supplier?.name ?? metadata?.authors?.[0]?.name;
  const whole = Part.safeParse(metadata?.component).data;
  const products = whole ? [whole.name, whole.purl ?? ''].filter(Boolean) : [];
  const claims: VexClaim[] = [];
  let bad = 0;
  for (const one of vulnerabilities) {
    const { data } = Vulnerability.safeParse(one);
    const state = data && Object.hasOwn(states, data.analysis.state) ? states[data.analysis.state] : undefined;
    const about = data?.affects.flatMap(({ ref }) => purlOf(ref, purls)) ?? [];
    if (!data || !state || about.length === 0) {
      bad += 1;
      continue;
    }
    claims.push({
      ids: [data.id, ...data.references.map(({ id }) => id)],
      purls: [...new Set(about)],
      products,
      state,
      ...textsOf({
        justification: fromCycloneDx(data.analysis.justification),
        reason: data.analysis.detail,
        action: data.recommendation,
      }),
      source: author ? `${author} (${name})` : name,
      at: data.analysis.lastUpdated ?? metadata?.timestamp ?? '',
    });
  }
  return { claims, bad };
}

function purlsByRef(components: readonly unknown[]): Map<string, string> {
  const purls = new Map<string, string>();
  const waiting = [...components];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    const { data } = Part.safeParse(one);
    if (data?.purl && data['bom-ref'] !== undefined) purls.set(data['bom-ref'], data.purl);
    const below = typeof one === 'object' && one !== null && 'components' in one ? one.components : undefined;
    if (Array.isArray(below)) waiting.push(...below);
  }
  return purls;
}

function purlOf(ref: string, purls: ReadonlyMap<string, string>): string[] {
  const local = ref.startsWith('urn:cdx:') ? decodeURIComponent(ref.slice(ref.indexOf('#') + 1)) : ref;
  const purl = purls.get(local) ?? (local.startsWith('pkg:') ? local : undefined);
  return purl === undefined ? [] : [purl];
}
