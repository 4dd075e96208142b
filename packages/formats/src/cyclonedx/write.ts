import { createHash } from 'node:crypto';
import type { Component } from '@stoa/model';

export interface SbomInput {
  application: string;
  /** Commit, or a version of the application. */
  version: string | null;
  components: readonly Component[];
  /** When the inventory was taken. */
  timestamp: string;
  toolVersion: string;
}

/**
 * An inventory as CycloneDX 1.6 JSON. The same inventory gives the same document, serial number included: it is made of
 * the content.
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export function writeCycloneDx(input: SbomInput): string {
  const byPurl = new Map<string, Component[]>();
  for (const component of input.components) {
    const known = byPurl.get(component.purl);
    if (known) known.push(component);
    else byPurl.set(component.purl, [component]);
  }
  const purls = [...byPurl.keys()].sort();
  const components = purls.map((purl) => toBomComponent(byPurl.get(purl)!));
  const root = `application:${input.application}`;
  const direct = purls.filter((purl) => byPurl.get(purl)!.some((one) => one.direct === true));
  const dependencies = [
    { ref: root, dependsOn: direct },
    ...purls.map((purl) => ({
      ref: purl,
      dependsOn: [...new Set(byPurl.get(purl)!.flatMap(({ dependsOn }) => dependsOn))]
        .filter((ref) => byPurl.has(ref))
        .sort(),
    })),
  ];
  const body = {
    version: 1,
    metadata: {
      timestamp: input.timestamp,
      tools: { components: [{ type: 'application', name: 'stoa', version: input.toolVersion }] },
      component: {
        type: 'application',
        'bom-ref': root,
        name: input.application,
        ...(input.version && { version: input.version }),
      },
    },
    components,
    dependencies,
  };
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialOf(body),
    ...body,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Hash names of CycloneDX; others would make the document invalid. */
const algorithms = new Set(['MD5', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']);

function toBomComponent(uses: readonly Component[]) {
  const [first] = uses;
  const { purl, name, version, scope, licences, hashes } = first!;
  const known = Object.entries(hashes).filter(([algorithm]) => algorithms.has(algorithm));
  const places = [...new Set(uses.map(({ location }) => location.path))].sort();
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    ...(version && { version }),
    scope: uses.some((one) => one.scope === 'required') ? 'required' : scope === 'optional' ? 'optional' : 'excluded',
    ...(known.length > 0 && { hashes: known.map(([alg, content]) => ({ alg, content })) }),
    ...(licences.length > 0 && { licenses: licences.map((licence) => ({ license: { name: licence } })) }),
    purl,
    properties: places.map((place) => ({ name: 'stoa:path', value: place })),
  };
}

function serialOf(body: object): string {
  const hex = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
