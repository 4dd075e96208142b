import type { Scan, ScanItem, Skip } from '@stoa/model';
import { ReportError, type ReadOptions, type ReportSource } from '../format.ts';
import { readXml } from '../read-xml.ts';
import { summaryOf, toComponentItem, toObservations, type BomVulnerability } from './read.ts';

interface Draft {
  'bom-ref'?: string;
  group?: string;
  name?: string;
  version?: string;
  purl?: string;
  scope?: string;
  hashes: { alg: string; content: string }[];
  licenses: { license?: { id?: string; name?: string }; expression?: string }[];
}

/** CycloneDX as XML: the same shapes, element by element. */
export async function* readCycloneDxXml(source: ReportSource, options: ReadOptions): Scan {
  const skipped: Skip[] = [];
  const byRef = new Map<string, string>();
  const vulnerabilities: BomVulnerability[] = [];
  const open: Draft[] = [];
  let ready: ScanItem[] = [];
  let count = 0;
  let attributes: Readonly<Record<string, string>> = {};
  let vulnerability: BomVulnerability | null = null;
  let isBom = false;

  const chunks = readXml(source, {
    open(name, given, path) {
      attributes = given;
      if (path.length === 1) {
        const version = /\/bom\/(\d\.\d)$/.exec(
          given['xmlns'] ?? Object.entries(given).find(([key]) => key.startsWith('xmlns'))?.[1] ?? '',
        )?.[1];
        if (name !== 'bom' || !version) throw new ReportError('malformed', `${source.name} is no CycloneDX document.`);
        isBom = true;
      }
      if (name === 'component')
        open.push({ hashes: [], licenses: [], ...(given['bom-ref'] && { 'bom-ref': given['bom-ref'] }) });
      if (name === 'vulnerability') vulnerability = { ratings: [], affects: [], cwes: [], references: [] };
      if (name === 'rating') vulnerability?.ratings?.push({ score: undefined, severity: undefined, vector: undefined });
    },
    close(name, text, path) {
      const parent = path.at(-2);
      const component = open.at(-1);
      if (vulnerability) {
        fillVulnerability(vulnerability, name, parent, text);
        if (name === 'vulnerability') {
          vulnerabilities.push(vulnerability);
          vulnerability = null;
        }
      } else if (name === 'component' && component) {
        open.pop();
        if (path.at(-2) === 'metadata' || !component.name) {
          if (component['bom-ref'] && component.purl) byRef.set(component['bom-ref'], component.purl);
          return;
        }
        const item = toComponentItem(
          { ...component, name: component.name } as never,
          source.name,
          byRef,
          `component ${component.name}`,
        );
        if (item.type === 'skip') skipped.push(item.skip);
        else count += 1;
        ready.push(item);
      } else if (component) fillComponent(component, name, parent, text, attributes);
    },
  });
  for await (const _ of chunks) {
    yield* ready;
    ready = [];
  }
  if (!isBom) throw new ReportError('malformed', `${source.name} is no CycloneDX document.`);
  for (const one of vulnerabilities) yield* toObservations(one, byRef, source.name);
  return summaryOf(count, vulnerabilities.length, skipped, options);
}

function fillComponent(
  component: Draft,
  name: string,
  parent: string | undefined,
  text: string,
  attributes: Readonly<Record<string, string>>,
): void {
  if (
    parent === 'component' &&
    (name === 'group' || name === 'name' || name === 'version' || name === 'purl' || name === 'scope')
  )
    component[name] = text;
  else if (name === 'hash' && parent === 'hashes')
    component.hashes.push({ alg: attributes['alg'] ?? '', content: text });
  else if (parent === 'license' && (name === 'id' || name === 'name'))
    component.licenses.push({ license: { [name]: text } });
  else if (name === 'expression' && parent === 'licenses') component.licenses.push({ expression: text });
}

function fillVulnerability(
  vulnerability: BomVulnerability,
  name: string,
  parent: string | undefined,
  text: string,
): void {
  const rating = vulnerability.ratings?.at(-1);
  if (parent === 'vulnerability') {
    if (name === 'id') vulnerability.id = text;
    if (name === 'description') vulnerability.description = text;
    if (name === 'recommendation') vulnerability.recommendation = text;
  } else if (parent === 'cwes' && name === 'cwe' && Number(text) > 0) vulnerability.cwes?.push(Number(text));
  else if (parent === 'rating' && rating) {
    if (name === 'score' && Number.isFinite(Number(text))) rating.score = Number(text);
    if (name === 'severity') rating.severity = text;
    if (name === 'vector') rating.vector = text;
  } else if (parent === 'target' && name === 'ref') vulnerability.affects?.push({ ref: text });
  else if (parent === 'analysis' && name === 'state') vulnerability.analysis = { state: text };
  else if (parent === 'source' && name === 'url') vulnerability.source ??= { url: text };
}
