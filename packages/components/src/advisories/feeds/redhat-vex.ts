import { newestScore } from '../../cvss.ts';
import { readPurl } from '../../package-url/read-purl.ts';
import { compareVersions } from '../../version/compare.ts';
import type { Advisory, AffectedRange } from '../advisory.ts';
import { releaseOf } from '../release.ts';
import { CsafDocument, productsOf, type CsafProduct, type CsafVulnerability } from './csaf.ts';
import type { Gathering } from './feed.ts';

/**
 * Red Hat's VEX documents, one a CVE: which packages of which release are fixed in which version, affected without a fix,
 * or not affected. Of the platforms only Enterprise Linux itself is taken; its extended streams are releases of their own.
 * @see https://www.redhat.com/en/blog/csaf-vex-documents-now-generally-available
 */
export function readRedhatVex(gathering: Gathering, text: string): void {
  const document = parseDocument(text);
  if (!document) {
    gathering.bad += 1;
    return;
  }
  const products = productsOf(document.product_tree);
  for (const vulnerability of document.vulnerabilities) readVulnerability(gathering, document, vulnerability, products);
}

function parseDocument(text: string): CsafDocument | null {
  try {
    return CsafDocument.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function readVulnerability(
  gathering: Gathering,
  { document }: CsafDocument,
  vulnerability: CsafVulnerability,
  products: ReadonlyMap<string, CsafProduct>,
): void {
  const { cve, product_status: status } = vulnerability;
  if (!cve || !/^CVE-\d{4}-\d{4,}$/.test(cve)) {
    gathering.bad += 1;
    return;
  }
  const places = new Map<string, { name: string; release: string; fixed: string[] }>();
  const note = (ids: readonly string[], isFixed: boolean) => {
    for (const id of ids) {
      const place = placeOf(products.get(id));
      if (!place || !gathering.wants(place.release)) continue;
      const key = `${place.release}\0${place.name}`;
      const known = places.get(key) ?? { ...place, fixed: [] };
      if (isFixed && place.version !== null) known.fixed.push(place.version);
      places.set(key, known);
    }
  };
  note(status.fixed ?? [], true);
  note([...(status.known_affected ?? []), ...(status.last_affected ?? [])], false);
  gathering.undecided += status.under_investigation?.length ?? 0;
  if (places.size === 0) return;
  const advisory = gathering.of(cve, wordsOf(document, vulnerability));
  for (const { name, release, fixed } of places.values())
    advisory.packages.push({ name, release, ranges: rangesUntil(fixed), versions: [], uses: [] });
}

function wordsOf(document: CsafDocument['document'], one: CsafVulnerability): Partial<Advisory> {
  const vectors = one.scores.flatMap(({ cvss_v3: score }) => score?.vectorString ?? []);
  const cwe = Number(/^CWE-(\d+)$/.exec(one.cwe?.id ?? '')?.[1] ?? 0);
  return {
    summary: one.title.slice(0, 300),
    details: (one.notes.find(({ category }) => category === 'description')?.text ?? '').slice(0, 1500),
    cvss: newestScore(vectors),
    word: one.threats.find(({ category }) => category === 'impact')?.details ?? null,
    cwe: cwe > 0 ? [cwe] : [],
    modified: document.tracking?.current_release_date ?? '',
  };
}

/** A package on a release of Enterprise Linux; null for what stands elsewhere, such as a container or another product. */
function placeOf(product: CsafProduct | undefined): { name: string; release: string; version: string | null } | null {
  const platform = /^cpe:\/[ao]:redhat:(enterprise_linux:.*)$/.exec(product?.on?.cpe ?? '')?.[1];
  const release = platform === undefined ? null : releaseOf(`Red Hat:${platform}`);
  const purl = product?.purls.map(readPurl).find((one) => one?.type === 'rpm');
  if (release === null || !purl) return null;
  const epoch = purl.qualifiers?.['epoch'];
  return {
    name: purl.name,
    release,
    version: purl.version ? (epoch ? `${epoch}:${purl.version}` : purl.version) : null,
  };
}

/**
 * Modules bring several lines of one package side by side, each fixed in its own version: a later line is affected from its
 * first number on. Of several fixes of one line the last counts.
 */
function rangesUntil(fixed: readonly string[]): AffectedRange[] {
  const lines = new Map<string, string>();
  for (const version of fixed) {
    const line = /^(?:\d+:)?\d+/.exec(version)?.[0] ?? version;
    const before = lines.get(line);
    if (before === undefined || compareVersions('Red Hat', version, before) > 0) lines.set(line, version);
  }
  const sorted = [...lines].sort(([, a], [, b]) => compareVersions('Red Hat', a, b));
  if (sorted.length === 0) return [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }] }];
  return sorted.map(([line, version], at) => ({
    type: 'ECOSYSTEM',
    events: [{ introduced: at === 0 ? '0' : line }, { fixed: version }],
  }));
}
