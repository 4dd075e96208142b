import { z } from 'zod';

const Helper = z.object({
  purl: z.string().max(2000).optional().catch(undefined),
  purls: z.array(z.string().max(2000)).max(100).optional().catch(undefined),
  cpe: z.string().max(500).optional().catch(undefined),
});

const Product = z.object({
  product_id: z.string().max(1000),
  name: z.string().max(1000).catch(''),
  product_identification_helper: Helper.optional().catch(undefined),
});

const Remediation = z.object({
  category: z.string().max(100),
  details: z.string().catch(''),
  product_ids: z.array(z.string()).catch([]).default([]),
});

const Ids = z.array(z.string().max(1000)).max(200_000).catch([]).default([]);

const Vulnerability = z.object({
  cve: z.string().max(100).optional().catch(undefined),
  ids: z
    .array(z.object({ text: z.string().max(200) }))
    .max(100)
    .catch([])
    .default([]),
  title: z.string().catch('').default(''),
  notes: z
    .array(z.object({ category: z.string(), text: z.string() }))
    .catch([])
    .default([]),
  cwe: z.object({ id: z.string() }).optional().catch(undefined),
  scores: z
    .array(z.object({ cvss_v3: z.object({ vectorString: z.string().max(300) }).optional() }))
    .catch([])
    .default([]),
  product_status: z
    .object({
      fixed: Ids,
      first_fixed: Ids,
      known_affected: Ids,
      first_affected: Ids,
      last_affected: Ids,
      known_not_affected: Ids,
      under_investigation: Ids,
    })
    .partial()
    .catch({})
    .default({}),
  flags: z
    .array(z.object({ label: z.string().max(200), product_ids: Ids, group_ids: Ids }))
    .catch([])
    .default([]),
  threats: z
    .array(z.object({ category: z.string(), details: z.string().catch(''), product_ids: Ids, group_ids: Ids }))
    .catch([])
    .default([]),
  remediations: z.array(Remediation).catch([]).default([]),
});

/** A CSAF 2.0 document, only what advisories and VEX need. @see https://docs.oasis-open.org/csaf/csaf/v2.0/csaf-v2.0.html */
export const CsafDocument = z.object({
  document: z.object({
    category: z.string().max(100).catch(''),
    title: z.string().catch(''),
    publisher: z
      .object({ name: z.string().max(300) })
      .optional()
      .catch(undefined),
    tracking: z
      .object({
        id: z.string().max(300).catch(''),
        current_release_date: z.string().max(50).catch(''),
        status: z.string().max(50).catch(''),
      })
      .optional()
      .catch(undefined),
  }),
  product_tree: z.unknown(),
  vulnerabilities: z.array(Vulnerability).max(100_000).catch([]).default([]),
});
export type CsafDocument = z.infer<typeof CsafDocument>;
export type CsafVulnerability = CsafDocument['vulnerabilities'][number];

/** What a document calls a product: its package URLs, and the platform it stands on. */
export interface CsafProduct {
  name: string;
  purls: string[];
  /** The document's own name of an operating system; never used to guess at a package. */
  cpe: string | null;
  /** The product it is part of. */
  on: CsafProduct | null;
}

const Relationship = z.object({
  product_reference: z.string(),
  relates_to_product_reference: z.string(),
  full_product_name: Product,
});

/** All products of a document by id, also those that are a package on a platform. */
export function productsOf(tree: unknown): Map<string, CsafProduct> {
  const products = new Map<string, CsafProduct>();
  const { branches, full_product_names: names, relationships } = fieldsOf(tree);
  for (const one of listOf(names)) add(products, one);
  const waiting = [...listOf(branches)];
  for (let branch = waiting.pop(); branch !== undefined; branch = waiting.pop()) {
    const { product, branches: below } = fieldsOf(branch);
    if (product !== undefined) add(products, product);
    waiting.push(...listOf(below));
  }
  for (const one of listOf(relationships)) {
    const { data } = Relationship.safeParse(one);
    const part = data && products.get(data.product_reference);
    const on = data && products.get(data.relates_to_product_reference);
    if (data && part) products.set(data.full_product_name.product_id, { ...part, on: on ?? null });
  }
  return products;
}

function add(products: Map<string, CsafProduct>, value: unknown): void {
  const { data } = Product.safeParse(value);
  if (!data) return;
  const { purl, purls = [], cpe } = data.product_identification_helper ?? {};
  products.set(data.product_id, {
    name: data.name,
    purls: purl ? [purl, ...purls] : purls,
    cpe: cpe ?? null,
    on: null,
  });
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
