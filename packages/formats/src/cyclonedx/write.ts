import { createHash } from 'node:crypto';
import { strongerScope, type Component, type ComponentScope } from '@stoa/model';
import { hashBytes, isLicenceId } from './vocabulary.ts';

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
 * An inventory as CycloneDX 1.6 JSON. The same inventory gives the same document, in whatever order it comes, serial
 * number included: it is made of the content. Where a component was found, and what for, stands in `stoa:` properties.
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
  const root = `application:${input.application}`;
  const direct = purls.filter((purl) => byPurl.get(purl)!.some((one) => one.direct === true));
  const isTold = input.components.some((one) => one.direct !== undefined);
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
    components: purls.map((purl) => toBomComponent(byPurl.get(purl)!)),
    dependencies: [
      // Without a word on what is direct the root has no entry: "nothing" would be another statement.
      ...(isTold ? [{ ref: root, dependsOn: direct }] : []),
      ...purls.map((purl) => ({ ref: purl, dependsOn: edgesOf(byPurl.get(purl)!, byPurl) })),
    ],
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

function edgesOf(uses: readonly Component[], known: ReadonlyMap<string, unknown>): string[] {
  return [...new Set(uses.flatMap(({ dependsOn }) => dependsOn))].filter((purl) => known.has(purl)).sort();
}

/** One package, wherever it is used. The strongest use counts. */
function toBomComponent(uses: readonly Component[]) {
  const { purl, name, version } = uses[0]!;
  const scope = uses.map((use) => use.scope).reduce(strongerScope);
  const licences = [...new Set(uses.flatMap((use) => use.licences))].sort();
  const hashes = hashesOf(uses);
  const origin = originOf(uses);
  return {
    type: 'library',
    'bom-ref': purl,
    ...splitName(name, purl),
    ...(version && { version }),
    scope: bomScope(scope),
    ...(hashes.length > 0 && { hashes }),
    ...(licences.length > 0 && { licenses: toLicences(licences) }),
    purl,
    properties: [
      ...placesOf(uses).map((place) => ({ name: 'stoa:path', value: place })),
      { name: 'stoa:scope', value: scope },
      ...(origin === undefined ? [] : [{ name: 'stoa:origin', value: origin }]),
    ],
  };
}

/** CycloneDX knows no peers: what a user of the project has to bring runs with it. */
function bomScope(scope: ComponentScope): string {
  switch (scope) {
    case 'required':
    case 'peer':
      return 'required';
    case 'optional':
      return 'optional';
    case 'development':
      return 'excluded';
  }
}

function placesOf(uses: readonly Component[]): string[] {
  return [...new Set(uses.map(({ location }) => location.path))].sort();
}

/** What stands on a system counts more than what a build holds, and that more than what a file asks for. */
function originOf(uses: readonly Component[]): Component['origin'] {
  return (['observed', 'built', 'declared'] as const).find((one) => uses.some(({ origin }) => origin === one));
}

function hashesOf(uses: readonly Component[]): { alg: string; content: string }[] {
  const found = new Map<string, string>();
  for (const [alg, content] of uses.flatMap((use) => Object.entries(use.hashes))) {
    const length = Object.hasOwn(hashBytes, alg) && !alg.startsWith('Streebog') ? hashBytes[alg]! * 2 : 0;
    if (length > 0 && content.length === length && /^[0-9a-f]+$/i.test(content)) found.set(alg, content.toLowerCase());
  }
  return [...found].map(([alg, content]) => ({ alg, content })).sort((a, b) => (a.alg < b.alg ? -1 : 1));
}

/** An expression stands alone; among several licences it is a name like any other. */
function toLicences(licences: readonly string[]) {
  const [only = ''] = licences;
  if (licences.length === 1 && /\S\s+(AND|OR|WITH)\s+\S/.test(only)) return [{ expression: only }];
  return licences.map((licence) => ({ license: isLicenceId(licence) ? { id: licence } : { name: licence } }));
}

/** `@scope/name` and `group:artifact` have a group of their own in a bill of materials. */
function splitName(name: string, purl: string): { group?: string; name: string } {
  const separator =
    purl.startsWith('pkg:npm/') && name.startsWith('@') ? '/' : purl.startsWith('pkg:maven/') ? ':' : undefined;
  const at = separator === undefined ? -1 : name.indexOf(separator);
  return at > 0 && at < name.length - 1 ? { group: name.slice(0, at), name: name.slice(at + 1) } : { name };
}

/** A UUID of the kind that is made of content (RFC 9562, version 8). */
function serialOf(body: object): string {
  const hex = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
