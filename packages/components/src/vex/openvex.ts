import { z } from 'zod';
import { VexState } from '@stoa/model';
import { textsOf, VexError, type VexClaim, type VexContent } from './claim.ts';

const Id = z.string().min(1).max(2000);
const Identified = z.object({
  '@id': Id.optional(),
  identifiers: z.object({ purl: Id.optional() }).optional().catch(undefined),
});
const Product = z.union([
  Id.transform((id) => ({ '@id': id, identifiers: undefined, subcomponents: [] })), // version 0.0.1
  Identified.extend({
    subcomponents: z
      .array(z.union([Id, Identified]))
      .max(100_000)
      .catch([])
      .default([]),
  }),
]);

const Statement = z.object({
  vulnerability: z.union([
    Id.transform((name) => ({ name, aliases: [] as string[] })), // version 0.0.1
    z.object({ name: Id, aliases: z.array(Id).max(100).catch([]).default([]) }),
  ]),
  products: z.array(Product).max(100_000).catch([]).default([]),
  status: VexState,
  justification: z.string().optional().catch(undefined),
  impact_statement: z.string().optional().catch(undefined),
  status_notes: z.string().optional().catch(undefined),
  action_statement: z.string().optional().catch(undefined),
  timestamp: z.string().max(50).optional().catch(undefined),
});

const Document = z.object({
  '@id': z.string().max(500).catch(''),
  author: z.string().max(300).catch(''),
  timestamp: z.string().max(50).catch(''),
  statements: z.array(z.unknown()).max(1_000_000),
});

/** @see https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md */
export function readOpenVex(value: unknown, name: string): VexContent {
  const parsed = Document.safeParse(value);
  if (!parsed.success) throw new VexError(`${name} is no OpenVEX document: it has no list of statements.`);
  const { author, timestamp, statements } = parsed.data;
  const claims: VexClaim[] = [];
  let bad = 0;
  for (const one of statements) {
    const { data } = Statement.safeParse(one);
    const about = data && subjectsOf(data.products);
    if (!data || !about || about.purls.length === 0) {
      bad += 1;
      continue;
    }
    claims.push({
      ids: [data.vulnerability.name, ...data.vulnerability.aliases],
      ...about,
      state: data.status,
      ...textsOf({
        justification: data.justification,
        reason: data.impact_statement ?? data.status_notes,
        action: data.action_statement,
      }),
      source: author ? `${author} (${name})` : name,
      at: data.timestamp ?? timestamp,
    });
  }
  return { claims, bad };
}

/** What a statement is about: the subcomponents where it names some, else the products themselves. */
function subjectsOf(products: readonly z.infer<typeof Product>[]): { purls: string[]; products: string[] } {
  const purls: string[] = [];
  const wholes: string[] = [];
  for (const product of products) {
    const own = namesOf(product);
    const parts = product.subcomponents.flatMap((one) => namesOf(typeof one === 'string' ? { '@id': one } : one));
    if (product.subcomponents.length === 0) purls.push(...own.filter(isPurl));
    else {
      purls.push(...parts.filter(isPurl));
      wholes.push(...own);
    }
  }
  return { purls: [...new Set(purls)], products: [...new Set(wholes)] };
}

function namesOf({ '@id': id, identifiers }: z.infer<typeof Identified>): string[] {
  return [identifiers?.purl, id].filter((one) => one !== undefined);
}

function isPurl(text: string): boolean {
  return text.startsWith('pkg:');
}
