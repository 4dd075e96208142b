import type { ComponentScope } from '@stoa/model';
import { toPackages, type Package, type SbomInput } from '../bom/packages.ts';
import { uuidOf } from '../bom/serial.ts';
import { isLicenceId } from '../bom/vocabulary.ts';
import { isSince } from './vocabulary.ts';

/** The versions we write. */
export const writtenVersions = ['1.4', '1.5', '1.6', '1.7'] as const;
export type WrittenVersion = (typeof writtenVersions)[number];

export interface BomDocument {
  version: 1;
  serialNumber: string;
  metadata: {
    timestamp: string;
    /** A list until 1.4; since then tools are components like others. */
    tools: { name: string; version: string }[] | { components: BomComponent[] };
    component: BomComponent;
  };
  components: BomComponent[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

export interface BomComponent {
  type: 'library' | 'application';
  'bom-ref'?: string;
  group?: string;
  name: string;
  version?: string;
  scope?: 'required' | 'optional' | 'excluded';
  hashes?: { alg: string; content: string }[];
  licenses?: ({ expression: string } | { license: { id: string } | { name: string } })[];
  purl?: string;
  properties?: { name: string; value: string }[];
}

/**
 * An inventory as a document of one version. Where a component was found, and what for, stands in `stoa:` properties.
 * The serial number is made of the content.
 * @see https://cyclonedx.org/docs/1.7/json/
 */
export function toDocument(input: SbomInput, version: WrittenVersion): BomDocument {
  const packages = toPackages(input.components);
  const root = `application:${input.application}`;
  const isTold = packages.some(({ direct }) => direct !== undefined);
  const body: Omit<BomDocument, 'serialNumber'> = {
    version: 1,
    metadata: {
      timestamp: input.timestamp,
      tools: isSince(version, '1.5')
        ? { components: [{ type: 'application', name: 'stoa', version: input.toolVersion }] }
        : [{ name: 'stoa', version: input.toolVersion }],
      component: {
        type: 'application',
        'bom-ref': root,
        name: input.application,
        ...(input.version && { version: input.version }),
      },
    },
    components: packages.map(toBomComponent),
    dependencies: [
      // Without a word on what is direct the root has no entry: "nothing" would be another statement.
      ...(isTold ? [{ ref: root, dependsOn: packages.filter(({ direct }) => direct).map(({ purl }) => purl) }] : []),
      ...packages.map(({ purl, dependsOn }) => ({ ref: purl, dependsOn })),
    ],
  };
  return { serialNumber: `urn:uuid:${uuidOf(body)}`, ...body };
}

function toBomComponent({ purl, group, name, version, scope, origin, hashes, licences, paths }: Package): BomComponent {
  return {
    type: 'library',
    'bom-ref': purl,
    ...(group !== undefined && { group }),
    name,
    ...(version && { version }),
    scope: bomScope(scope),
    ...(hashes.length > 0 && { hashes }),
    ...(licences.length > 0 && { licenses: toLicences(licences) }),
    purl,
    properties: [
      ...paths.map((value) => ({ name: 'stoa:path', value })),
      { name: 'stoa:scope', value: scope },
      ...(origin === undefined ? [] : [{ name: 'stoa:origin', value: origin }]),
    ],
  };
}

/** CycloneDX knows no peers: what a user of the project has to bring runs with it. Tools and tests are not shipped. */
function bomScope(scope: ComponentScope): NonNullable<BomComponent['scope']> {
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

/** An expression stands alone; among several licences it is a name like any other. */
function toLicences(licences: readonly string[]): NonNullable<BomComponent['licenses']> {
  const [only = ''] = licences;
  if (licences.length === 1 && /\S\s+(AND|OR|WITH)\s+\S/.test(only)) return [{ expression: only }];
  return licences.map((licence) => ({ license: isLicenceId(licence) ? { id: licence } : { name: licence } }));
}
