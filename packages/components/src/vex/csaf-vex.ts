import type { VexState } from '@stoa/model';
import { CsafDocument, productsOf, type CsafProduct, type CsafVulnerability } from '../advisories/feeds/csaf.ts';
import { textsOf, VexError, type VexClaim, type VexContent } from './claim.ts';

const states: readonly (readonly [keyof CsafVulnerability['product_status'], VexState])[] = [
  ['known_affected', 'affected'],
  ['first_affected', 'affected'],
  ['last_affected', 'affected'],
  ['under_investigation', 'under_investigation'],
  ['fixed', 'fixed'],
  ['first_fixed', 'fixed'],
  ['known_not_affected', 'not_affected'],
];

/** @see https://docs.oasis-open.org/csaf/csaf/v2.0/os/csaf-v2.0-os.html#45-profile-5-vex */
export function readCsafVex(value: unknown, name: string): VexContent {
  const parsed = CsafDocument.safeParse(value);
  if (!parsed.success) throw new VexError(`${name} is no CSAF document.`);
  const { document, product_tree: tree, vulnerabilities } = parsed.data;
  const products = productsOf(tree);
  const publisher = document.publisher?.name;
  const claims: VexClaim[] = [];
  let bad = 0;
  for (const vulnerability of vulnerabilities) {
    const ids = [vulnerability.cve, ...vulnerability.ids.map(({ text }) => text)].filter((id) => id !== undefined);
    for (const [status, state] of states) {
      for (const [key, productIds] of byWords(vulnerability, vulnerability.product_status[status] ?? [])) {
        const about = subjectsOf(productIds, products);
        if (ids.length === 0 || about.purls.length === 0) {
          bad += 1;
          continue;
        }
        claims.push({
          ids,
          ...about,
          state,
          ...textsOf(JSON.parse(key) as Words),
          source: publisher ? `${publisher} (${name})` : name,
          at: document.tracking?.current_release_date ?? '',
        });
      }
    }
  }
  return { claims, bad };
}

interface Words {
  justification?: string | undefined;
  reason?: string | undefined;
  action?: string | undefined;
}

/** Products of which the document says the same, together: by what it says, as JSON. */
function byWords(vulnerability: CsafVulnerability, ids: readonly string[]): Map<string, string[]> {
  const { flags, threats, remediations } = vulnerability;
  const labels = indexed(flags, ({ label }) => label);
  const reasons = indexed(
    threats.filter(({ category }) => category === 'impact'),
    ({ details }) => details,
  );
  const actions = indexed(remediations, ({ details }) => details);
  const groups = new Map<string, string[]>();
  for (const id of ids) {
    const words: Words = { justification: labels.get(id), reason: reasons.get(id), action: actions.get(id) };
    const key = JSON.stringify(words);
    groups.set(key, [...(groups.get(key) ?? []), id]);
  }
  return groups;
}

function indexed<T extends { product_ids: readonly string[] }>(
  list: readonly T[],
  textOf: (one: T) => string,
): Map<string, string> {
  const texts = new Map<string, string>();
  for (const one of list) for (const id of one.product_ids) if (!texts.has(id)) texts.set(id, textOf(one));
  return texts;
}

function subjectsOf(ids: readonly string[], products: ReadonlyMap<string, CsafProduct>) {
  const found = ids.flatMap((id) => products.get(id) ?? []);
  const wholes = found.flatMap(({ on }) => (on ? [on.name, ...on.purls] : []));
  return { purls: [...new Set(found.flatMap(({ purls }) => purls))], products: [...new Set(wholes)] };
}
